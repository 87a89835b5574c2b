"""Lister, chercher, et ce qui se recalcule : les listes disent ce que dit le journal."""

import sys
from datetime import date, timedelta

import pytest
from carnet_bref import EN_UN_MOT, une_seance
from fabriques import DEPART, horloge_fixe, seance
from hypothesis import given
from hypothesis import strategies as st

from coach.carnet import (
    Carnet,
    SeanceInconnue,
)
from coach.carnet.recherche import _origines
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    AjustementSuivi,
    EvenementAnnule,
    PreuveAjoutee,
    PreuveDeplacee,
    PreuveRetiree,
    ReponseModifiee,
    SegmentCorrige,
)
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.texte import cle

# --- Lister et chercher ------------------------------------------------------------------------


def test_lister_met_les_plus_recentes_d_abord(carnet: Carnet) -> None:
    for jours, nombre in ((1, 3), (3, 1), (2, 2)):
        s = seance(nombre, depart=DEPART + timedelta(days=jours))
        s.titrer(f"Jour {jours}")
        carnet.ajouter(*s.evenements)
        if jours == 2:
            carnet.ajouter(s.finir())
    assert [(r.titre, r.termine) for r in carnet.lister()] == [
        ("Jour 3", False),
        ("Jour 2", True),
        ("Jour 1", False),
    ]
    assert carnet.lister()[0].cree_le == DEPART + timedelta(days=3)
    assert carnet.lister()[0].protocole == "analyse-de-pratique"


def test_lister_compare_les_heures_et_non_leur_ecriture(carnet: Carnet) -> None:
    from datetime import timezone

    tot = seance(1, depart=DEPART)
    tard = seance(2, depart=(DEPART + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8))))
    carnet.ajouter(*tot.evenements)
    carnet.ajouter(*tard.evenements)
    assert [r.id for r in carnet.lister()] == [tard.flux, tot.flux]


def test_une_note_seule_est_une_seance_a_reprendre(carnet: Carnet) -> None:
    s = seance(1)
    s.noter("Penser à rappeler la mission locale avant jeudi midi, pour le stage de K.")
    carnet.ajouter(*s.evenements)
    [resume] = carnet.lister()
    assert resume.titre.startswith("Penser à rappeler")
    [trouvaille] = carnet.chercher("mission locale")
    assert (trouvaille.etape, trouvaille.reponse) == ("note", None)


@pytest.mark.parametrize(
    "requete",
    ["coeur", "CŒUR", "cœ", "ecole", "ÉCOLE", "l'école", "l’ecole", "e\u0301cole", "serré ecol"],
)
def test_chercher_ignore_accents_casse_ligatures_et_apostrophes(
    carnet: Carnet, requete: str
) -> None:
    s = seance(1)
    s.repondre("Devant l’école, le cœur serré, j’attends.")
    carnet.ajouter(*s.evenements)
    [trouvaille] = carnet.chercher(requete)
    assert trouvaille.extrait == "Devant l’école, le cœur serré, j’attends."
    surligne = trouvaille.extrait[trouvaille.debut : trouvaille.fin]
    for mot in cle(requete).replace("'", " ").split():
        assert mot in cle(surligne)


@pytest.mark.parametrize(
    "requete",
    [
        '"',
        "*",
        "AND",
        "colere OR joie",
        "NEAR(a b)",
        "cle:colere",
        "-joie ^",
        "((",
        "a\x00b",
        "…",
    ],
)
def test_une_requete_n_est_jamais_une_syntaxe(carnet: Carnet, requete: str) -> None:
    s = seance(1)
    s.repondre("La colère monte.")
    carnet.ajouter(*s.evenements)
    assert carnet.chercher(requete) == []


def test_chercher_veut_tous_les_mots(carnet: Carnet) -> None:
    s = seance(1)
    s.repondre("La réunion de synthèse a commencé en retard.")
    s.repondre("Le bilan du stage reste à écrire.")
    carnet.ajouter(*s.evenements)
    assert len(carnet.chercher("synthese reunion")) == 1
    assert carnet.chercher("synthese bilan") == []
    assert carnet.chercher("synth reunion") == []  # seul le dernier mot peut être un début


def test_chercher_ne_lit_que_ce_qui_vit(carnet: Carnet) -> None:
    s = seance(1)
    garde = s.repondre("Il est arrivé en avance.")
    perdu = s.repondre("Phrase que je retire : brouhaha.")
    carnet.ajouter(*s.evenements)
    assert len(carnet.chercher("brouhaha")) == 1
    annule = s.dire(EvenementAnnule, cible=perdu.id)
    modifie = s.dire(ReponseModifiee, cible=garde.id, texte="Il est arrivé à l’heure dite.")
    carnet.ajouter(annule, modifie)
    assert carnet.chercher("brouhaha") == []
    assert carnet.chercher("avance") == []
    assert [t.reponse for t in carnet.chercher("heure dite")] == [garde.id]
    carnet.ajouter(s.dire(EvenementAnnule, cible=annule.id))
    assert len(carnet.chercher("brouhaha")) == 1


def test_un_extrait_est_une_fenetre_coupee_entre_deux_mots(carnet: Carnet) -> None:
    s = seance(1)
    texte = "Nous avons parlé longuement du projet. " * 12 + "Puis le mot rare : sémaphore. "
    texte += "Et la journée a continué comme si de rien n’était. " * 12
    s.repondre(texte)
    carnet.ajouter(*s.evenements)
    [t] = carnet.chercher("semaphor")
    assert len(t.extrait) <= 160
    assert t.extrait[t.debut : t.fin] == "sémaphore"
    place = texte.index(t.extrait)
    assert texte[place - 1].isspace() and texte[place + len(t.extrait)].isspace()


