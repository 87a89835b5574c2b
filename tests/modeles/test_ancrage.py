"""Les ancres : une décision suit son passage exactement, ou se montre détachée."""

from itertools import pairwise

from fabriques import Seance, seance
from hypothesis import given
from hypothesis import strategies as st
from journaux_au_hasard import _NATURES, _TEXTES, ancres, etat, journaux

from coach.modeles.ancrage import situer, superposer
from coach.modeles.evenements import (
    EvenementAnnule,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
)
from coach.modeles.journal import vivants
from coach.modeles.lecture import Decision, Nature


@given(journaux(pas=20))
def test_toute_decision_tient_dans_le_texte_d_aujourd_hui(s: Seance) -> None:
    e = etat(s)
    poses = {
        (x.ancre.evenement, x.ancre.texte): x.nature
        for x in vivants(s.evenements)
        if isinstance(x, SegmentCorrige)
    }
    for reponse, decisions in e.decisions.items():
        lue = e.reponse(reponse)
        assert lue is not None
        fin = 0
        for decision in decisions:
            assert fin <= decision.debut < decision.fin <= len(lue.texte)
            fin = decision.fin
            morceau = lue.texte[decision.debut : decision.fin]
            assert any(r == reponse and morceau in texte for r, texte in poses)
    for lien in e.liens:
        if lien.ancre and lien.debut is not None:
            lue = e.reponse(lien.ancre.evenement)
            assert lue is not None
            assert lue.texte[lien.debut : lien.debut + len(lien.extrait)] == lien.extrait


@given(journaux(pas=20))
def test_une_ancre_suit_exactement_quand_elle_le_peut(s: Seance) -> None:
    """Rejoue la règle à la main : même version, même place ; sinon une seule occurrence."""
    e = etat(s)
    detachees = {d.evenement for d in e.detachees}
    versions: dict[str, str] = {}
    for x in vivants(s.evenements):
        match x:
            case ReponseDonnee():
                versions[x.id] = x.id
            case ReponseModifiee() if x.cible in versions:
                versions[x.cible] = x.id
            case SegmentCorrige():
                reponse = e.reponse(x.ancre.evenement)
                attache = reponse is not None and (
                    (
                        versions.get(x.ancre.evenement) == reponse.version
                        and reponse.texte[x.ancre.debut : x.ancre.fin] == x.ancre.texte
                    )
                    or _occurrences(reponse.texte, x.ancre.texte) == 1
                )
                assert (x.id in detachees) == (not attache)


def _occurrences(texte: str, passage: str) -> int:
    return sum(texte.startswith(passage, i) for i in range(len(texte)))


@given(_TEXTES, _TEXTES, st.data())
def test_annuler_une_modification_remet_l_ancre_a_sa_place(
    avant: str, apres: str, donnees: st.DataObject
) -> None:
    s = seance(1)
    reponse = s.repondre(avant)
    ancre = donnees.draw(ancres(reponse.id, avant))
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
    attendu = etat(s).decisions
    assert attendu == {
        reponse.id: (Decision(debut=ancre.debut, fin=ancre.fin, nature=Nature.OPINION),)
    }
    modification = s.dire(ReponseModifiee, cible=reponse.id, texte=apres)
    s.dire(EvenementAnnule, cible=modification.id)
    assert etat(s).decisions == attendu


@given(_TEXTES, _TEXTES, _TEXTES)
def test_situer_ne_se_trompe_jamais_de_passage(gauche: str, passage: str, droite: str) -> None:
    texte = gauche + passage + droite
    place = situer(0, len(passage), passage, texte, inchange=False)
    if place is None:
        assert _occurrences(texte, passage) != 1
    else:
        assert texte[place : place + len(passage)] == passage
        assert _occurrences(texte, passage) == 1


_DECISIONS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), _NATURES).map(
        lambda d: Decision(debut=d[0], fin=d[0] + d[1], nature=d[2])
    ),
    max_size=8,
)


@given(_DECISIONS)
def test_la_derniere_decision_l_emporte_sur_chaque_caractere(decisions: list[Decision]) -> None:
    peinture: dict[int, Nature] = {}
    for decision in decisions:
        peinture |= dict.fromkeys(range(decision.debut, decision.fin), decision.nature)
    posees = superposer(decisions)
    assert all(a.fin <= b.debut for a, b in pairwise(posees))
    obtenue = {i: d.nature for d in posees for i in range(d.debut, d.fin)}
    assert obtenue == peinture
