"""Passer d'une édition d'un référentiel à la suivante, installée à côté : montrer, puis tout faire.

Les événements d'avant gardent leur millésime. Reporter range chaque preuve sous la compétence qui
suit la sienne, et redit ses positionnements à leur date ; ce qui n'a pas de suite sûre reste où il
est, et se voit dans le plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PositionnementFait, PreuveDeplacee
from coach.modeles.journal import AConsigner, vivants
from coach.modeles.progression import meme_personne
from coach.modeles.referentiel import Competence, Referentiel
from coach.modeles.texte import cle
from coach.portfolio.apports import adresse
from coach.portfolio.erreurs import ErreurDePortfolio
from coach.referentiels import ErreurDeReferentiel, charger
from coach.scoring.lignes import PreuveLue

Lien = Literal["choisie", "equivalente", "meme_titre", "meme_code", "sans_suite"]

_RESSEMBLANCE = 70
"""Note de rapidfuzz (sur 100) à partir de laquelle deux titres de même code se ressemblent."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Ce que devient une compétence de l'ancienne édition.

    `lien` dit pourquoi celle-là ; `vers` et `titre` sont vides sans suite. `positionnements` : ceux
    qui se redisent, chacun avec le rang de l'énoncé dans la nouvelle ; `laisses` : les autres (un
    énoncé qui a changé, ou un regard déjà posé sur la nouvelle).
    """

    code: str
    ancien_titre: str
    vers: str
    titre: str
    lien: Lien
    preuves: tuple[PreuveLue, ...]
    positionnements: tuple[tuple[PositionnementFait, int | None], ...] = ()
    laisses: tuple[PositionnementFait, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Tout ce qu'un report changerait ; rien n'est encore écrit."""

    ancien: str
    nouveau: str
    millesime: str
    suites: tuple[Suite, ...]

    @property
    def preuves(self) -> int:
        """Combien de preuves changeraient de place."""
        return sum(len(s.preuves) for s in self.suites if s.vers)

    @property
    def positionnements(self) -> int:
        """Combien de positionnements se rediraient."""
        return sum(len(s.positionnements) for s in self.suites)

    @property
    def sans_suite(self) -> tuple[Suite, ...]:
        """Ce qui resterait où il est."""
        return tuple(s for s in self.suites if not s.vers)


def preparer(
    carnet: Carnet, ancien: str, nouveau: str, choisies: Mapping[str, str] | None = None
) -> Plan:
    """Ce que donnerait le report d'une édition à l'autre, sans rien écrire.

    `choisies` : les suites que la personne impose, d'un code ancien à un code nouveau. Sinon, dans
    l'ordre : une seule équivalente ; le même titre ; le même code, si les titres se ressemblent ou
    si l'ancien ne se lit plus. Lève `ErreurDePortfolio`, `ErreurDeReferentiel`.
    """
    if ancien == nouveau:
        raise ErreurDePortfolio("meme_edition")
    neuf = charger(nouveau)
    preuves: dict[str, list[PreuveLue]] = {}
    for preuve in carnet.matiere().preuves:
        if preuve.referentiel == ancien:
            preuves.setdefault(preuve.code, []).append(preuve)
    journal = vivants(carnet.evenements(FLUX_DU_CARNET))
    regards = [e for e in journal if isinstance(e, PositionnementFait)]
    anciens = [e for e in regards if e.referentiel == ancien]
    vieux = _charger(ancien, connu=bool(preuves or anciens))
    imposees = {a.casefold(): adresse(nouveau, n)["code"] for a, n in (choisies or {}).items()}
    codes = dict.fromkeys((*preuves, *(e.code for e in anciens)))
    places = {c.code: rang for rang, c in enumerate(vieux.competences)} if vieux else {}
    suites = []
    for code in sorted(codes, key=lambda c: (places.get(c, len(places)), c)):
        lien, suivante = _suivante(vieux, neuf, code, imposees)
        ancienne = vieux.competence(code) if vieux else None
        siens = [e for e in anciens if e.code == code]
        redits = _redits(ancienne, suivante, siens, _deja(regards, nouveau, suivante))
        suites.append(
            Suite(
                code=code,
                ancien_titre=ancienne.titre if ancienne else "",
                vers=suivante.code if suivante else "",
                titre=suivante.titre if suivante else "",
                lien=lien,
                preuves=tuple(preuves.get(code, ())),
                positionnements=redits,
                laisses=tuple(e for e in siens if e.id not in {dit.id for dit, _ in redits}),
            )
        )
    return Plan(ancien, nouveau, neuf.millesime, tuple(suites))


