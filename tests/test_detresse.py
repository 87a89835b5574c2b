"""La détresse de qui écrit, le danger d'un tiers, les façons de parler : trois voix."""

import json
import re
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.confidentialite import Alerte, detecter
from coach.confidentialite.detresse import entendre_les_motifs
from coach.confidentialite.detresse.ancres import Lecteur, Repertoire
from coach.confidentialite.detresse.apprise import VOIX, Modele, unites
from coach.confidentialite.detresse.motifs import motifs
from coach.confidentialite.detresse.texte import lire
from coach.confidentialite.detresse.traits import jetons
from coach.modeles.texte import cle, nfc

DONNEES = Path(__file__).parent / "donnees"


def lignes(nom: str) -> list[dict]:
    return [json.loads(ligne) for ligne in (DONNEES / nom).read_text("utf-8").splitlines()]


CAS_DETRESSE = lignes("detresse.jsonl")
LOTS = lignes("detresse_lots.jsonl")
"""Cinq lots écrits avant d'être mesurés ; ils disent une part de reconnues, pas un sans-faute."""
MESURE = lignes("detresse_mesure.jsonl")
"""Un lot écrit avant la couche apprise, qui n'en a rien appris."""
CONTRE_LOT = lignes("detresse_contre_lot.jsonl")
"""Un lot d'une autre main, écrit sans connaître ni les motifs ni ce qui s'apprend."""
PHRASES = lignes("detresse_phrases.jsonl")
"""Ce dont la couche apprise apprend."""
RECITS = lignes("corpus/entrainement.jsonl")
RECITS_COURTS = lignes("corpus/complement.jsonl")
RECITS_NON_APPRIS = lignes("corpus/mise-au-point.jsonl")


def genre(texte: str) -> str:
    alerte = detecter(texte)
    return alerte.genre if alerte else "rien"


# -- les cas écrits --------------------------------------------------------------------------------


def test_les_cas_de_detresse_sont_nombreux_et_partages():
    comptes = {g: sum(c["attendu"] == g for c in CAS_DETRESSE) for g in ("detresse", "rien")}
    assert len(CAS_DETRESSE) >= 120
    assert min(comptes.values()) >= 40


@pytest.mark.parametrize("cas", CAS_DETRESSE, ids=lambda cas: cas["texte"][:50])
def test_chaque_voix_est_entendue_pour_ce_qu_elle_est(cas):
    assert genre(cas["texte"]) == cas["attendu"], cas["note"]


def reconnus(sorte: str) -> tuple[list[str], int]:
    """Les textes mal entendus d'une sorte, et combien il y en a en tout."""
    cas = [lot for lot in LOTS if lot["sorte"] == sorte]
    return [c["texte"] for c in cas if genre(c["texte"]) != c["attendu"]], len(cas)


@pytest.mark.parametrize(
    ("sorte", "part", "nombre"),
    [("explicite", 0, 190), ("détourné", 0.08, 190), ("tiers", 0.03, 140), ("piège", 0.01, 250)],
)
def test_les_lots_sont_entendus_a_la_part_annoncee(sorte, part, nombre):
    manques, en_tout = reconnus(sorte)
    assert en_tout >= nombre
    assert len(manques) <= part * en_tout, manques


# -- le lot de mesure, jamais appris ---------------------------------------------------------------

PLANCHERS = {
    "mesure": {"explicite": 60, "detourne": 17, "rapportee": 16, "tiers": 20, "piege": 54},
    "contre-lot": {
        "explicite": 90,
        "recit_explicite": 20,
        "recit_sans": 20,
        "detourne": 23,
        "rapportee": 25,
        "tiers": 24,
        "piege": 71,
    },
}
"""Ce qui est entendu juste aujourd'hui, après correction : aucun explicite manqué."""
MESURES = {"mesure": MESURE, "contre-lot": CONTRE_LOT}


@pytest.mark.parametrize(("lot", "sorte"), [(lot, s) for lot in PLANCHERS for s in PLANCHERS[lot]])
def test_chaque_lot_de_mesure_est_entendu_au_moins_au_plancher_atteint(lot, sorte):
    cas = [c for c in MESURES[lot] if c["sorte"] == sorte]
    manques = [c["texte"] for c in cas if genre(c["texte"]) != c["attendu"]]
    assert len(cas) - len(manques) >= PLANCHERS[lot][sorte], manques


