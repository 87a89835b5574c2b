"""Les cinq référentiels sont complets, fidèles à leur structure, et bien écrits."""

import hashlib
import json
import re
from collections import Counter, defaultdict

import pytest
from lieux import DONNEES
from typographie import fautes_de_typographie

from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import cle
from coach.referentiels import charger, identifiants
from coach.referentiels.themes import charger_themes

TOTAUX = {"casp": 278, "cip": 391, "cisp": 333, "coordinateur": 64, "suisse": 270}
DECRITES = {"modalite"}
"""Catégories décrites, et non dites à la première personne."""

LIEUX = {
    "casp": r"p\.\u00a0\d+(-\d+)?$",
    "cip": r"p\.\u00a0\d\d(-\d\d)?$",
    "cisp": r"Section",
    "coordinateur": r"p\.\u00a0\d+$",
    "suisse": r"p\.\u00a0\d+",
}


def structure(identifiant: str) -> dict:
    fichier = DONNEES / f"structure_{identifiant}.json"
    return json.loads(fichier.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=sorted(TOTAUX))
def referentiel(request: pytest.FixtureRequest) -> Referentiel:
    return charger(request.param)


@pytest.fixture(scope="module")
def attendu(referentiel: Referentiel) -> dict:
    return structure(referentiel.id)


def mots(texte: str) -> list[str]:
    return re.findall("[a-z0-9]+", cle(texte))


def enonces(referentiel: Referentiel) -> list[str]:
    return [i.enonce for c in referentiel.competences for i in c.items]


def a_ces_places(referentiel: Referentiel) -> dict[tuple[str, str, int], str]:
    """Chaque énoncé par (compétence, catégorie, rang compté de 1)."""
    places = {}
    for competence in referentiel.competences:
        rangs: Counter[str] = Counter()
        for item in competence.items:
            rangs[item.categorie] += 1
            places[competence.code, item.categorie, rangs[item.categorie]] = item.enonce
    return places


def dits(referentiel: Referentiel) -> list[str]:
    """Les énoncés à la première personne, sous-items compris."""
    items = [
        i.enonce for c in referentiel.competences for i in c.items if i.categorie not in DECRITES
    ]
    sous = [e for c in referentiel.competences for s in c.sous_items for e in s.enonces]
    return items + sous


def a_cote(referentiel: Referentiel) -> list[str]:
    """Ce que nous avons écrit hors des items."""
    textes = [e for c in referentiel.competences for s in c.sous_items for e in s.enonces]
    textes += [c.situation for c in referentiel.competences if c.situation]
    textes += [m for g in referentiel.groupes for m in g.modalites]
    return textes + [p.description for p in referentiel.livret]


# --- la structure


def test_les_cinq_referentiels_sont_livres() -> None:
    assert identifiants() == tuple(sorted(TOTAUX))


def test_groupes_et_competences_sont_dans_l_ordre_avec_leur_titre_officiel(
    referentiel: Referentiel, attendu: dict
) -> None:
    assert [(g.code, g.titre) for g in referentiel.groupes] == [
        (g["code"], g["titre"]) for g in attendu["groupes"]
    ]
    assert [(c.code, c.titre, c.groupe) for c in referentiel.competences] == [
        (c["code"], c["titre"], c["groupe"]) for c in attendu["competences"]
    ]


def test_chaque_categorie_a_tous_ses_items_et_les_categories_sont_en_ordre(
    referentiel: Referentiel, attendu: dict
) -> None:
    for competence, voulue in zip(referentiel.competences, attendu["competences"], strict=True):
        comptes = Counter(i.categorie for i in competence.items)
        assert list(comptes.items()) == list(voulue["comptes"].items()), competence.code
    assert sum(len(c.items) for c in referentiel.competences) == TOTAUX[referentiel.id]


def test_chaque_competence_dit_son_lieu_et_de_un_a_quatre_themes_existants(
    referentiel: Referentiel,
) -> None:
    connus = {t.id for t in charger_themes()}
    for competence in referentiel.competences:
        assert re.search(LIEUX[referentiel.id], competence.lieu), competence.lieu
        assert 1 <= len(competence.themes) <= 4, competence.code
        assert len(set(competence.themes)) == len(competence.themes), competence.code
        assert set(competence.themes) <= connus, competence.code


def test_le_referentiel_se_dit_reformule_et_cite_sa_source(referentiel: Referentiel) -> None:
    assert referentiel.avertissement.startswith("Reformulation non officielle")
    assert referentiel.source
    assert referentiel.pays in ("FR", "BE", "CH")


