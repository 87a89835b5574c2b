"""Le livret est un repli : l'ordre n'y change rien, récrire et annuler non plus."""

from __future__ import annotations

from datetime import datetime

import pytest
from fabriques import AUTEUR, horloge_fixe, ulid
from hypothesis import given
from hypothesis import strategies as st

from coach.livret.genre import charger_genre
from coach.livret.repli import Livret, figer, plier
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    PARTIE_DES_PREUVES,
    Evenement,
    EvenementAnnule,
    LivretOuvert,
    PassageRedige,
    PassageRetire,
    VersionFigee,
)
from coach.modeles.journal import Plume

PARTIES = ("presentation", "parcours", "plan")


class Journal:
    """Un flux du carnet qui s'écrit."""

    def __init__(self) -> None:
        self.evenements: list[Evenement] = []
        suite = iter(range(1, 10_000))
        self.plume = Plume(FLUX_DU_CARNET, AUTEUR, horloge_fixe(), lambda: ulid(next(suite), "02M"))
        self.livret = self.ecrire(LivretOuvert, genre="capacites", titre="Mon livret")

    def ecrire(self, sorte: type, **champs: object) -> str:
        evenement = self.plume.ecrire(sorte, **champs)
        self.evenements.append(evenement)
        return str(evenement.id)

    def passage(
        self, texte: str, partie: str = "parcours", place: int = 0, **champs: object
    ) -> str:
        return self.ecrire(
            PassageRedige, livret=self.livret, partie=partie, place=place, texte=texte, **champs
        )

    def plier(self) -> Livret:
        return plier(self.evenements)[self.livret]


def test_un_passage_recrit_garde_son_identite_et_son_histoire() -> None:
    journal = Journal()
    premier = journal.passage("Premier jet.")
    second = journal.passage("Plus juste.", remplace=premier)
    passage = journal.plier().passage(premier)
    assert passage is not None
    assert (passage.texte, passage.version, passage.versions) == (
        "Plus juste.",
        second,
        (premier, second),
    )
    assert passage.ecrit_le < passage.modifie_le


def test_annuler_une_recriture_rend_le_texte_d_avant() -> None:
    journal = Journal()
    premier = journal.passage("Premier jet.")
    second = journal.passage("Plus juste.", remplace=premier)
    annulation = journal.ecrire(EvenementAnnule, cible=second)
    assert [p.texte for p in journal.plier().passages] == ["Premier jet."]
    journal.ecrire(EvenementAnnule, cible=annulation)
    assert [p.texte for p in journal.plier().passages] == ["Plus juste."]


def test_un_passage_retire_revient_si_le_retrait_s_annule() -> None:
    journal = Journal()
    premier = journal.passage("Là.")
    journal.passage("Ici.", remplace=premier, place=5)
    retrait = journal.ecrire(PassageRetire, cible=premier)
    assert journal.plier().passages == ()
    journal.ecrire(EvenementAnnule, cible=retrait)
    assert [p.texte for p in journal.plier().passages] == ["Ici."]


def test_une_version_ne_bouge_plus() -> None:
    journal = Journal()
    premier = journal.passage("Tel que remis.")
    journal.ecrire(VersionFigee, livret=journal.livret, nom="remise", passages=(premier,))
    journal.passage("Après.", remplace=premier)
    journal.ecrire(PassageRetire, cible=premier)
    version = journal.plier().version("remise")
    assert version is not None
    assert [p.texte for p in version.passages] == ["Tel que remis."]
    assert version.manquants == 0


def test_une_version_dit_les_passages_effaces() -> None:
    journal = Journal()
    journal.ecrire(VersionFigee, livret=journal.livret, nom="remise", passages=(ulid(9),))
    version = journal.plier().version("remise")
    assert version is not None and version.manquants == 1


def test_une_preuve_figee_se_relit_entiere() -> None:
    journal = Journal()
    texte = figer(
        "preuve",
        jour="2026-03-03",
        journal=ulid(4),
        competences=["cip:CP11", "casp:6.7"],
        origine="Le bus | du matin",
        extrait="Deux lignes\nd’un extrait | avec une barre",
    )
    rang = journal.passage(texte, partie=PARTIE_DES_PREUVES, preuves=(ulid(5),))
    journal.passage("Ma phrase.", preuves=(rang,))
    livret = journal.plier()
    (preuve,) = livret.preuves_de(livret.passages[0])
    assert (preuve.jour, preuve.sorte, preuve.journal) == ("2026-03-03", "preuve", ulid(4))
    assert preuve.competences == ("cip:CP11", "casp:6.7")
    assert preuve.origine == "Le bus | du matin"
    assert preuve.extrait == "Deux lignes\nd’un extrait | avec une barre"
    assert preuve.source == ulid(5)
    assert preuve.date == datetime(2026, 3, 3).date()
    assert [p.texte for p in livret.passages] == ["Ma phrase."], "la table n’est pas un passage"