@pytest.mark.parametrize("lot", MESURES)
def test_une_phrase_explicite_s_entend_aussi_au_milieu_d_un_recit(lot):
    recits = [recit["texte"].split(". ") for recit in RECITS_NON_APPRIS]
    explicites = [c["texte"] for c in MESURES[lot] if c["sorte"] == "explicite"]
    manques = []
    for rang, texte in enumerate(explicites):
        phrases = recits[rang % len(recits)]
        milieu = len(phrases) // 2
        avant, apres = ". ".join(phrases[:milieu]), ". ".join(phrases[milieu:])
        if genre(f"{avant}. {texte} {apres}") != "detresse":
            manques.append(texte)
    assert len(manques) <= 1, manques


@pytest.mark.parametrize(
    "texte",
    ["L'automutilation, c'est mon secret.", "La scarification, je la cache sous mes manches."],
)
def test_soi_l_emporte_quand_la_premiere_personne_porte_l_acte(texte):
    assert genre(texte) == "detresse"
    assert genre(f"Elle m'a dit : « {texte} »") == "danger_tiers"


def test_une_parole_rapportee_ou_un_tiers_en_danger_passe_rarement_sous_silence():
    d_autrui = [c["texte"] for c in MESURE if c["attendu"] == "danger_tiers"]
    tus = [texte for texte in d_autrui if genre(texte) == "rien"]
    assert len(d_autrui) == 40
    assert len(tus) <= 2, tus


def debuts_de_mots(texte: str) -> set[str]:
    return {mot[:5] for mot in re.findall(r"\w+", cle(texte))}


def test_rien_de_ce_qui_s_apprend_ne_ressemble_au_lot_de_mesure():
    mesures = [debuts_de_mots(c["texte"]) for c in MESURE]
    for phrase in PHRASES:
        lus = debuts_de_mots(phrase["texte"])
        assert max(len(lus & m) / len(lus | m) for m in mesures) < 0.6, phrase["texte"]


def test_les_phrases_apprises_sont_nombreuses_dans_chaque_voix():
    comptes = {voix: sum(p["classe"] == voix for p in PHRASES) for voix in VOIX}
    assert sum(comptes.values()) == len(PHRASES) >= 1200
    assert comptes["soi"] >= 400
    assert comptes["detourne"] >= 250
    assert comptes["rapportee"] + comptes["tiers"] >= 230
    assert comptes["figee"] + comptes["rien"] >= 300


def test_la_couche_apprise_ne_retire_ni_ne_deplace_aucune_alerte_de_soi():
    for cas in (*CAS_DETRESSE, *LOTS):
        if entendre_les_motifs(cas["texte"]) == "detresse":
            assert genre(cas["texte"]) == "detresse", cas["texte"]


def test_le_modele_livre_juge_toutes_les_voix_dans_l_ordre_appris():
    source = files("coach.confidentialite.detresse").joinpath("donnees", "poids.json")
    livre = json.loads(source.read_text("utf-8"))
    assert tuple(livre["voix"]) == VOIX
    assert {len(poids) for poids in livre["traits"].values()} == {len(VOIX)}
    assert livre["seuils"]["pente"] > 0


SEUILS = {
    "explicite": 9.0,
    "soi": 0.0,
    "autrui": 9.0,
    "pente": 1.0,
    "court": 0.0,
    "net": 9.0,
}


def test_un_demi_mot_pese_moins_dans_un_long_texte():
    demi_mot = Modele((0, 0, 0, 200, 0, 0), {}, SEUILS)
    assert [s.soi for s in demi_mot.soupcons(lire("Un mot.", motifs()))] == [True]
    assert demi_mot.soupcons(lire("Un mot. " * 10, motifs())) == []


def test_l_explicite_pese_autant_quelle_que_soit_la_longueur():
    explicite = Modele((0, 0, 300, 0, 0, 0), {}, SEUILS | {"explicite": 1.0})
    for fois in (1, 10, 100):
        assert explicite.soupcons(lire("Un mot. " * fois, motifs())), fois


def test_le_sujet_et_la_citation_changent_qui_parle():
    texte = lire("Elle dit « je veux mourir » mais jveux pas", motifs())
    porteurs = {j.mot: j.porteur for j in jetons(texte, 0, len(texte.lu))}
    assert porteurs["dit"] == "il"
    assert porteurs["mourir"] == "cite"
    assert porteurs["pas"] == "je"


def test_deux_phrases_courtes_se_lisent_aussi_ensemble():
    texte = lire("J'ai tout compté. Ça suffirait.", motifs())
    assert [u.mots for u in unites(texte)] == [
        ("j", "ai", "tout", "compte"),
        ("ca", "suffirait"),
        ("j", "ai", "tout", "compte", "ca", "suffirait"),
    ]


# -- les souhaits dits par « je » ------------------------------------------------------------------

