"""Le journal : ordre total, annulations, repli et ancres, quel que soit le chemin."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from fabriques import AUTEUR, Seance, seance, ulid
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from coach.modeles.ancrage import situer, superposer
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    ADAPTATEUR,
    AjustementDecide,
    CompetenceLiee,
    EmotionChoisie,
    EtapeReprise,
    EtiquettePosee,
    Evenement,
    EvenementAnnule,
    QuestionPassee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceTerminee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.journal import AUTEUR_DU_COACH, en_ordre, ligne_canonique, vivants
from coach.modeles.lecture import Decision, Nature
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import nfc

_MOTS = st.sampled_from(["il", "crie", "é", "œ", " ", "\n", "peur", ".", "« ", " »", "e\u0301"])
_TEXTES = st.lists(_MOTS, min_size=1, max_size=8).map(lambda mots: nfc("".join(mots)))
_NATURES = st.sampled_from(list(Nature))


@st.composite
def journaux(tirer: st.DrawFn, pas: int = 12) -> Seance:
    """Une séance où la personne fait un peu tout, et se ravise."""
    s = seance(1)
    for _ in range(tirer(st.integers(1, pas))):
        _un_geste(tirer, s)
    return s


def _un_geste(tirer: st.DrawFn, s: Seance) -> None:
    reponses = [e for e in s.evenements if isinstance(e, ReponseDonnee)]
    textes = {r.id: [r.texte] for r in reponses}
    for e in s.evenements:
        if isinstance(e, ReponseModifiee):
            textes[e.cible].append(e.texte)
    match tirer(st.integers(0, 9)):
        case 0 | 1:
            s.repondre(tirer(_TEXTES))
        case 2 if reponses:
            s.dire(ReponseModifiee, cible=tirer(st.sampled_from(reponses)).id, texte=tirer(_TEXTES))
        case 3 | 4 if reponses:
            reponse = tirer(st.sampled_from(reponses))
            texte = tirer(st.sampled_from(textes[reponse.id]))
            s.dire(SegmentCorrige, ancre=tirer(ancres(reponse.id, texte)), nature=tirer(_NATURES))
        case 5 if reponses:
            reponse = tirer(st.sampled_from(reponses))
            ancre = tirer(ancres(reponse.id, textes[reponse.id][-1]))
            s.dire(
                CompetenceLiee,
                apres=reponse.id,
                referentiel="cip",
                code="C1",
                millesime="2020",
                ancre=ancre,
                extrait=ancre.texte,
                justification="là",
            )
        case 6:
            s.dire(TitreDonne, titre=tirer(st.sampled_from(["Un", "Deux"])))
        case 7:
            s.dire(AjustementDecide, apres=s.evenements[-1].id, texte="essayer")
        case _:
            s.dire(EvenementAnnule, cible=tirer(st.sampled_from(actes(s.evenements))).id)


def actes(evenements: Sequence[Evenement]) -> list[Evenement]:
    """Ce qui s'annule : les gestes de la personne et les annulations, pas les questions."""
    return [e for e in evenements if not isinstance(e, QuestionPosee)]


@st.composite
def ancres(tirer: st.DrawFn, reponse: str, texte: str) -> Ancre:
    debut = tirer(st.integers(0, len(texte) - 1))
    fin = tirer(st.integers(debut + 1, len(texte)))
    return Ancre(evenement=reponse, debut=debut, fin=fin, texte=texte[debut:fin])


def etat(s: Seance, evenements: Sequence[Evenement] | None = None) -> EtatSeance:
    return plier(s.flux, s.evenements if evenements is None else evenements)


# --- L'ordre -----------------------------------------------------------------------------------


@given(journaux(), st.randoms())
def test_l_ordre_d_arrivee_ne_change_rien(s: Seance, hasard: object) -> None:
    melange = list(s.evenements)
    hasard.shuffle(melange)  # type: ignore[attr-defined]
    assert en_ordre(melange) == s.evenements
    assert vivants(melange) == vivants(s.evenements)
    assert etat(s, melange) == etat(s)


