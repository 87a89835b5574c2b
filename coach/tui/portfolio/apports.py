"""Les preuves à la main, depuis l'écran : apporter, déplacer, retirer, revenir dessus."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coach.erreurs import ErreurEnClair
from coach.modeles.periodes import comprendre
from coach.portfolio import CompetenceVue, ErreurDePortfolio, apports
from coach.scoring.lignes import PreuveLue
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.competences.fiches import Adresse
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

Fait = Callable[[str], None]
"""Reçoit l'identifiant de la preuve dont il vient d'être écrit quelque chose."""


def apporter(coach: "CoachApp", competence: CompetenceVue, fait: Fait) -> None:
    """Demande ce que la preuve montre, d'où elle vient, son jour, un témoin ; puis l'écrit."""
    dits: dict[str, str] = {}

    def suivante(reste: tuple[str, ...]) -> None:
        if not reste:
            _ecrire(coach, competence, dits, fait)
            return

        def recevoir(ligne: str) -> None:
            _verifier(reste[0], ligne, coach.horloge().date())
            dits[reste[0]] = ligne
            suivante(reste[1:])

        titre = dire(f"portfolio.demande_{reste[0]}", code=competence.code)
        coach.demander(titre, "", recevoir)

    suivante(("extrait", "source", "jour", "temoin"))


def _verifier(quoi: str, ligne: str, aujourd_hui: date) -> None:
    """Lève `ErreurEnClair` si cette ligne ne va pas."""
    if quoi in ("extrait", "source") and not ligne.strip():
        raise ErreurDePortfolio(f"{quoi}_vide")
    if quoi == "jour" and ligne.strip():
        jour = _jour(ligne, aujourd_hui)
        if jour is None:
            raise ErreurEnClair(dire("portfolio.jour_incompris"))
        if jour > aujourd_hui:
            raise ErreurDePortfolio("jour_a_venir")


def _jour(dit: str, aujourd_hui: date) -> date | None:
    periode = comprendre(dit, aujourd_hui)
    return periode.debut if periode and periode.debut == periode.fin else None


def _ecrire(coach: "CoachApp", competence: CompetenceVue, dits: dict[str, str], fait: Fait) -> None:
    def ajouter() -> str:
        aujourd_hui = coach.horloge().date()
        jour = _jour(dits["jour"], aujourd_hui) if dits["jour"].strip() else aujourd_hui
        ou = (competence.referentiel, competence.code)
        preuve = apports.ajouter(
            coach.carnet,
            *ou,
            extrait=dits["extrait"],
            source=dits["source"],
            jour=jour,
            temoin=dits["temoin"],
        )
        return preuve.id

    _faire(coach, ajouter, _note(coach, "apportee", code=competence.code), fait)


def deplacer(coach: "CoachApp", preuve: PreuveLue, fait: Fait) -> None:
    """Demande sous quelle compétence ranger la preuve, puis l'y range."""
    from coach.tui.ecrans.portfolio.vers import EcranVers

    def ranger(vers: Adresse | None) -> None:
        if vers is None:
            return

        def geste() -> str:
            apports.deplacer(coach.carnet, preuve.id, vers.referentiel, vers.code)
            return preuve.id

        _faire(coach, geste, _note(coach, "deplacee", code=vers.code), fait)

    coach.push_screen(EcranVers(preuve.referentiel), ranger)


def retirer(coach: "CoachApp", preuve: PreuveLue, fait: Fait) -> None:
    """Demande pourquoi, puis retire la preuve ; la séance, elle, ne change pas."""

    def recevoir(ligne: str) -> None:
        if not ligne.strip():
            raise ErreurDePortfolio("motif_vide")

        def geste() -> str:
            apports.retirer(coach.carnet, preuve.id, ligne)
            return preuve.id

        _faire(coach, geste, _note(coach, "retiree"), fait)

    coach.demander(dire("portfolio.demande_motif"), "", recevoir)


def defaire(coach: "CoachApp", preuve: str) -> bool:
    """Revient sur le dernier geste fait à la main sur cette preuve ; faux s'il n'y en a pas."""
    return _faire(
        coach, lambda: apports.defaire(coach.carnet, preuve).id, dire("accueil.defait"), _rien
    )


def _note(coach: "CoachApp", geste: str, **valeurs: str) -> str:
    """Ce qui vient d'être fait, et la touche qui en revient."""
    return dire(f"portfolio.note_{geste}", **noms_des_touches(coach), **valeurs)


def _rien(preuve: str) -> None:
    """Rien à retenir."""


def _faire(coach: "CoachApp", geste: Callable[[], str], dit: str, fait: Fait) -> bool:
    """Fait le geste, le dit ; ce qui ne se peut pas se dit aussi."""
    preuve = coach.tenter(geste)
    if preuve is None:
        return False
    fait(preuve)
    coach.notify(dit, markup=False)
    return True
