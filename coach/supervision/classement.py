"""Lire ensemble : chacun dit fait, opinion ou émotion sans voir les autres ; puis on compare.

L'accord n'est jamais une note : il montre où le groupe se partage, et c'est de cela qu'on parle.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.analyse.phrases import phrases
from coach.modeles.base import Ancre
from coach.modeles.lecture import Lecture, Nature
from coach.modeles.texte import sans_commandes
from coach.scoring.accord import Accord, fleiss
from coach.supervision.paroles import dire
from coach.supervision.relecture import Relecture
from coach.supervision.rencontre import Passage, Rencontre

PHRASES_AU_PLUS = 30
"""Phrases d'un extrait : au-delà, on ne lit plus ensemble, on corrige des copies."""

_DEBUT = 60
"""Points de code montrés pour reconnaître un extrait."""

LireSeul = Callable[[str], Lecture]


@dataclass(frozen=True)
class Extrait:
    """Un texte que le groupe peut lire ensemble, phrase par phrase."""

    evenement: str
    texte: str
    etape: str = ""

    @property
    def phrases(self) -> tuple[Ancre, ...]:
        """Ses phrases, chacune à sa place."""
        return tuple(
            Ancre(evenement=self.evenement, debut=d, fin=f, texte=self.texte[d:f])
            for d, f in phrases(self.texte)[:PHRASES_AU_PLUS]
        )

    @property
    def debut(self) -> str:
        """Ses premiers mots."""
        ligne = " ".join(sans_commandes(self.texte).split())
        return ligne if len(ligne) <= _DEBUT else ligne[:_DEBUT].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class PhraseLue:
    """Une phrase, combien l'ont lue de chaque façon, et ce que dirait le coach (rien s'il se tait).

    `hesite` : le coach n'en est pas sûr.
    """

    ancre: Ancre
    comptes: tuple[tuple[Nature, int], ...]
    coach: Nature | None
    hesite: bool = False

    @property
    def partagee(self) -> bool:
        """Vrai si le groupe s'y partage."""
        return len(self.comptes) > 1


@dataclass(frozen=True)
class LectureEnsemble:
    """Ce que le groupe a lu d'un extrait.

    `accord` : celui des personnes qui ont lu toutes les phrases ; `lecteurs` : toutes les autres
    comprises ; `incompletes` : celles qui en ont laissé.
    """

    phrases: tuple[PhraseLue, ...]
    accord: Accord
    lecteurs: int
    incompletes: int

    @property
    def partagees(self) -> tuple[PhraseLue, ...]:
        """Les phrases dont il y a le plus à dire."""
        return tuple(p for p in self.phrases if p.partagee)


def extraits(relecture: Relecture | None, rencontre: Rencontre) -> list[Extrait]:
    """Ce qui peut se lire ensemble : les réponses de la séance, sinon ce que le groupe a noté."""
    if relecture is not None:
        titres = {e.id: e.titre for e in relecture.etapes}
        etat = relecture.etat(len(relecture.moments))
        tous = [
            Extrait(r.id, r.texte, titres.get(r.etape, ""))
            for r in etat.reponses
            if r.texte.strip() and not r.choix
        ]
    else:
        tous = [Extrait(c.id, c.texte) for c in rencontre.contributions if c.genre == "note"]
    return [e for e in tous if len(phrases(e.texte)) > 1]


def deja_lus(rencontre: Rencontre) -> dict[str, list[Passage]]:
    """Les passages que le groupe a lus, par texte d'où ils viennent, dans l'ordre du texte."""
    trouves: dict[str, list[Passage]] = {}
    for passage in rencontre.passages:
        trouves.setdefault(passage.ancre.evenement, []).append(passage)
    return trouves


def comparer(
    passages: Sequence[Passage], lire: LireSeul, texte: str | None = None
) -> LectureEnsemble:
    """L'accord du groupe sur ces phrases d'un même extrait.

    `texte` : l'extrait entier, que le coach lit d'un trait ; sans lui, il lit chaque phrase seule.
    """
    par_lecteur = Counter(lecteur for p in passages for lecteur, _ in p.lectures)
    complets = {lecteur for lecteur, nombre in par_lecteur.items() if nombre == len(passages)}
    matiere = {
        f"{p.ancre.debut}/{p.ancre.texte}": [n for q, n in p.lectures if q in complets]
        for p in passages
    }
    entiere = lire(texte) if texte is not None else None
    return LectureEnsemble(
        phrases=tuple(_phrase(p, lire, entiere) for p in passages),
        accord=fleiss(matiere),
        lecteurs=len(par_lecteur),
        incompletes=len(par_lecteur) - len(complets),
    )


def _phrase(passage: Passage, lire: LireSeul, entiere: Lecture | None) -> PhraseLue:
    ancre = passage.ancre
    comptes = Counter(nature for _, nature in passage.lectures)
    ordre = tuple((n, comptes[n]) for n in Nature if comptes[n])
    lecture, decalage = (entiere, 0) if entiere else (lire(ancre.texte), ancre.debut)
    poids: Counter[Nature] = Counter()
    hesitent: set[Nature] = set()
    for segment in lecture.segments:
        debut, fin = segment.debut + decalage, segment.fin + decalage
        commun = min(fin, ancre.fin) - max(debut, ancre.debut)
        if commun > 0:
            poids[segment.nature] += commun
            hesitent |= {segment.nature} if segment.incertain else set()
    coach = poids.most_common(1)[0][0] if poids else None
    return PhraseLue(ancre, ordre, coach, coach in hesitent)


# --- En mots -------------------------------------------------------------------------------------


def en_mots(lue: PhraseLue) -> str:
    """Comment le groupe a lu la phrase, puis le coach."""
    if not lue.partagee:
        nature, nombre = lue.comptes[0]
        cle = "seul" if nombre == 1 else "ensemble"
        groupe = dire(f"lire.{cle}", nature=nature.nom)
    else:
        parts = (dire("lire.part", nombre=nombre, nature=n.nom) for n, nombre in lue.comptes)
        groupe = dire("lire.partage", parts=", ".join(parts))
    if lue.coach is None:
        return groupe
    cle = "coach_hesite" if lue.hesite else "coach"
    return f"{groupe} {dire(f'lire.{cle}', nature=lue.coach.nom)}"


def bilan(ensemble: LectureEnsemble) -> list[str]:
    """L'accord en phrases : ce qu'il dit, de quoi il est fait, ou pourquoi il ne se calcule pas."""
    accord = ensemble.accord
    lignes = []
    if accord.kappa is None:
        raison = "aucun_sujet" if not ensemble.lecteurs else accord.raison
        lignes.append(dire(f"lire.{raison}"))
    elif accord.observe is not None and accord.attendu is not None:
        lignes.append(
            dire(
                "lire.kappa",
                kappa=f"{accord.kappa:.2f}".replace(".", ","),
                observe=round(100 * accord.observe),
                attendu=round(100 * accord.attendu),
                sujets=accord.sujets,
                lecteurs=accord.lecteurs,
            )
        )
    if ensemble.incompletes:
        cle = "incomplete" if ensemble.incompletes == 1 else "incompletes"
        lignes.append(dire(f"lire.{cle}", nombre=ensemble.incompletes))
    partagees = len(ensemble.partagees)
    cle = {0: "aucune_partagee", 1: "une_partagee"}.get(partagees, "des_partagees")
    if ensemble.lecteurs > 1:
        lignes.append(dire(f"lire.{cle}", nombre=partagees))
    return lignes
