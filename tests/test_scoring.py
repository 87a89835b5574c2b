"""Les scores : chacun sur un cas calculé à la main, et ce qu'il ne doit jamais faire."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.seance import Ajustement
from coach.referentiels import charger
from coach.scoring.accord import Accord, cohen, fleiss
from coach.scoring.competences import bilan, tendance
from coach.scoring.criteres import CRITERES, criteres
from coach.scoring.ecarts import ecarts
from coach.scoring.lignes import PositionnementLu, PreuveLue
from coach.scoring.reflexion import ReponseLue, reflexion
from coach.scoring.separation import TexteLu, part_commune, separation

FAIT, OPINION, EMOTION = Nature.FAIT, Nature.OPINION, Nature.EMOTION


def segment(texte: str, nature: Nature, debut: int = 0, *, incertain: bool = False) -> Segment:
    return Segment(
        debut=debut,
        fin=debut + len(texte),
        texte=texte,
        nature=nature,
        sous_type="observation",
        confiance=0.9,
        incertain=incertain,
    )


def lue(etape: str, *morceaux: tuple[str, Nature]) -> ReponseLue:
    texte, segments = "", []
    for morceau, nature in morceaux:
        segments.append(segment(morceau, nature, len(texte)))
        texte += morceau + " "
    return ReponseLue(etape, f"r-{etape}", texte.strip(), Lecture(segments=tuple(segments)))


def preuve(rang: int, journal: str | None = "s1", **champs: str) -> PreuveLue:
    nue = PreuveLue(
        f"p{rang}", journal, "cip", "07", "CP11", f"2026-03-{rang:02}", f"extrait {rang}"
    )
    return nue._replace(**champs)


def regard(jour: str, niveau: str, par: str = "moi", item: int | None = None) -> PositionnementLu:
    return PositionnementLu(f"{par}-{jour}", "cip", "07", "CP11", item, jour, niveau, "mot", par)  # type: ignore[arg-type]


# --- Séparation ------------------------------------------------------------------------------


def test_la_purete_compte_les_caracteres_sans_les_blancs() -> None:
    textes = [
        TexteLu(
            "faits", "r1", FAIT, [segment("il est parti", FAIT), segment("c'est nul", OPINION, 13)]
        ),
        TexteLu("faits", "r2", FAIT, [segment("porte close", FAIT, incertain=True)]),
        TexteLu("opinions", "r3", OPINION, [segment("je crois", OPINION)]),
        TexteLu("emotions", "r4", EMOTION, []),
    ]
    faits, opinions, emotions = separation(textes)
    # dix et dix caractères à leur place, huit ailleurs
    assert faits.part == pytest.approx(20 / 28)
    assert [p.texte for p in faits.conformes] == ["il est parti", "porte close"]
    assert [(p.reponse, p.debut, p.fin) for p in faits.ailleurs] == [("r1", 13, 22)]
    assert faits.incertains == 10
    assert (opinions.part, emotions.part) == (1.0, None)
    # d'une séance : les mêmes sommes, et non la moyenne des parts
    assert part_commune([faits, opinions, emotions]) == pytest.approx(27 / 35)
    assert part_commune([emotions]) is None


@given(st.lists(st.tuples(st.sampled_from(list(Nature)), st.text("ab c", min_size=1, max_size=9))))
def test_la_purete_reste_entre_zero_et_un_et_garde_tout(morceaux: list[tuple[Nature, str]]) -> None:
    textes = [TexteLu("faits", str(i), FAIT, [segment(t, n)]) for i, (n, t) in enumerate(morceaux)]
    for purete in separation(textes):
        assert len(purete.conformes) + len(purete.ailleurs) == len(morceaux)
        assert purete.part is None or 0 <= purete.part <= 1


# --- Éléments et critères --------------------------------------------------------------------


def test_la_reflexion_rend_tous_les_genres_et_ou_ils_se_voient() -> None:
    presences = reflexion(
        [lue("opinions", ("Je suis allée trop vite parce que j'avais peur.", OPINION))]
    )
    par_genre = {p.genre: p for p in presences}
    assert list(par_genre) == [
        *("causes", "autre_point_de_vue", "propre_part", "contexte", "apprentissage", "plan")
    ]
    assert par_genre["causes"].passages[0].reponse == "r-opinions"
    assert par_genre["plan"].passages == ()


def ajustement(texte: str) -> Ajustement:
    quand = datetime(2026, 3, 3, tzinfo=UTC)
    return Ajustement("a1", texte, "", None, "", quand)


def etats(*reponses: ReponseLue, ajustements: tuple[Ajustement, ...] = ()) -> dict[str, str]:
    attendues = {"faits": FAIT, "opinions": OPINION, "emotions": EMOTION}
    purete = separation(
        TexteLu(r.etape, r.reponse, attendues[r.etape], r.lecture.segments)
        for r in reponses
        if r.etape in attendues
    )
    return {c.sorte: c.etat for c in criteres(reponses, purete, reflexion(reponses), ajustements)}


def test_une_seance_vide_ne_soutient_encore_rien() -> None:
    assert etats() == dict.fromkeys(CRITERES, "pas_encore_vu")


def test_chaque_critere_dit_ce_qui_le_soutient() -> None:
    reponses = [
        lue("faits", ("Il est arrivé à dix heures.", FAIT)),
        lue("opinions", ("Le courrier était illisible, à cause de la réforme.", OPINION)),
        lue("emotions", ("J'étais agacée.", EMOTION)),
        lue("facteurs", ("Le courrier, surtout.", OPINION)),
        lue("points_forts", ("J'ai reformulé sa demande.", FAIT)),
    ]
    decide = ajustement("Relire chaque courrier avant l’envoi")
    assert etats(*reponses, ajustements=(decide,)) == dict.fromkeys(CRITERES, "soutenu")
    puretes = separation([TexteLu("faits", "r-faits", FAIT, reponses[0].lecture.segments)])
    rendus = criteres(reponses, puretes, reflexion(reponses), [decide])
    dits = {c.sorte: c for c in rendus}
    assert [s.passage.texte for s in dits["separation"].soutiens] == ["Il est arrivé à dix heures."]
    assert dits["points_forts"].soutiens[0].passage.texte == "J'ai reformulé sa demande."
    assert {m for s in dits["ajustements"].soutiens for m in s.mots} == {"courrier"}
    assert {s.passage.etape for s in dits["ajustements"].soutiens} == {"opinions", "facteurs"}


def test_en_partie_quand_il_manque_de_quoi_soutenir() -> None:
    dits = etats(
        lue("faits", ("Il est arrivé à dix heures.", FAIT)),
        lue("opinions", ("C'était sec.", FAIT), ("Bon.", OPINION)),
        lue("facteurs", ("La salle.", OPINION)),
        lue("points_forts", ("Ma patience.", OPINION)),
        ajustements=(ajustement("Appeler la mission locale"),),
    )
    assert dits == dict.fromkeys(CRITERES, "en_partie")


def test_les_criteres_suivent_l_ordre_du_referentiel() -> None:
    competence = charger("cip").competence("CP11")
    assert competence is not None
    enonces = [i.enonce for i in competence.items if i.categorie == "critere"]
    assert len(enonces) == len(CRITERES)
    rendus = criteres([], [], [], [])
    assert [c.rang for c in rendus] == [0, 1, 2, 3]
    assert "sépare" in enonces[0] and "pesé" in enonces[1] and "bien fait" in enonces[2]


# --- Compétences -----------------------------------------------------------------------------


def test_le_bilan_compte_les_situations_et_non_les_extraits() -> None:
    preuves = [
        preuve(1, "s1", protocole="express"),
        preuve(2, "s1", protocole="express"),
        preuve(3, "s2", protocole="relation"),
        preuve(4, None, source="Bilan de stage"),
        preuve(5, None, source="bilan de STAGE"),
    ]
    regards = [
        regard("2026-01-05", "a_decouvrir"),
        regard("2026-02-01", "maitrisee", "Tutrice"),
        regard("2026-03-03", "en_construction", "Moi"),
        regard("2026-03-04", "transmise", item=2),
        regard("2026-04-01", "transmise", "tutrice"),
    ]
    rendu = bilan(preuves, regards, {"s1": ("equipe",), "s9": ("ailleurs",)})
    assert (rendu.nombre, rendu.variete.situations) == (5, 3)
    assert rendu.variete.protocoles == {"express", "relation"}
    assert rendu.variete.etiquettes == {"equipe"}
    assert str(rendu.derniere) == "2026-03-05"
    assert rendu.mien and rendu.mien.niveau == "en_construction"
    # un énoncé n'est pas la compétence, et « tutrice » est la même personne que « Tutrice »
    assert [(t.par, t.niveau) for t in rendu.tiers] == [("tutrice", "transmise")]
    assert (rendu.tendance.sens, rendu.tendance.avant) == ("monte", regards[0])
    assert [p.id for p in rendu.depuis] == ["p4", "p5"]


def test_un_bilan_vide_ne_dit_rien() -> None:
    rendu = bilan([], [], {})
    assert (rendu.derniere, rendu.mien, rendu.tiers) == (None, None, ())
    assert rendu.tendance.sens == "inconnue" and ecarts(rendu) == ()


@pytest.mark.parametrize(
    ("niveaux", "sens", "avant"),
    [
        (["en_construction"], "premier", None),
        (["en_construction", "en_construction"], "stable", 0),
        (["maitrisee", "en_construction"], "redescend", 0),
        (["a_decouvrir", "maitrisee", "maitrisee"], "monte", 0),
        (["a_decouvrir", "ne_sait_pas", "maitrisee"], "monte", 0),
        (["maitrisee", "sans_objet"], "inconnue", None),
    ],
)
def test_la_tendance_compare_au_dernier_niveau_different(
    niveaux: list[str], sens: str, avant: int | None
) -> None:
    regards = [regard(f"2026-0{i + 1}-01", n) for i, n in enumerate(niveaux)]
    rendue = tendance(regards)
    assert rendue.sens == sens
    assert rendue.avant == (None if avant is None else regards[avant])


# --- Écarts ----------------------------------------------------------------------------------


def test_un_niveau_haut_sans_preuve_se_montre_sauf_si_une_parente_en_a() -> None:
    rendu = bilan([], [regard("2026-03-01", "maitrisee")], {})
    assert [e.sorte for e in ecarts(rendu)] == ["haut_sans_preuve"]
    assert ecarts(rendu, montree_ailleurs=True) == ()
    assert ecarts(bilan([preuve(1)], [regard("2026-03-01", "maitrisee")], {})) == ()


def test_beaucoup_de_preuves_et_un_niveau_bas_se_montrent_avec_les_extraits() -> None:
    dites = [regard("2026-04-01", "a_decouvrir")]
    d_une_seance = [preuve(i, "s1") for i in range(1, 6)]
    assert ecarts(bilan(d_une_seance, dites, {})) == ()
    de_deux = [*d_une_seance[:2], preuve(3, "s2")]
    (ecart,) = ecarts(bilan(de_deux, dites, {}))
    assert ecart.sorte == "preuves_niveau_bas"
    assert [p.id for p in ecart.preuves] == ["p1", "p2", "p3"]
    construit = [regard("2026-04-01", "en_construction")]
    assert ecarts(bilan(de_deux, construit, {})) == ()
    six = [preuve(i, f"s{i % 3}") for i in range(1, 7)]
    assert [e.sorte for e in ecarts(bilan(six, construit, {}))] == ["preuves_niveau_bas"]


def test_le_regard_d_un_tiers_se_montre_quand_il_differe_et_ne_se_classe_pas() -> None:
    regards = [
        regard("2026-01-01", "en_construction"),
        regard("2026-02-01", "transmise", "Tutrice"),
        regard("2026-02-02", "en_construction", "Pair"),
        regard("2026-02-03", "ne_sait_pas", "Collègue"),
    ]
    (ecart,) = ecarts(bilan([preuve(1)], regards, {}))
    assert (ecart.sorte, ecart.mien, ecart.autre) == ("regard_different", regards[0], regards[1])


# --- Accord ----------------------------------------------------------------------------------


def test_cohen_sur_un_cas_calcule_a_la_main() -> None:
    # cinquante sujets : vingt oui-oui, cinq oui-non, dix non-oui, quinze non-non ; κ = 0,4
    une, autre = {}, {}
    for rang, (a, b) in enumerate(
        [("o", "o")] * 20 + [("o", "n")] * 5 + [("n", "o")] * 10 + [("n", "n")] * 15
    ):
        une[str(rang)], autre[str(rang)] = a, b
    rendu = cohen(une, autre | {"seul": "o"})
    assert rendu.kappa == pytest.approx(0.4)
    assert (rendu.observe, rendu.attendu) == (pytest.approx(0.7), pytest.approx(0.5))
    assert (rendu.sujets, len(rendu.desaccords)) == (50, 15)


def test_fleiss_sur_l_exemple_de_1971() -> None:
    # dix sujets, quatorze lecteurs, cinq catégories : κ = 0,210
    comptes = (
        *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
        *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
    )
    lectures = {
        str(sujet): [categorie for categorie, n in enumerate(ligne) for _ in range(n)]
        for sujet, ligne in enumerate(comptes)
    }
    rendu = fleiss(lectures)
    assert rendu.kappa == pytest.approx(0.210, abs=0.0005)
    assert rendu.observe == pytest.approx(0.378, abs=0.0005)
    assert (rendu.sujets, rendu.lecteurs, len(rendu.desaccords)) == (10, 14, 9)


def test_les_cas_sans_kappa_sont_dits() -> None:
    assert cohen({}, {"a": 1}) == Accord(None, None, None, 0, 2, raison="aucun_sujet")
    assert fleiss({}).raison == "aucun_sujet"
    assert fleiss({"a": ["f"]}).raison == "moins_de_deux_lecteurs"
    for seule in (cohen({"a": "f"}, {"a": "f"}), fleiss({"a": ["f", "f"], "b": ["f", "f"]})):
        assert (seule.kappa, seule.observe, seule.raison) == (None, 1.0, "une_seule_categorie")
    with pytest.raises(ValueError):
        fleiss({"a": ["f", "o"], "b": ["f"]})


NATURES = st.sampled_from("foe")
SUJETS = st.lists(st.tuples(NATURES, NATURES), min_size=1, max_size=20)


@given(SUJETS)
def test_l_accord_est_symetrique_borne_et_entier_quand_tout_s_accorde(
    paires: list[tuple[str, str]],
) -> None:
    une = {str(i): a for i, (a, _) in enumerate(paires)}
    autre = {str(i): b for i, (_, b) in enumerate(paires)}
    aller, retour = cohen(une, autre), cohen(autre, une)
    assert (aller.kappa, aller.raison) == (pytest.approx(retour.kappa), retour.raison)
    if aller.kappa is not None:
        assert -1 <= aller.kappa <= 1
        assert (aller.kappa == 1) == (une == autre)
    a_deux = fleiss({sujet: [une[sujet], autre[sujet]] for sujet in une})
    assert a_deux.observe == pytest.approx(aller.observe)
    assert a_deux.desaccords == aller.desaccords