_LETTRES = st.sampled_from("aéèœŒçÇ’'  \nßÆ…ﬁK1-«»e\u0301")


@given(st.lists(_LETTRES, max_size=60).map("".join))
def test_la_place_des_mots_replies_revient_a_celle_du_texte(texte: str) -> None:
    origines = _origines(texte)
    assert len(origines) == len(cle(texte)) + 1
    assert "".join(cle(texte[i]) for i in dict.fromkeys(origines[:-1])) == cle(texte)


@given(
    st.lists(st.sampled_from(["cœur", "l’été", "où", "MAÎTRE", "stage", "à", "«", "…"]), min_size=1)
)
def test_tout_mot_ecrit_se_retrouve_et_se_situe(
    tmp_path_factory: pytest.TempPathFactory, mots: list[str]
) -> None:
    with Carnet.ouvrir(tmp_path_factory.mktemp("c") / "carnet", horloge=horloge_fixe()) as carnet:
        s = seance(1)
        s.repondre(" ".join(mots))
        carnet.ajouter(*s.evenements)
        for mot in {m for m in mots if m[0].isalpha()}:
            [t] = carnet.chercher(mot)
            assert cle(t.extrait[t.debut : t.fin]) == cle(mot)


def test_un_prefixe_designe_une_seance_ou_le_dit(carnet: Carnet) -> None:
    un, deux = une_seance(1), une_seance(2)
    carnet.ajouter(*un.evenements)
    assert carnet.resoudre(un.flux[:6].lower()) == un.flux
    carnet.ajouter(*deux.evenements)
    assert carnet.resoudre(deux.flux) == deux.flux
    with pytest.raises(SeanceInconnue) as ambigu:
        carnet.resoudre(un.flux[:10])
    assert set(ambigu.value.candidats) == {un.flux, deux.flux}
    for inconnu in ("01J00", "ZZZZZZZZ", "carnet", "%%%%%%", ""):
        with pytest.raises(SeanceInconnue):
            carnet.resoudre(inconnu)


# --- Ce qui se recalcule -----------------------------------------------------------------------


def test_actions_et_preuves_suivent_le_journal(carnet: Carnet) -> None:
    s = seance(1)
    reponse = s.repondre(EN_UN_MOT)
    lien = s.relier(reponse, "j’ai appelé le 115")
    autre_lien = s.relier(reponse, "Elle n’avait pas d’abri", code="C2")
    ajustement = s.dire(
        AjustementDecide, texte="Afficher le numéro.", echeance=date(2026, 3, 10), indicateur="Vu."
    )
    carnet.ajouter(*s.evenements)
    ecrite = carnet.consigner(
        PreuveAjoutee,
        referentiel="cip",
        millesime="2020",
        code="C3",
        extrait="Attestation",
        source="Bilan de stage",
        date=date(2026, 1, 5),
    )
    carnet.consigner(PreuveDeplacee, cible=lien.id, referentiel="cip", millesime="2020", code="C9")
    carnet.consigner(PreuveRetiree, cible=autre_lien.id, motif="doublon")
    carnet.consigner(
        AjustementSuivi, ajustement=ajustement.id, etat="en_cours", echeance=date(2026, 4, 1)
    )
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="fait", appris="Utile.")
    [action] = carnet.actions()
    assert (action.etat, action.echeance, action.appris, action.seance) == (
        "fait",
        date(2026, 4, 1),
        "Utile.",
        s.flux,
    )
    assert [(p.id, p.code, p.seance, p.date) for p in carnet.preuves()] == [
        (ecrite.id, "C3", None, date(2026, 1, 5)),
        (lien.id, "C9", s.flux, date(2026, 3, 3)),
    ]


def _vues(carnet: Carnet) -> object:
    return (
        carnet.lister(),
        carnet.actions(),
        carnet.preuves(),
        carnet.chercher("abri"),
        carnet.chercher("note"),
    )


def test_reconstruire_redonne_les_memes_listes(carnet: Carnet) -> None:
    for nombre in range(1, 6):
        s = une_seance(nombre)
        s.relier(s.repondre("J’ai posé le cadre."), "posé le cadre")
        s.dire(AjustementDecide, texte=f"Essai {nombre}")
        carnet.ajouter(*s.evenements)
    avant = _vues(carnet)
    with carnet._base.conn as base:
        for table in ("seances", "textes", "actions", "preuves"):
            base.execute(f"DELETE FROM {table}")
    assert carnet.reconstruire() == 5
    assert _vues(carnet) == avant


def _lecteur(texte: str, decisions: object = ()) -> Lecture:
    segment = Segment(
        debut=0,
        fin=len(texte),
        texte=texte,
        nature=Nature.OPINION if decisions else Nature.FAIT,
        sous_type="observation",
        confiance=0.9,
    )
    return Lecture(segments=(segment,))


def test_les_segments_se_lisent_avec_les_decisions_de_la_personne(carnet: Carnet) -> None:
    s = seance(1)
    reponse = s.repondre("Il boude.")
    carnet.ajouter(*s.evenements)
    [segment] = carnet.segments(s.flux, _lecteur)[reponse.id]
    assert segment.nature is Nature.FAIT
    ancre = Ancre(evenement=reponse.id, debut=0, fin=9, texte="Il boude.")
    carnet.ajouter(s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION))
    [segment] = carnet.segments(s.flux, _lecteur)[reponse.id]
    assert segment.nature is Nature.OPINION


def test_lister_ne_lit_pas_les_textes(carnet: Carnet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coach.analyse", None)
    carnet.ajouter(*une_seance().evenements)
    assert len(carnet.lister()) == len(carnet.chercher("abri")) == 1