SOUHAITS = [
    "Je veux",
    "j'ai envie de",
    "Je voudrais",
    "J'aimerais",
    "je pense à",
    "je vais finir par",
    "Je songe à",
    "je n'arrête pas de penser à",
    "J'ai déjà essayé de",
    "je rêve de",
    "Je ferais mieux de",
    "je suis prête à",
    "Je ne pense qu'à",
    "autant",
    "je mérite de",
    "je devrais",
    "hier soir j'ai voulu",
    "en rentrant du travail j'ai eu envie de",
    "ma cheffe m'a donné envie de",
    "il ne me reste qu'à",
    "jveux",
    "tout ça me donne envie de",
    "depuis le décès de Samira j'ai envie de",
]
ACTES = [
    "mourir",
    "crever",
    "en finir",
    "en finir avec la vie",
    "me tuer",
    "me suicider",
    "me pendre",
    "me foutre en l'air",
    "mettre fin à mes jours",
    "me jeter sous un train",
    "me jeter par la fenêtre",
    "sauter du pont",
    "m'ouvrir les veines",
    "me tirer une balle",
    "me supprimer",
    "disparaître pour toujours",
    "ne plus exister",
    "ne plus me réveiller",
    "me faire du mal",
    "me scarifier",
    "avaler tous mes médicaments",
    "m'endormir pour toujours",
    "me laisser mourir",
]


def sans_accents_ni_apostrophes(texte: str) -> str:
    decompose = unicodedata.normalize("NFD", texte)
    return "".join(c for c in decompose if not unicodedata.combining(c)).replace("'", "")


@pytest.mark.parametrize("souhait", SOUHAITS)
def test_aucun_souhait_de_mourir_dit_par_je_n_est_manque(souhait):
    manques = []
    for acte in ACTES:
        elide = souhait.endswith(" de") and acte[0] in "aeé"
        phrase = f"{souhait[:-1]}'{acte}" if elide else f"{souhait} {acte}"
        formes = (phrase, f"{phrase}.", phrase.upper(), sans_accents_ni_apostrophes(phrase))
        manques += [forme for forme in formes if genre(forme) != "detresse"]
    assert manques == []


@pytest.mark.parametrize("cas", CAS_DETRESSE, ids=lambda cas: cas["texte"][:50])
def test_l_apostrophe_les_espaces_et_la_forme_ne_changent_rien(cas):
    courbe = cas["texte"].replace("'", "’").replace(" ", "\u00a0")
    assert genre(courbe) == cas["attendu"]
    assert genre(unicodedata.normalize("NFD", cas["texte"])) == cas["attendu"]


JUSTES = {"c1-21", "c5-12"}
"""Un adieu reçu par SMS, des cachets comptés au téléphone : y alerter est juste."""


def test_au_plus_deux_recits_sur_cent_alertent_a_tort():
    recits = [*RECITS, *RECITS_COURTS, *RECITS_NON_APPRIS]
    leves = {recit["id"]: genre(recit["texte"]) for recit in recits}
    alertes = {identifiant for identifiant, lu in leves.items() if lu != "rien"}
    assert "rien" not in {leves[identifiant] for identifiant in JUSTES}
    assert len(alertes - JUSTES) <= 0.02 * len(recits)
    assert not alertes & {recit["id"] for recit in RECITS_NON_APPRIS}


def test_l_alerte_montre_les_mots_qui_l_ont_levee():
    texte = unicodedata.normalize("NFD", "Séance passée. L’été est là, mais je veux mourir, voilà.")
    alerte = detecter(texte)
    assert alerte is not None
    assert nfc(texte)[alerte.debut : alerte.fin] == "je veux mourir"


def test_sa_propre_detresse_passe_avant_celle_d_un_tiers():
    alerte = detecter("Il m'a dit qu'il voulait mourir. Et moi, je veux en finir.")
    assert alerte is not None
    assert alerte.genre == "detresse"


FRAGMENTS = st.sampled_from([*(c["texte"] for c in CAS_DETRESSE), "«", "»", "\n", "e\u0301", "K."])
TEXTES = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=6).map(" ".join))


@given(TEXTES)
def test_une_alerte_tient_dans_le_texte_et_sa_forme_n_y_change_rien(texte):
    alerte = detecter(texte)
    assert alerte is None or 0 <= alerte.debut < alerte.fin <= len(nfc(texte))
    assert detecter(unicodedata.normalize("NFD", texte)) == alerte


SANS_PAROLE_SEULE = [c["texte"] for c in CAS_DETRESSE if not c["texte"].startswith("«")]
"""Une parole entre guillemets, seule, est la sienne ; parmi d'autres phrases, on ne sait plus."""