def test_a_rang_egal_l_auteur_puis_l_identifiant_departagent() -> None:
    s = seance(1)
    base = s.dire(TitreDonne, titre="Un")
    autres = [
        base.model_copy(update={"auteur": auteur, "id": identifiant})
        for auteur, identifiant in (("b", ulid(1)), ("a", ulid(9)), ("a", ulid(2)))
    ]
    assert [(e.auteur, e.id) for e in en_ordre(autres)] == [
        ("a", ulid(2)),
        ("a", ulid(9)),
        ("b", ulid(1)),
    ]


@given(journaux())
def test_une_autre_seance_ne_deteint_pas(s: Seance) -> None:
    autre = seance(2)
    autre.repondre("Rien à voir.")
    autre.dire(EvenementAnnule, cible=s.evenements[-1].id)
    assert plier(s.flux, [*autre.evenements, *s.evenements]) == etat(s)


@given(journaux())
def test_une_ligne_canonique_se_relit_a_l_identique(s: Seance) -> None:
    for evenement in s.evenements:
        ligne = ligne_canonique(evenement)
        assert "\n" not in ligne and ligne == nfc(ligne)
        relu = ADAPTATEUR.validate_json(ligne, strict=True)
        assert relu == evenement and ligne_canonique(relu) == ligne


# --- Annuler, rétablir -------------------------------------------------------------------------


@given(journaux(), st.data())
def test_annuler_puis_annuler_l_annulation_rend_le_meme_etat(
    s: Seance, donnees: st.DataObject
) -> None:
    avant = etat(s)
    cible = donnees.draw(st.sampled_from(s.evenements))
    annulation = s.dire(EvenementAnnule, cible=cible.id)
    s.dire(EvenementAnnule, cible=annulation.id)
    assert etat(s) == avant


@given(journaux(), st.data())
def test_annuler_un_geste_le_retire_avec_sa_suite(s: Seance, donnees: st.DataObject) -> None:
    debout = vivants(s.evenements)
    assume(debout)
    cible = donnees.draw(st.sampled_from(debout))
    s.dire(EvenementAnnule, cible=cible.id)
    tombes = {cible.id}
    for e in debout:
        if getattr(e, "apres", None) in tombes:
            tombes.add(e.id)
    assert vivants(s.evenements) == [e for e in debout if e.id not in tombes]


@given(journaux(), st.data())
def test_une_annulation_ne_vaut_que_pour_ce_qui_la_precede(
    s: Seance, donnees: st.DataObject
) -> None:
    avant = vivants(s.evenements)
    trop_tot = EvenementAnnule(
        id=ulid(1),
        flux=s.flux,
        rang=1,
        auteur="!",  # avant tout autre auteur du rang 1
        quand=s.depart,
        cible=donnees.draw(st.sampled_from(s.evenements)).id,
    )
    assert vivants([trop_tot, *s.evenements]) == avant


def test_une_annulation_d_elle_meme_ou_de_l_inconnu_ne_casse_rien() -> None:
    s = seance(1)
    avant = etat(s)
    s.dire(EvenementAnnule, cible=ulid(404))
    soi = s.plume.ecrire(EvenementAnnule, cible=ulid(405)).model_copy(update={"id": ulid(405)})
    s.evenements.append(soi)
    assert etat(s) == avant


def test_annuler_l_acte_fait_tomber_toute_la_chaine_de_ses_suites() -> None:
    s = seance(1)
    reponse = s.repondre("Il crie.")
    relance = s.dire(
        QuestionPosee, apres=reponse.id, etape="faits", question="q2", texte="Et alors ?"
    )
    s.dire(AjustementDecide, apres=relance.id, texte="Respirer")
    annulation = s.dire(EvenementAnnule, cible=reponse.id)
    assert etat(s).ajustements == ()
    assert [e.demande.id for e in etat(s).echanges] == [s.evenements[1].id]
    assert etat(s).echanges[0].ouvert
    s.dire(EvenementAnnule, cible=annulation.id)
    assert [a.texte for a in etat(s).ajustements] == ["Respirer"]


