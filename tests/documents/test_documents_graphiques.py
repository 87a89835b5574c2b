"""Un graphique se lit en couleur, en gris, sur un téléphone, et rien n'en déborde."""

import xml.etree.ElementTree as ET

import pytest
from document_invente import d_un_bloc
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.documents.graphiques import IMAGE, IMPRIMEE, PAGE, dessiner, largeur_du_texte
from coach.documents.largeurs import parts
from coach.documents.modele import Barre, Graphique
from coach.documents.vue import composer

SVG = "{http://www.w3.org/2000/svg}"

NOMS = st.text(st.characters(codec="utf-8", categories=["L", "P", "N", "Zs"]), max_size=80)
GRAPHIQUES = st.integers(0, 8).flatmap(
    lambda n: st.builds(
        Graphique,
        titre=NOMS,
        sortes=st.lists(NOMS, min_size=n, max_size=n).map(tuple),
        barres=st.lists(
            st.builds(
                Barre,
                nom=NOMS,
                parts=st.lists(st.floats(0, 1e6), min_size=n, max_size=n).map(tuple),
                chiffre=NOMS,
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
        plein=st.floats(0, 1e6),
        alternative=NOMS,
    )
)


def arbre(graphique: Graphique, largeur: int = 640) -> ET.Element:
    (bloc,) = composer(d_un_bloc(graphique))["parties"][0]["blocs"]
    return ET.fromstring(dessiner(bloc, IMPRIMEE, largeur=largeur))


@given(GRAPHIQUES, st.sampled_from([400, 640]))
@settings(max_examples=60, deadline=None)
def test_rien_ne_deborde(graphique: Graphique, largeur: int) -> None:
    dessin = arbre(graphique, largeur)
    _, _, large, haut = map(float, dessin.attrib["viewBox"].split())
    for texte in dessin.iter(f"{SVG}text"):
        fin = float(texte.attrib["x"]) + largeur_du_texte(texte.text or "")
        assert fin <= large + 1
        assert 0 < float(texte.attrib["y"]) <= haut
    for pave in dessin.iter(f"{SVG}rect"):
        assert float(pave.attrib["x"]) + float(pave.attrib["width"]) <= large + 1
        assert float(pave.attrib["y"]) + float(pave.attrib["height"]) <= haut


def test_les_barres_sont_a_l_echelle() -> None:
    graphique = Graphique(
        "t", ("a", "b"), (Barre("x", (2, 1), "3"), Barre("y", (4, 0), "4")), 8, ""
    )
    pleines = [
        float(p.attrib["width"])
        for p in arbre(graphique).iter(f"{SVG}rect")
        if p.attrib["fill"].startswith("#") and p.attrib["height"] == "18"
    ]
    assert pleines[0] == pytest.approx(2 * pleines[1], abs=0.2)
    assert pleines[2] == pytest.approx(2 * pleines[0], abs=0.2)


def test_deux_sortes_different_par_la_teinte_et_par_la_texture() -> None:
    sortes = tuple(f"sorte {n}" for n in range(6))
    dessin = arbre(Graphique("t", sortes, (Barre("x", (1,) * 6, "6"),), 6, ""))
    teintes = {p.attrib["fill"] for p in dessin.iter(f"{SVG}rect")} - {"none"}
    assert len({t for t in teintes if t.startswith("#")}) == 6
    motifs = {ET.tostring(m[0]) for m in dessin.iter(f"{SVG}pattern")}
    assert len(motifs) == 5  # la première est unie


def test_l_ecran_choisit_les_couleurs_l_image_porte_les_siennes() -> None:
    graphique = Graphique("t", ("a", "b"), (Barre("x", (1, 1), "2"),), 2, "")
    (bloc,) = composer(d_un_bloc(graphique))["parties"][0]["blocs"]
    page, image = (str(dessiner(bloc, encre, largeur=400)) for encre in (PAGE, IMAGE))
    assert "var(--teinte-2)" in page
    assert "#" not in page.replace("url(#", "")
    assert "var(" not in image
    assert 'fill="#ffffff"' in image


# --- La largeur des colonnes -------------------------------------------------------------------


def test_une_colonne_etroite_garde_ses_mots_entiers() -> None:
    textes = [["Compétence", "Conduire un entretien " * 5], ["Positionnement", "maîtrisée"], ["N°"]]
    larges = parts([8, 1, 1], textes)
    assert sum(larges) == pytest.approx(100, abs=0.1)
    assert larges[1] > 14
    assert larges[0] > 60


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.lists(st.text(max_size=60), min_size=1, max_size=3)),
        min_size=1,
        max_size=9,
    )
)
def test_aucune_colonne_ne_s_ecrase(colonnes: list[tuple[int, list[str]]]) -> None:
    larges = parts([part for part, _ in colonnes], [textes for _, textes in colonnes])
    assert sum(larges) == pytest.approx(100, abs=0.1)
    assert min(larges) >= 2