@given(st.lists(st.sampled_from(SANS_PAROLE_SEULE), max_size=4).map("\n".join))
def test_une_detresse_reste_entendue_parmi_d_autres_phrases(texte):
    seules = {genre(ligne) for ligne in texte.split("\n")}
    if "detresse" in seules:
        assert genre(f"La journée a commencé à huit heures.\n{texte}") == "detresse"


@pytest.mark.parametrize(
    "texte", ["envie de crever là\nmon chef est passé", "je veux plus vivre\nUne dame est venue"]
)
def test_la_ligne_d_apres_n_excuse_rien(texte):
    assert genre(texte) == "detresse"


def test_une_abreviation_lue_en_entier_garde_sa_place():
    alerte = detecter("Bon. J'veux pu vivre.")
    assert alerte == Alerte(genre="detresse", debut=5, fin=20)


def test_l_initiale_d_un_nom_ne_coupe_pas_la_phrase():
    assert (
        genre("La fille de 14 ans de Madame D. n'est pas rentrée depuis samedi.") == "danger_tiers"
    )
    assert genre("J'ai vu Madame D. Je veux mourir.") == "detresse"


# -- le fichier des motifs -------------------------------------------------------------------------


def test_chaque_filtre_et_chaque_mot_du_fichier_sert():
    source = files("coach.confidentialite.detresse").joinpath("donnees", "motifs.toml")
    brut = source.read_text("utf-8")
    donnees = tomllib.loads(brut)
    for mot in {*donnees["mots"], *donnees["personnes"]["moi"]}:
        assert f"{{{mot}}}" in brut, mot
    assert set(donnees["personnes"]["moi"]) == set(donnees["personnes"]["tiers"])
    cites = {nom for motif in donnees["motif"] for nom in motif.get("sauf", ())}
    assert cites == {filtre["id"] for filtre in donnees["filtre"]}
    noms = [motif["id"] for motif in donnees["motif"]]
    assert len(noms) == len(set(noms))


def test_ce_qui_se_dit_de_chacun_se_dit_autrement_de_soi_et_d_un_tiers():
    lus = {}
    for motif in motifs().motifs:
        lus.setdefault(motif.id, []).append([e.compilee.pattern for e in motif.expressions])
    doubles = [lectures for lectures in lus.values() if len(lectures) == 2]
    assert doubles
    for de_soi, du_tiers in doubles:
        assert [p for p, q in zip(de_soi, du_tiers, strict=True) if p == q] == []


def test_les_ancres_n_ecartent_jamais_une_expression_qui_serait_reconnue():
    repertoire = motifs().repertoire
    textes = [c["texte"].lower() for c in (*CAS_DETRESSE[::4], *LOTS[::4])]
    for texte in textes:
        appelees = {id(expression) for _, expression in repertoire.appeles(texte)}
        for motif in motifs().motifs:
            for expression in motif.expressions:
                if id(expression) not in appelees:
                    assert not expression.compilee.search(texte), (motif.id, texte)


@pytest.mark.parametrize(
    ("expression", "attendues"),
    [
        ("mour+ir", ({"mour"},)),
        ("(?:sauter|tomber)s? du pont", ({"sauter", "tomber"}, {"pont"})),
        ("vivre(?! ici)", ({"vivre"},)),
        ("(?:tres )?(?:mal|a bout)", ({"mal", "bout"},)),
        ("{geste} fort", ({"pendre", "noyer"}, {"fort"})),
        (r"\w* a{0,2}", ()),
    ],
)
def test_les_ancres_sont_les_morceaux_indispensables(expression, attendues):
    assert Lecteur({"geste": "pendre|noyer"}).ancres(expression) == attendues


def test_un_repertoire_appelle_dans_l_ordre_et_seulement_le_possible():
    lire = Lecteur({}).ancres
    entrees = [(lire(e), e) for e in (r"\w", "sauter du pont", "mourir", "sauter")]
    assert list(Repertoire(entrees).appeles("il veut sauter")) == [r"\w", "sauter"]


def test_une_alerte_refuse_ce_qu_elle_ne_connait_pas():
    with pytest.raises(ValueError, match="genre"):
        Alerte(genre="autre", debut=0, fin=1)


@pytest.mark.parametrize(
    ("phrase", "alerte"),
    [
        ("J'ai appris à me taire plus longtemps.", False),
        ("J'aurais pu attendre plus longtemps.", False),
        ("Je l'ai écoutée plus longtemps que d'habitude.", False),
        ("Je ne tiendrai pas plus longtemps.", True),
        ("jpourrai pas supporter ca plus longtemps", True),
        ("je tiendrai plus longtemps", True),
    ],
)
def test_plus_longtemps_compare_ou_dit_une_fin(phrase: str, alerte: bool) -> None:
    assert (detecter(phrase) is not None) == alerte