def test_apres_annulation_on_peut_repondre_autrement() -> None:
    s = seance(1)
    premiere = s.repondre("Un.")
    s.dire(EvenementAnnule, cible=premiere.id)
    s.dire(ReponseDonnee, etape="faits", question=premiere.question, texte="Deux.")
    assert [r.texte for r in etat(s).reponses] == ["Deux."]


# --- Le repli ----------------------------------------------------------------------------------


def test_une_seance_entiere_se_plie_comme_on_l_a_vecue() -> None:
    s = seance(1)
    s.titrer("L’accueil du lundi")
    reponse = s.repondre("Elle pleure. J’ai eu peur.")
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle a pleuré. J’ai eu peur.")
    lien = s.relier(reponse, "J’ai eu peur.")
    s.dire(EmotionChoisie, famille="peur", mot="inquiétude", intensite="forte")
    s.dire(AjustementDecide, texte="Souffler", echeance=date(2026, 4, 1))
    s.dire(EtiquettePosee, etiquette="accueil")
    s.dire(EtiquettePosee, etiquette="accueil")
    passee = s.dire(QuestionPosee, etape="limites", question="q", texte="?")
    passe = s.dire(QuestionPassee, etape="limites", question=passee.id)
    s.dire(EtapeReprise, etape="faits")
    e = etat(s)
    assert (e.titre, e.protocole, e.referentiels) == (
        "L’accueil du lundi",
        "analyse-de-pratique",
        ("cip",),
    )
    assert [r.texte for r in e.reponses][-1] == "Elle a pleuré. J’ai eu peur."
    assert [(x.id, x.extrait) for x in e.liens] == [(lien.id, "J’ai eu peur.")]
    assert e.etiquettes == ("accueil",)
    assert e.etape_reprise == "faits" and not e.terminee
    assert [x.passee for x in e.echanges] == [None, None, passe.id]
    assert not any(x.ouvert for x in e.echanges)
    s.dire(SeanceTerminee, etat="vive")
    assert etat(s).fin == "vive" and etat(s).en_attente is None


def test_une_seule_reponse_par_question() -> None:
    s = seance(1)
    premiere = s.repondre("La première.")
    s.dire(ReponseDonnee, etape="faits", question=premiere.question, texte="Une autre.")
    s.dire(ReponseModifiee, cible=ulid(404), texte="Dans le vide.")
    assert [r.texte for r in etat(s).reponses] == ["La première."]


def test_un_titre_coupe_ne_separe_pas_quelqu_un_de_son_nom() -> None:
    s = seance(1)
    s.titrer("Un second rendez-vous pris sans prévenir personne avec M. Benali et sa sœur")
    assert etat(s).titre == "Un second rendez-vous pris sans prévenir personne avec…"


def test_le_titre_vient_de_la_personne_puis_de_sa_reponse_puis_de_sa_note() -> None:
    s = seance(1)
    s.noter("Une note   prise\nau vol " + "et longue " * 20)
    assert etat(s).titre.startswith("Une note prise au vol et longue") and len(etat(s).titre) <= 61
    assert etat(s).titre.endswith("…")
    s.titrer("  ")
    assert etat(s).titre.startswith("Une note")
    s.titrer("Le retard")
    assert etat(s).titre == "Le retard"
    donne = s.dire(TitreDonne, titre="Le retard de trop")
    assert etat(s).titre == "Le retard de trop"
    s.dire(EvenementAnnule, cible=donne.id)
    assert etat(s).titre == "Le retard"


def test_ce_que_le_coach_demande_est_signe_du_coach() -> None:
    s = seance(1)
    s.repondre("Oui.")
    assert [e.auteur for e in s.evenements] == [AUTEUR, AUTEUR_DU_COACH, AUTEUR]


@pytest.mark.parametrize(
    "champs",
    [
        {"debut": 0, "fin": 3, "texte": "deux"},
        {"debut": 2, "fin": 2, "texte": ""},
        {"debut": -1, "fin": 3, "texte": "deux"},
        {"debut": 0, "fin": 1, "texte": "\ud800"},
    ],
)
def test_une_ancre_impossible_ne_se_fabrique_pas(champs: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Ancre.model_validate({"evenement": ulid(1)} | champs)


# --- Les ancres --------------------------------------------------------------------------------


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