def test_casp_range_ses_sous_items_sous_leur_item() -> None:
    comptes = Counter(
        (c.code, s.categorie)
        for c in charger("casp").competences
        for s in c.sous_items
        for _ in s.enonces
    )
    assert comptes == {
        ("3.3", "competence_associee"): 7,
        ("3.5", "capacite_evaluee"): 2,
        ("4.1", "competence_associee"): 8,
        ("4.1", "critere"): 5,
        ("5.1", "competence_associee"): 2,
        ("6.1", "competence_associee"): 3,
    }
    for competence in charger("casp").competences:
        comptes_des_items = Counter(i.categorie for i in competence.items)
        assert all(s.item <= comptes_des_items[s.categorie] for s in competence.sous_items)


def test_coordinateur_a_ses_blocs_ses_activites_ses_modalites_et_son_livret() -> None:
    coordinateur = charger("coordinateur")
    blocs = [g for g in coordinateur.groupes if g.parent is None]
    activites = [g for g in coordinateur.groupes if g.parent]
    assert [(g.code, len(g.modalites)) for g in blocs] == [(b, 2) for b in "ABCDE"]
    assert len(activites) == 29
    assert all(g.code[0] == g.parent for g in activites)
    assert len(coordinateur.livret) == 5
    capacite = coordinateur.competence("6.4")
    assert capacite is not None
    assert len(coordinateur.modalites(capacite)) == 2


def test_suisse_raconte_chaque_situation_de_travail_en_deux_ou_trois_phrases() -> None:
    for competence in charger("suisse").competences:
        assert 2 <= len(re.findall(r"[.?!…](?:\s|$)", competence.situation)) <= 3, competence.code


# --- l'écriture


def test_un_item_ne_se_repete_que_si_la_source_se_repete(
    referentiel: Referentiel, attendu: dict
) -> None:
    par_enonce = defaultdict(set)
    for place, enonce in a_ces_places(referentiel).items():
        par_enonce[" ".join(mots(enonce))].add(place)
    repetes = {frozenset(places) for places in par_enonce.values() if len(places) > 1}
    assert repetes == {frozenset(tuple(p) for p in groupe) for groupe in attendu["identiques"]}


def test_cp11_suit_la_source_item_par_item() -> None:
    places = a_ces_places(charger("cip"))
    for categorie, reperes in structure("cip")["reperes_cp11"].items():
        for rang, repere in enumerate(reperes, 1):
            assert repere in places["CP11", categorie, rang]


def test_chaque_item_parle_a_la_premiere_personne(referentiel: Referentiel) -> None:
    premiere = re.compile(r"\b(je|mon|ma|mes|me|moi)\b|\b[jm]’", re.IGNORECASE)
    assert [e for e in dits(referentiel) if not premiere.search(e)] == []


def test_chaque_item_tient_en_une_phrase_courte(referentiel: Referentiel) -> None:
    for enonce in dits(referentiel):
        assert len(enonce) <= 180, enonce
        assert re.fullmatch(r"[«A-ZÀÉÊ].*[.…]", enonce), enonce


def test_les_tournures_ne_sonnent_pas_comme_une_grille(referentiel: Referentiel) -> None:
    debuts = Counter(" ".join(mots(e)[:2]) for e in set(dits(referentiel)))
    assert "je connais" not in debuts
    assert not any("capable" in e for e in dits(referentiel))
    assert max(debuts.values()) <= 0.12 * len(set(dits(referentiel))), debuts.most_common(3)


def test_rien_ne_reprend_six_mots_de_suite_de_la_source(
    referentiel: Referentiel, attendu: dict
) -> None:
    source = {e for ligne in attendu["empreintes"] for e in ligne.split()}
    for texte in [*enonces(referentiel), *a_cote(referentiel)]:
        suite = mots(texte)
        for debut in range(len(suite) - 5):
            six = " ".join(suite[debut : debut + 6])
            assert hashlib.sha256(six.encode()).hexdigest()[:10] not in source, texte


def test_tout_ce_qui_s_affiche_est_bien_typographie(referentiel: Referentiel) -> None:
    textes = [referentiel.titre, referentiel.emetteur, referentiel.millesime]
    textes += [referentiel.source, referentiel.avertissement]
    textes += [g.titre for g in referentiel.groupes]
    textes += enonces(referentiel) + a_cote(referentiel)
    textes += [t for c in referentiel.competences for t in (c.titre, c.lieu)]
    assert {t: f for t in textes if (f := fautes_de_typographie(t))} == {}


@pytest.mark.parametrize("code", ["CP11", "cp11", "Cp11"])
def test_une_competence_se_trouve_sans_souci_de_casse(code: str) -> None:
    trouvee = charger("cip").competence(code)
    assert trouvee is not None
    assert trouvee.titre == "Analyser sa pratique professionnelle"
    assert charger("cip").competence("CP99") is None