def reporter(carnet: Carnet, plan: Plan) -> int:
    """Écrit tout le plan d'un seul geste, ou rien ; rend le nombre d'événements écrits."""
    return len(carnet.consigner_ensemble(list(_faits(plan))))


def _faits(plan: Plan) -> Iterator[AConsigner]:
    for suite in plan.suites:
        if not suite.vers:
            continue
        ou = {"referentiel": plan.nouveau, "code": suite.vers, "millesime": plan.millesime}
        for preuve in suite.preuves:
            yield PreuveDeplacee, {"cible": preuve.id, **ou}
        for dit, item in suite.positionnements:
            memes = {nom: getattr(dit, nom) for nom in ("niveau", "justification", "par", "quand")}
            yield PositionnementFait, {**memes, **ou, "item": item}


def _charger(ancien: str, *, connu: bool) -> Referentiel | None:
    """L'ancienne édition, ou rien si son fichier a disparu et que le carnet en parle encore."""
    try:
        return charger(ancien)
    except ErreurDeReferentiel:
        if connu:
            return None
        raise


def _suivante(
    vieux: Referentiel | None, neuf: Referentiel, code: str, imposees: Mapping[str, str]
) -> tuple[Lien, Competence | None]:
    if choisie := imposees.get(code.casefold()):
        return "choisie", neuf.competence(choisie)
    ancienne = vieux.competence(code) if vieux else None
    if ancienne is None:
        meme = neuf.competence(code)
        return ("meme_code", meme) if meme else ("sans_suite", None)
    equivalentes = [
        trouvee
        for p in ancienne.correspondances
        if p.referentiel == neuf.id and p.degre == "equivalente"
        if (trouvee := neuf.competence(p.code))
    ]
    if len(equivalentes) == 1:
        return "equivalente", equivalentes[0]
    memes = [c for c in neuf.competences if cle(c.titre) == cle(ancienne.titre)]
    if len(memes) == 1:
        return "meme_titre", memes[0]
    meme = neuf.competence(code)
    if meme and not equivalentes and _se_ressemblent(ancienne.titre, meme.titre):
        return "meme_code", meme
    return "sans_suite", None


def _se_ressemblent(un: str, autre: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(cle(un), cle(autre)) >= _RESSEMBLANCE


# --- Les positionnements -----------------------------------------------------------------------


def _deja(
    regards: Sequence[PositionnementFait], nouveau: str, suivante: Competence | None
) -> list[PositionnementFait]:
    """Les regards déjà posés sur la compétence qui suit : ils ne bougent pas."""
    if suivante is None:
        return []
    return [e for e in regards if (e.referentiel, e.code) == (nouveau, suivante.code)]


def _redits(
    ancienne: Competence | None,
    suivante: Competence | None,
    siens: Sequence[PositionnementFait],
    deja: Sequence[PositionnementFait],
) -> tuple[tuple[PositionnementFait, int | None], ...]:
    """Ce qui se redit sur la compétence qui suit, et le rang de l'énoncé s'il y en a un."""
    if suivante is None:
        return ()
    redits = []
    for dit in siens:
        item = _meme_item(ancienne, suivante, dit.item)
        if dit.item is not None and item is None:
            continue
        if not any(e.item == item and meme_personne(e.par, dit.par) for e in deja):
            redits.append((dit, item))
    return tuple(redits)


def _meme_item(ancienne: Competence | None, suivante: Competence, rang: int | None) -> int | None:
    """Le rang, dans la compétence qui suit, de l'énoncé resté mot pour mot ; rien s'il a changé."""
    if rang is None or ancienne is None or rang >= len(ancienne.items):
        return None
    cherche = cle(ancienne.items[rang].enonce)
    return next((r for r, i in enumerate(suivante.items) if cle(i.enonce) == cherche), None)
