"""Les entités d'une séance à partager, et le pseudonyme de chacune.

Une entité réunit toutes les façons dont un texte la nomme : « Mme Benali », « Benali » et
« Fatima Benali ». La personne décide de chacune ; rien n'est remplacé à son insu, et rien de ce
qu'elle accepte ne reste.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.confidentialite.entites import GenreDEntite
from coach.confidentialite.entites.lexique import lexique_des_entites
from coach.confidentialite.lexique import lexique
from coach.confidentialite.mots import mots
from coach.modeles.remplacement import Coupe
from coach.modeles.texte import cle
from coach.partage.phrases import Contexte, autour
from coach.partage.raccords import raccorder
from coach.partage.remplacement import Regle, motif_de

Decision = Literal["a_voir", "acceptee", "changee", "refusee"]
Place = tuple[str, int]

FORMULES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("pseudonymes.toml").read_text("utf-8")
)
HOMME = frozenset({"m", "mr", "monsieur"})
FEMME = frozenset({"mme", "mlle", "madame", "mademoiselle"})
_TITRES = frozenset({"dr", "docteur", "docteure", "me", "maitre", "pr"})
_CIVILITE = re.compile(r"^(?P<civilite>\w+)(?P<point>\.?)[ \u00a0\u202f]+", re.UNICODE)


@dataclass(frozen=True)
class Entite:
    """Une personne, un lieu, un organisme, un numéro ; `formes` : telles qu'elles sont écrites.

    `lettre` est le pseudonyme neutre (« A ») ; `libre`, ce que la personne préfère écrire ;
    `appui`, le mot qui l'annonçait (« asbl », « rue », « ville »…). `seulement` et `sauf` : les
    places (une phrase, un rang de caractère) où un même nom est elle, ou quelqu'un d'autre.
    """

    id: str
    genre: GenreDEntite
    formes: tuple[str, ...]
    appui: str = ""
    lettre: str = ""
    libre: str = ""
    decision: Decision = "a_voir"
    seulement: tuple[Place, ...] = ()
    sauf: tuple[Place, ...] = ()

    @property
    def remplacee(self) -> bool:
        """Vrai si elle ne doit pas se lire dans le fichier."""
        return self.decision in ("acceptee", "changee")

    @property
    def montree(self) -> str:
        """Comment elle s'appellera : « Mme A. », « la ville C », « [téléphone] »."""
        if self.libre:
            return self.libre
        return self.ecrire(next((f for f in self.formes if _civilite(f)), self.formes[0]))

    def ecrire(self, forme: str) -> str:
        """Ce qui prend la place de cette forme, sans regarder la phrase."""
        if self.libre:
            return self.libre
        if self.genre == "personne":
            return f"{_civilite(forme)}{self.lettre}."
        if self.genre == "lieu":
            return self._ecrire_un_lieu(forme)
        if self.genre == "organisation":
            return (
                self.lettre
                if self.appui
                else FORMULES["organisation"]["autre"].format(lettre=self.lettre)
            )
        return FORMULES["numero"][self.genre]

    def _ecrire_un_lieu(self, forme: str) -> str:
        listes = lexique_des_entites()
        formule = "habitant" if cle(forme) in listes.gentiles else self.appui
        if formule not in FORMULES["lieu"]:
            annonce = listes.ouvre_un_lieu | listes.ouvre_un_organisme
            if self.appui in annonce:
                return self.lettre
            formule = "autre"
        return FORMULES["lieu"][formule].format(lettre=self.lettre)

    def regle(self) -> Regle:
        """De quoi la remplacer dans n'importe quel texte."""
        return Regle(self.motif(), self._coupe, self.ici)

    def ici(self, texte: str, debut: int, fin: int) -> bool:
        """Vrai si c'est bien elle que [debut, fin) nomme dans ce texte."""
        if not self.seulement and not self.sauf:
            return True
        place = place_de(autour(texte, debut, fin))
        return place not in self.sauf and (not self.seulement or place in self.seulement)

    def motif(self) -> re.Pattern[str]:
        """Toutes ses formes, et les mots de son nom."""
        ecrites, noms = set(self.formes), set(_noms_seuls(self))
        strictes = {n for n in ecrites | noms if self.genre != "personne" or _ordinaire(n)}
        souples = (ecrites | noms) - strictes
        motifs = []
        if souples:
            motifs.append(f"(?i:{motif_de(souples, casse=True).pattern})")
        if strictes:
            motifs.append(motif_de(strictes, casse=True).pattern)
        return re.compile("|".join(motifs))

    def _coupe(self, texte: str, debut: int, fin: int) -> Coupe:
        neuf = self.ecrire(texte[debut:fin])
        repris, neuf = (0, neuf) if self._colle(texte, debut) else raccorder(texte[:debut], neuf)
        if not repris and texte[debut].isupper() and _en_tete(texte, debut):
            neuf = neuf[0].upper() + neuf[1:]
        if neuf.endswith(".") and texte[fin : fin + 1] == ".":
            neuf = neuf[:-1]
        return Coupe(debut - repris, fin, neuf)

    def _colle(self, texte: str, debut: int) -> bool:
        """Vrai quand le mot d'avant annonce déjà l'entité : « rue B », « asbl B »."""
        return self.genre == "organisation" and bool(self.appui)


