"""Les questions d'un jury sur un livret : des modèles en données, choisis par ce qu'il contient.

Une affirmation sans preuve, une preuve ancienne, une opinion, un essai resté ouvert… chacune
appelle ses questions, avec les mots mêmes de la page. Ce qui fut déjà demandé passe après.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Literal

from coach.livret.fonds import Fonds
from coach.livret.grille import Genre, Moment, QuestionDeJury
from coach.livret.jugements import juges
from coach.livret.paroles import dire
from coach.livret.repli import Livret, Passage, PreuveFigee
from coach.livret.sources import etat_de_la_source
from coach.livret.verification import Lire, Releve, affirmation, phrase_autour
from coach.modeles.calendrier import decaler_les_mois, en_clair

EtapeDeLOral = Literal["presentation", "pages", "recul"]

MINUTES_PAR_QUESTION = 2.5
"""Ce qu'une réponse demande à l'oral, question comprise."""

QUESTIONS_AU_MOINS = 5
"""Même pour un oral très court : l'ouverture, deux pages, deux pas de recul."""

ANCIENNE = 6
"""Mois après lesquels une preuve appelle la question « et depuis ? »."""

_MOMENTS: tuple[Moment, ...] = (
    "sans_preuve",
    "opinion",
    "ajustement_ouvert",
    "preuve_ancienne",
    "source_changee",
    "positionnement",
    "ajustement_clos",
    "preuve_seule",
    "preuve",
    "partie_courte",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Une question prête à poser ; `pourquoi` : ce qui, dans le livret, l'appelle.

    `partie` : où elle porte, vide pour l'ensemble ; `passage` : la version citée, ou vide.
    """

    id: str
    etape: EtapeDeLOral
    texte: str
    pourquoi: str
    partie: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Un endroit du livret qui appelle les questions d'un moment."""

    moment: Moment
    partie: str
    passage: str = ""
    cite: str = ""
    extrait: str = ""
    jour: date | None = None


def questions(
    livret: Livret,
    genre: Genre,
    fonds: Fonds,
    *,
    minutes: int,
    lire: Lire,
    deja: Collection[str] = (),
) -> tuple[Question, ...]:
    """Les questions d'un oral de cette durée : l'ouverture, les pages, puis le recul.

    `deja` : les identifiants posés dans d'autres répétitions. Lève les erreurs du carnet.
    """
    releve = Releve(livret, genre, fonds, lire)
    toujours = [q for q in genre.jury if q.moment == "toujours"]
    nombre = max(QUESTIONS_AU_MOINS, round(minutes / MINUTES_PAR_QUESTION))
    communes = [_commune(q, genre) for q in toujours]
    ouverture, recul = communes[:1], communes[1:3]
    par_moment = [_du_moment(m, releve, set(deja)) for m in _MOMENTS]
    tour_a_tour = (q for tour in zip_longest(*par_moment) for q in tour if q)
    sur_les_pages = _au_plus(tour_a_tour, nombre - len(ouverture) - len(recul))
    rangs = {p.id: rang for rang, p in enumerate(genre.parties)}
    rangees = sorted(sur_les_pages, key=lambda q: rangs.get(q.partie, len(rangs)))
    return (*ouverture, *rangees, *recul)


def _commune(modele: QuestionDeJury, genre: Genre) -> Question:
    premiere = modele is next(q for q in genre.jury if q.moment == "toujours")
    etape: EtapeDeLOral = "presentation" if premiere else "recul"
    return Question(modele.id, etape, modele.texte, dire("oral.toujours"))


def _au_plus(toutes: Iterable[Question], nombre: int) -> list[Question]:
    """Les premières, sans revenir deux fois sur le même passage tant qu'il y en a d'autres."""
    retenues: list[Question] = []
    laissees: list[Question] = []
    vus: set[str] = set()
    for question in toutes:
        (laissees if question.passage in vus else retenues).append(question)
        vus |= {question.passage} if question.passage else set()
    return [*retenues, *laissees][: max(0, nombre)]


def _du_moment(moment: Moment, releve: Releve, deja: set[str]) -> list[Question]:
    """Ce que ce moment permet de demander : chaque modèle à son tour, le neuf d'abord."""
    modeles = [q for q in releve.genre.jury if q.moment == moment]
    if not modeles:
        return []
    trouvees: list[Question] = []
    for rang, occasion in enumerate(_occasions(moment, releve)):
        permis = [q for q in modeles if not q.parties or occasion.partie in q.parties]
        precis = [q for q in permis if q.parties] or permis
        if precis:
            trouvees.append(_question(precis[rang % len(precis)], occasion, releve.genre))
    return sorted(trouvees, key=lambda q: q.id in deja)


def _question(modele: QuestionDeJury, occasion: _Occasion, genre: Genre) -> Question:
    partie = genre.partie(occasion.partie)
    texte = modele.texte.format(
        cite=_dans_des_guillemets(occasion.cite),
        extrait=_dans_des_guillemets(occasion.extrait),
        action=_dans_des_guillemets(occasion.extrait.partition("\n")[0]),
        partie=partie.titre if partie else "",
        date=en_clair(occasion.jour) if occasion.jour else "",
    )
    suffixe = occasion.passage[-6:] or occasion.partie
    return Question(
        id=f"{modele.id}:{suffixe}",
        etape="pages",
        texte=texte,
        pourquoi=dire(f"oral.{occasion.moment}"),
        partie=occasion.partie,
        passage=occasion.passage,
    )


def _dans_des_guillemets(mots: str) -> str:
    """Les mots cités, prêts à se mettre entre « » : guillemets du dedans changés, point ôté."""
    ligne = phrase_autour(" ".join(mots.split("\n")), 0) if "\n" in mots else mots
    return ligne.replace("«\u00a0", "“").replace("\u00a0»", "”").translate(_DEDANS).rstrip(" .")


_DEDANS = str.maketrans({"«": "“", "»": "”"})


# --- Les occasions ---------------------------------------------------------------------------


def _occasions(moment: Moment, releve: Releve) -> Iterator[_Occasion]:
    if moment in ("preuve_seule", "partie_courte"):
        yield from _par_partie(moment, releve)
        return
    for passage in releve.livret.ranges(releve.genre):
        preuves = releve.livret.preuves_de(passage)
        trouvees = chain(
            _du_passage(moment, passage, preuves, releve), _des_preuves(moment, preuves, releve)
        )
        for cite, preuve in trouvees:
            yield _Occasion(
                moment,
                passage.partie,
                passage.version,
                cite or affirmation(passage, releve.lecture(passage)),
                preuve.extrait if preuve else "",
                preuve.date if preuve else None,
            )
            break


Trouvaille = tuple[str, PreuveFigee | None]


def _du_passage(
    moment: Moment, passage: Passage, preuves: tuple[PreuveFigee, ...], releve: Releve
) -> Iterator[Trouvaille]:
    """Ce qui tient au texte : une affirmation nue, une lecture dite comme un fait."""
    partie = releve.partie(passage)
    if moment == "sans_preuve" and partie and partie.preuves and not preuves:
        yield affirmation(passage, releve.lecture(passage)), None
    elif moment == "opinion":
        for _, segment in juges(releve.lecture(passage)):
            yield phrase_autour(passage.texte, segment.debut), None


def _des_preuves(
    moment: Moment, preuves: tuple[PreuveFigee, ...], releve: Releve
) -> Iterator[Trouvaille]:
    """Ce qui tient à une preuve : vieille, changée, un essai, un niveau."""
    dates = [p.date for p in preuves if p.date]
    limite = decaler_les_mois(releve.fonds.aujourd_hui, -ANCIENNE)
    for preuve in preuves:
        if _appelle(moment, preuve, releve, toutes_vieilles=bool(dates) and max(dates) < limite):
            yield "", preuve


def _appelle(moment: Moment, preuve: PreuveFigee, releve: Releve, *, toutes_vieilles: bool) -> bool:
    match moment:
        case "preuve":
            return preuve.sorte in ("preuve", "passage", "apport")
        case "preuve_ancienne":
            return toutes_vieilles and preuve.sorte != "positionnement"
        case "source_changee":
            return etat_de_la_source(preuve, releve.fonds) != "tient" and preuve.date is not None
        case "positionnement":
            return preuve.sorte == "positionnement"
        case "ajustement_ouvert" | "ajustement_clos":
            essai = releve.fonds.engagements.get(preuve.source)
            return essai is not None and essai.ouvert == (moment == "ajustement_ouvert")
    return False


def _par_partie(moment: Moment, releve: Releve) -> Iterator[_Occasion]:
    for partie in releve.genre.parties:
        siens = releve.livret.de(partie.id)
        preuves = {p.meme for passage in siens for p in releve.livret.preuves_de(passage)}
        mots = sum(p.mots for p in siens)
        seule = moment == "preuve_seule" and partie.preuves and len(preuves) == 1
        courte = moment == "partie_courte" and 0 < mots < partie.mots[0]
        if seule or courte:
            yield _Occasion(moment, partie.id)
