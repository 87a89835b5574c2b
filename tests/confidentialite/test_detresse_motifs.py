"""Le fichier des motifs de la détresse : chaque filtre sert, et les ancres n'écartent rien."""

import tomllib
from importlib.resources import files

import pytest
from detresse_d_essai import CAS_DETRESSE, LOTS

from coach.confidentialite import Alerte, detecter
from coach.confidentialite.detresse.ancres import Lecteur, Repertoire
from coach.confidentialite.detresse.motifs import motifs


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