def place_de(contexte: Contexte) -> Place:
    """Où se lit ce passage : sa phrase, et son rang dans elle."""
    return contexte.texte, contexte.debut


def noms_de(entite: Entite) -> tuple[str, ...]:
    """Sous quels noms son pseudonyme se retient, d'un partage à l'autre."""
    return tuple(nom_de(entite.genre, forme) for forme in entite.formes)


def nom_de(genre: GenreDEntite, forme: str) -> str:
    """Le nom sous lequel se retient ce qui s'écrit ainsi."""
    return f"{genre}|{' '.join(sorted(significatifs(forme)))}"


def regles(entites: Iterable[Entite]) -> list[Regle]:
    """De quoi remplacer toutes celles qui doivent l'être, les formes les plus longues d'abord."""
    gardees = [e for e in entites if e.remplacee]
    entieres = sorted(((forme, e) for e in gardees for forme in e.formes), key=lambda x: -len(x[0]))
    precises = [
        Regle(motif_de([forme], casse=e.genre != "personne" or _ordinaire(forme)), e._coupe, e.ici)
        for forme, e in entieres
    ]
    return [*precises, *(e.regle() for e in gardees)]


def significatifs(forme: str) -> list[str]:
    """Les mots d'un nom, sans civilité ni particule ; les chiffres tels quels."""
    listes = lexique_des_entites()
    ecartes = listes.civilites | lexique().particules | {"de", "du", "des", "la", "le", "les", "d"}
    gardes = [m.cle for m in mots(forme) if m.cle not in ecartes and len(m.cle) > 1]
    return gardes or [cle(forme)]


def _civilite(forme: str) -> str:
    """« Mme », « M. », « Monsieur » et l'espace qui suit, s'il y en a une."""
    trouve = _CIVILITE.match(forme)
    if trouve and cle(trouve["civilite"]) in HOMME | FEMME | _TITRES:
        return trouve[0]
    return ""


def _noms_seuls(entite: Entite) -> Iterator[str]:
    """Chaque mot du nom d'une personne, qui peut se lire seul ailleurs."""
    if entite.genre != "personne":
        return
    for forme in entite.formes:
        for mot in mots(forme):
            ecrit_comme_un_nom = mot.capital or forme.islower()
            if ecrit_comme_un_nom and len(mot.texte) > 2 and _peut_se_lire_seul(mot.cle):
                yield mot.texte


def _peut_se_lire_seul(nom: str) -> bool:
    lex = lexique()
    outils = lex.mots_outils | lex.particules | lex.titres
    return nom not in outils and nom not in lexique_des_entites().civilites


def _ordinaire(forme: str) -> bool:
    """Vrai si ces mots se lisent aussi sans désigner personne : leur casse compte."""
    lex, listes = lexique(), lexique_des_entites()
    return all(
        m.cle in lex.prenoms_qui_sont_des_mots
        or m.cle in lex.noms_qui_sont_des_mots
        or m.cle in listes.prenoms_ordinaires
        or m.cle in lex.mots_outils
        or m.cle in lex.titres
        for m in mots(forme)
    )


def _en_tete(texte: str, debut: int) -> bool:
    avant = texte[:debut].rstrip(" \u00a0\u202f\t")
    return not avant or avant[-1] in ".!?…\n«"
