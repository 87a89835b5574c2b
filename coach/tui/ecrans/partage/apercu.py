"""Le fichier à donner, tel qu'on le lira ; il ne s'écrit que d'ici, et avec un accord."""

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach import dossiers
from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.partage.a_part import enfermer
from coach.partage.apercu import lignes
from coach.partage.coffre import Serrure
from coach.partage.disque import place_libre
from coach.partage.paroles import compter, dire
from coach.partage.porte import Porte
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire as dire_de_l_ecran
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.peint import Phrase
from coach.tui.widgets.pied import Pied


class EcranApercu(Ecran[bool]):
    """Rend vrai si le fichier est écrit."""

    CSS_PATH = feuilles("partager")
    GESTES = gestes.APERCU
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, porte: Porte, fichier: Path | None, serrure: Serrure) -> None:
        super().__init__()
        self._porte, self._fichier, self._serrure = porte, fichier, serrure
        self._en_train = False

    def compose(self) -> ComposeResult:
        """Les étapes données, dans leurs mots d'arrivée."""
        titres = {e.id: e.titre for e in self._porte.etapes}
        with VerticalScroll(id="apercu"):
            yield Phrase(dire("porte.apercu"), classes="titre")
            for ligne in lignes(self._porte.apercu(), titres):
                yield _en_retrait(ligne)
            yield Phrase(dire("porte.anonyme"), classes="avis")
            yield Static(id="serrure", classes="discret", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """On peut tout de suite défiler."""
        self._fermer_par(self._serrure)
        self.query_one("#apercu").focus()

    def action_fermer(self) -> None:
        """Demande comment fermer le fichier : une phrase secrète, des clés, ou pas du tout."""
        from coach.tui.partage.coffre import fermer

        fermer(self.coach, self._fermer_par)

    def _fermer_par(self, serrure: Serrure) -> None:
        self._serrure = serrure
        if serrure.phrase is not None:
            cle = "ferme_par_phrase"
        else:
            cle = "ferme_pour_des_cles" if serrure.pour else "en_clair"
        dit = dire_de_l_ecran(f"partager.{cle}", **noms_des_touches(self.app))
        self.query_one("#serrure", Static).update(Paragraphe(dit))

    def action_ecrire(self) -> None:
        """Demande l'accord, puis le nom du fichier s'il n'est pas dit, puis écrit."""
        self._demander_l_accord("")

    def _demander_l_accord(self, propose: str) -> None:
        from coach.tui.ecrans.saisie import EcranSaisie

        titre = dire_de_l_ecran("partager.accord")
        self.app.push_screen(EcranSaisie(titre, propose), self._accorder)

    def _accorder(self, accord: str | None) -> None:
        if accord is None or not accord.strip():
            self.notify(dire("porte.rien"), markup=False)
            return
        ecrit, noms = self._porte.accord_ecrit(accord)
        if ecrit == accord and not noms:
            self._choisir_le_fichier(accord)
        else:
            self._confirmer(accord, ecrit, noms)

    def _confirmer(self, accord: str, ecrit: str, noms: tuple[str, ...]) -> None:
        """Montre l'accord tel que le fichier le dira, quand il y change ou nomme quelqu'un."""
        from coach.tui.ecrans.confirmation import EcranConfirmation

        def choisie(issue: str | None) -> None:
            if issue == "garder_l_accord":
                self._choisir_le_fichier(accord)
            else:
                self._demander_l_accord(accord)

        phrases = [dire("porte.accord_ecrit", texte=sans_commandes(ecrit))]
        if noms:
            phrases.append(dire("porte.accord_noms", noms=sans_commandes(", ".join(noms))))
        titre = dire_de_l_ecran("partager.accord_ecrit")
        nommees = ("recrire_l_accord", "garder_l_accord")
        issues = {nom: dire_de_l_ecran(f"partager.{nom}") for nom in nommees}
        self.app.push_screen(EcranConfirmation(titre, phrases, issues), choisie)

    def _choisir_le_fichier(self, accord: str) -> None:
        if self._fichier is not None:
            fichier = self._fichier
            self._ecrire(accord, fichier)
            return
        suffixe = ".jsonl.age" if self._serrure.ferme else ".jsonl"
        propose = dossiers.chez_soi() / f"a-donner-{self._porte.flux[:10].lower()}{suffixe}"
        self._demander_le_fichier(accord, str(propose))

    def _demander_le_fichier(self, accord: str, propose: str) -> None:
        """Demande où écrire ; une place prise se dit, et se demande de nouveau."""

        def recevoir(nom: str) -> None:
            self._ecrire(accord, place_libre(nom.strip()))

        self.coach.demander(dire_de_l_ecran("partager.fichier"), propose, recevoir)

    def _ecrire(self, accord: str, fichier: Path) -> None:
        """Écrit à côté : sous une phrase, le calcul dure, et l'écran répond."""
        if not self._en_train:
            self._en_train = True
            self.refresh_bindings()
            self._donner(accord, fichier)

    @work
    async def _donner(self, accord: str, fichier: Path) -> None:
        self.query_one("#serrure", Static).update(dire_de_l_ecran("phrase.un_instant"))
        donner = partial(self._porte.donner, self.coach.carnet, fichier, accord, self._enfermer)
        try:
            await asyncio.to_thread(donner)
        except ErreurEnClair as erreur:
            self.coach.signaler(erreur)
            self._en_train = False
            self._fermer_par(self._serrure)
            self.refresh_bindings()
        else:
            self._dire_l_ecrit(fichier)

    def _enfermer(self, octets: bytes) -> bytes:
        phrase = self._serrure.phrase
        return self._serrure.enfermer(octets) if phrase is None else enfermer(octets, phrase)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pendant que le fichier s'écrit, on attend."""
        return not self._en_train or action not in ("ecrire", "fermer", "retour")

    def _dire_l_ecrit(self, fichier: Path) -> None:
        noms = compter(sum(e.remplacee for e in self._porte.entites()), "nom")
        etapes = compter(len(self._porte.choisies), "etape")
        dit = dire("porte.ecrit", fichier=fichier, etapes=etapes, noms=noms)
        ferme = self._serrure.ferme
        comment = self._serrure.dite if ferme else dire_de_l_ecran("partager.ecrit_en_clair")
        self.notify(f"{dit} {comment}", markup=False, timeout=15)
        self.dismiss(True)

    def action_retour(self) -> None:
        """Revient aux décisions ; rien n'est écrit."""
        self.dismiss(False)


def _en_retrait(ligne: str) -> Phrase:
    """La ligne, son retrait gardé là où elle se replie."""
    nue = ligne.lstrip(" ")
    phrase = Phrase(nue)
    phrase.styles.padding = (0, 0, 0, len(ligne) - len(nue))
    return phrase
