"""Après la rencontre : réunir les fichiers des claviers, en écrire le compte rendu, les rendre."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach import dossiers
from coach.modeles.texte import sans_commandes
from coach.partage.disque import ecrire, fichier_dit
from coach.supervision.annotations import Annotations, fusionner, garder, lire_annotations
from coach.supervision.compte_rendu import forme_de, noms_restants, rediger_de
from coach.supervision.methode import exiger_la_methode
from coach.supervision.rencontre import plier_rencontre
from coach.tui import gestes, lignes
from coach.tui.groupe import recues
from coach.tui.groupe.pages import EcranDePage
from coach.tui.paroles import dire
from coach.tui.partage.place import demander_ou_ecrire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.widgets.liste import Liste


class EcranApres(EcranDePage):
    """Des fichiers d'une même rencontre, et ce que l'on en fait ; rien ne s'écrase sans accord."""

    NOM = "fichiers"
    GESTES = gestes.APRES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, depart: Sequence[Path] = ()) -> None:
        super().__init__()
        self._depart = depart
        self._copies: dict[Path, Annotations] = {}
        self._noms = False

    def titre(self) -> str:
        """« Après la rencontre »."""
        return dire("apres.titre")

    def on_mount(self) -> None:
        """Le fichier de la rencontre d'où l'on vient ; sinon, un à choisir."""
        for fichier in self._depart:
            self.coach.tenter(partial(self._prendre, fichier, fichier))
        self._montrer()
        self.query_one(Liste).focus()
        if not self._depart:
            self.action_ajouter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action == "reunir":
            return len(self._copies) > 1
        if action in ("rediger", "noms", "rendre", "ecarter"):
            return bool(self._copies)
        return True

    def repeindre(self) -> None:
        """Les mêmes fichiers, aux couleurs du thème."""
        self._montrer()

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _reunies(self) -> Annotations:
        return fusionner(list(self._copies.values()))

    def _montrer(self) -> None:
        liste = self.query_one(Liste)
        ici = liste.highlighted or 0
        liste.set_options(list(self._options()))
        liste.highlighted = min(ici, len(self._copies) - 1) if self._copies else None
        self.dire_l_etat(self._etat())
        texte = self._rediger("md") if self._copies else ""
        self.montrer_la_page(Paragraphe(sans_commandes(texte)))
        self.refresh_bindings()

    def _options(self) -> Iterator[Option]:
        discret = self.app.theme_variables["discret"]
        for fichier, annotations in self._copies.items():
            nombre = len(plier_rencontre(annotations.evenements).contributions)
            detail = dire("apres.contributions", nombre=nombre)
            yield Option(lignes.ligne(sans_commandes(fichier.name), detail, discret))

    def _etat(self) -> str:
        if not self._copies:
            return dire("apres.vide")
        reunies = self._reunies()
        return dire(
            "apres.etat",
            methode=exiger_la_methode(reunies.methode).titre,
            fichiers=len(self._copies),
            nombre=len(plier_rencontre(reunies.evenements).contributions),
            noms=dire("apres.avec_noms" if self._noms else "apres.sans_noms"),
        )

    def _rediger(self, forme: Literal["md", "html"]) -> str:
        return rediger_de(self._reunies(), self.coach.contexte.lire, forme, noms=self._noms)

    # --- Les fichiers ----------------------------------------------------------------------------

    def action_ajouter(self) -> None:
        """Demande le fichier d'un autre clavier."""
        self.coach.demander(dire("apres.ajouter"), self._a_cote(""), self._ajouter)

    def _ajouter(self, nom: str) -> None:
        from coach.tui.partage.coffre import ouvrir_recu

        def prendre_ceci(contenu: bytes | Path) -> None:
            self._prendre(fichier_dit(nom.strip()), contenu)
            self._montrer()

        if nom.strip():
            ouvrir_recu(self.coach, nom, prendre_ceci)

    def _prendre(self, fichier: Path, contenu: bytes | Path) -> None:
        """Lit ce fichier ; il n'est gardé que s'il va avec les autres. Lève `ErreurDeFichier`."""
        lues = lire_annotations(contenu)
        exiger_la_methode(lues.methode)
        fusionner([*self._copies.values(), lues])
        self._copies[fichier] = lues

    def action_ecarter(self) -> None:
        """Écarte le fichier choisi de cette réunion ; il reste sur le disque."""
        rang = self.query_one(Liste).highlighted
        if rang is not None and self._copies:
            del self._copies[list(self._copies)[rang]]
            self._montrer()

    def _a_cote(self, nom: str) -> str:
        """Ce nom, dans le dossier du premier fichier."""
        dossier = next(iter(self._copies), dossiers.chez_soi() / nom).parent
        return f"{dossier / nom}" if nom else f"{dossier}/"

    # --- Ce que l'on en fait ---------------------------------------------------------------------

    def action_noms(self) -> None:
        """Nomme qui était là et qui a signé, ou personne."""
        self._noms = not self._noms
        self._montrer()

    def action_reunir(self) -> None:
        """Écrit la réunion dans un fichier neuf."""
        propose = self._a_cote(dire("apres.fichier_reuni"))
        demander_ou_ecrire(self.coach, dire("apres.ou_reunir"), propose, self._reunir)

    def _reunir(self, nom: str, remplacer: bool) -> None:
        if nom:
            neuf = garder(self._reunies(), fichier_dit(nom), remplacer=remplacer)
            dit = dire("apres.reunies" if neuf else "apres.deja_la", fichier=nom)
            self.notify(dit, markup=False, timeout=8)

    def action_rediger(self) -> None:
        """Écrit le compte rendu : en HTML si le nom finit ainsi, sinon en Markdown."""
        propose = self._a_cote(dire("apres.fichier_du_compte"))
        demander_ou_ecrire(self.coach, dire("apres.ou_rediger"), propose, self._ecrire)

    def _ecrire(self, nom: str, remplacer: bool) -> None:
        if not nom:
            return
        texte = self._rediger(forme_de(nom))
        neuf = ecrire(fichier_dit(nom), texte.encode("utf-8"), remplacer=remplacer)
        dit = dire("apres.redige" if neuf else "apres.deja_la", fichier=nom)
        self.notify(dit, markup=False, timeout=8)
        restants = [] if self._noms else noms_restants(self._reunies())
        if restants:
            dit = dire("apres.noms_restants", noms=", ".join(restants))
            self.notify(dit, markup=False, severity="warning", timeout=12)

    def action_rendre(self) -> None:
        """Met les contributions à côté de la séance dont elles parlent, et l'ouvre."""
        self.coach.tenter(
            lambda: self.coach.lire_seance(recues.rendre(self.coach, self._reunies()))
        )