@pytest.mark.parametrize("texte", ["[…]", "pas d’en-tête", " | | | | \nreste", ""])
def test_un_en_tete_illisible_ne_perd_pas_l_extrait(texte: str) -> None:
    journal = Journal()
    rang = journal.passage(texte, partie=PARTIE_DES_PREUVES)
    journal.passage("Ma phrase.", preuves=(rang, ulid(77)))
    livret = journal.plier()
    (preuve,) = livret.preuves_de(livret.passages[0])
    assert preuve.date is None
    assert preuve.extrait == texte
    assert livret.perdues(livret.passages[0]) == 1


def test_deux_livrets_ne_se_melent_pas() -> None:
    journal = Journal()
    autre = journal.ecrire(LivretOuvert, genre="cp11", titre="Dossier")
    journal.passage("À moi.")
    etranger = journal.ecrire(
        PassageRedige, livret=autre, partie="separer", place=0, texte="À l’autre."
    )
    journal.ecrire(PassageRetire, cible=etranger)
    plies = plier(journal.evenements)
    assert [p.texte for p in plies[journal.livret].passages] == ["À moi."]
    assert plies[autre].passages == ()


GESTES = st.lists(
    st.one_of(
        st.tuples(st.just("ecrire"), st.sampled_from(PARTIES), st.integers(0, 60)),
        st.tuples(st.just("recrire"), st.integers(0, 20), st.integers(0, 60)),
        st.tuples(st.just("retirer"), st.integers(0, 20), st.just(0)),
        st.tuples(st.just("annuler"), st.integers(0, 20), st.just(0)),
        st.tuples(st.just("figer"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


def jouer(gestes: list[tuple[str, object, int]]) -> Journal:
    """Un journal quelconque : des gestes, sur n'importe quel événement d'avant."""
    journal = Journal()
    for n, (geste, quoi, place) in enumerate(gestes):
        tous = [e.id for e in journal.evenements]
        ecrits = [e.id for e in journal.evenements if isinstance(e, PassageRedige)]
        match geste:
            case "ecrire":
                journal.passage(f"Passage {n}.", partie=str(quoi), place=place)
            case "recrire" if ecrits:
                cible = ecrits[int(str(quoi)) % len(ecrits)]
                journal.passage(f"Récrit {n}.", place=place, remplace=cible)
            case "retirer" if ecrits:
                journal.ecrire(PassageRetire, cible=ecrits[int(str(quoi)) % len(ecrits)])
            case "annuler" if len(tous) > 1:
                cible = tous[1:][int(str(quoi)) % (len(tous) - 1)]
                journal.ecrire(EvenementAnnule, cible=cible)
            case "figer":
                journal.ecrire(
                    VersionFigee, livret=journal.livret, nom=f"v{n}", passages=tuple(ecrits)
                )
    return journal


@given(GESTES, st.randoms(use_true_random=False))
def test_l_ordre_d_arrivee_ne_change_rien(gestes: list, hasard: object) -> None:  # type: ignore[type-arg]
    journal = jouer(gestes)
    melanges = list(journal.evenements)
    hasard.shuffle(melanges)  # type: ignore[attr-defined]
    assert plier(melanges) == plier(journal.evenements)
    assert plier([*melanges, *melanges]) == plier(journal.evenements)


@given(GESTES)
def test_annuler_le_dernier_geste_rend_l_etat_d_avant(gestes: list) -> None:  # type: ignore[type-arg]
    journal = jouer(gestes)
    avant = journal.plier()
    neuf = journal.passage("De trop.")
    journal.ecrire(EvenementAnnule, cible=neuf)
    apres = journal.plier()
    assert (apres.passages, apres.versions) == (avant.passages, avant.versions)


@given(GESTES)
def test_les_passages_sont_ranges_et_uniques(gestes: list) -> None:  # type: ignore[type-arg]
    livret = jouer(gestes).plier()
    assert len({p.id for p in livret.passages}) == len(livret.passages)
    for partie in PARTIES:
        places = [p.place for p in livret.de(partie)]
        assert places == sorted(places)
    genre = charger_genre("capacites")
    assert sorted(p.id for p in livret.ranges(genre)) == sorted(p.id for p in livret.passages)


def test_rien_que_des_evenements_d_ailleurs_ne_fait_pas_de_livret() -> None:
    assert plier([]) == {}
