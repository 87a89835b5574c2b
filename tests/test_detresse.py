"""La détresse de qui écrit, le danger d'un tiers, les façons de parler : trois voix."""

import json
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.confidentialite import Alerte, detecter
from coach.confidentialite.ancres import Lecteur, Repertoire
from coach.confidentialite.motifs import motifs
from coach.modeles.texte import nfc

DONNEES = Path(__file__).parent / "donnees"


def lignes(nom: str) -> list[dict]:
    return [json.loads(ligne) for ligne in (DONNEES / nom).read_text("utf-8").splitlines()]


CAS_DETRESSE = lignes("detresse.jsonl")
LOTS = lignes("detresse_lots.jsonl")
"""Cinq lots écrits avant d'être mesurés ; ils disent une part de reconnues, pas un sans-faute."""
RECITS = lignes("corpus/entrainement.jsonl")
RECITS_COURTS = lignes("corpus/complement.jsonl")


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
    recits = [*RECITS, *RECITS_COURTS]
    leves = {recit["id"]: genre(recit["texte"]) for recit in recits}
    alertes = {identifiant for identifiant, lu in leves.items() if lu != "rien"}
    assert {leves[identifiant] for identifiant in JUSTES} == {"danger_tiers"}
    assert len(alertes - JUSTES) <= 0.02 * len(recits)


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
    source = files("coach.confidentialite").joinpath("donnees", "detresse.toml")
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
