"""Un référentiel pour Moodle et pour Mahara : ce que leurs importations lisent vraiment."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from coach.echange.referentiels.mahara import ecrire_mahara
from coach.echange.referentiels.moodle import COLONNES, ecrire_moodle, neutre
from coach.modeles.referentiel import Competence, Groupe, Item, Referentiel
from coach.referentiels import charger
from coach.referentiels.livres import identifiants_livres


def lignes(referentiel: Referentiel) -> list[dict[str, str]]:
    texte = ecrire_moodle(referentiel).decode("utf-8")
    assert not texte.startswith("\ufeff")
    lues = list(csv.reader(io.StringIO(texte, newline=""), strict=True))
    assert tuple(lues[0]) == COLONNES and {len(ligne) for ligne in lues} == {14}
    return [dict(zip(COLONNES, ligne, strict=True)) for ligne in lues[1:]]


@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_le_csv_de_chaque_referentiel_forme_un_arbre(identifiant: str) -> None:
    referentiel = charger(identifiant)
    lues = lignes(referentiel)
    (racine,) = [ligne for ligne in lues if ligne["Is framework"]]
    assert racine is lues[0]
    autres = lues[1:]
    assert len(autres) == len(referentiel.groupes) + len(referentiel.competences)
    vus: set[str] = set()
    for ligne in autres:
        numero, parent = ligne["ID number"], ligne["Parent ID number"]
        assert parent == "" or parent in vus
        assert numero not in vus and 0 < len(numero) <= 100
        assert 0 < len(ligne["Short name"]) <= 100
        vus.add(numero)


@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_aucun_numero_ne_passe_pour_un_nombre(identifiant: str) -> None:
    """Moodle compare les numéros de parent sans égard au type : 1.1 y vaudrait 1.10."""
    for ligne in lignes(charger(identifiant)):
        assert ligne["ID number"][0].isalpha()


def test_l_echelle_a_un_niveau_de_depart_et_des_niveaux_acquis() -> None:
    racine = lignes(charger("cip"))[0]
    niveaux = racine["Scale values"].split(",")
    reglage = json.loads(racine["Scale configuration"])
    assert "scaleid" in reglage[0]
    assert [n["id"] for n in reglage[1:]] == list(range(1, len(niveaux) + 1))
    assert sum(n["scaledefault"] for n in reglage[1:]) == 1
    assert [niveaux[n["id"] - 1] for n in reglage[1:] if n["proficient"]] == [
        "Maîtrisée",
        "Transmise",
    ]
    assert racine["Taxonomy"] == "domain,competency,competency,competency"
    assert lignes(charger("coordinateur"))[0]["Taxonomy"].startswith("domain,domain,competency")


class Texte(HTMLParser):
    """Le texte d'un HTML, et les balises qui s'y trouvent."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.texte = ""
        self.balises: set[str] = set()
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.texte += data

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.balises.add(tag)
        assert not attrs


def hostile() -> Referentiel:
    return Referentiel(
        id="mien",
        titre="=HYPERLINK(1)",
        emetteur="x",
        pays="FR",
        millesime="2024",
        source="s",
        avertissement="@SUM(1)",
        groupes=(Groupe(code="-1", titre='Un "groupe", à virgule\nrompu'),),
        competences=(
            Competence(
                code="+A,B",
                titre="<script>alert(1)</script> & co " + "long " * 60,
                groupe="-1",
                lieu="x",
                items=(Item(categorie="critere", enonce="=cmd|' /C calc'!A0 <b>"),),
            ),
        ),
    )


def test_aucune_case_n_est_une_formule_et_aucun_texte_n_est_une_balise() -> None:
    for ligne in lignes(hostile()):
        for case in ligne.values():
            assert not re.match(r"\s*[=+\-@＝＋－＠]", case), case
    _, groupe, competence = lignes(hostile())
    assert competence["Parent ID number"] == groupe["ID number"]
    vu = Texte(competence["Description"])
    assert vu.balises == {"p", "ul", "li"}
    assert "<script>alert(1)</script> & co" in vu.texte
    assert "=cmd|' /C calc'!A0 <b>" in vu.texte


def test_une_case_ordinaire_ne_change_pas() -> None:
    assert neutre("CP1 · Informer = agir") == "CP1 · Informer = agir"
    assert neutre("=1") == "· =1"


@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_la_matrice_de_mahara_porte_chaque_competence_sous_son_groupe(identifiant: str) -> None:
    referentiel = charger(identifiant)
    matrice = json.loads(ecrire_mahara(referentiel))["framework"]
    assert matrice["name"] and matrice["selfassess"] is True
    assert [next(iter(e)) for e in matrice["evidencestatuses"]] == [
        "begun",
        "incomplete",
        "partialcomplete",
        "completed",
    ]
    racines = [g for g in referentiel.groupes if g.parent is None]
    assert [s["shortname"] for s in matrice["standards"]] == [g.code for g in racines]
    trouvees: dict[str, str] = {}
    for rubrique in matrice["standards"]:
        par_numero = {e["elementid"]: e for e in rubrique["standardelement"]}
        for rang, element in enumerate(rubrique["standardelement"], 1):
            assert element["elementid"] == element["priority"] == rang
            assert len(element["shortname"]) <= 100 and 0 < len(element["name"]) <= 255
            parent = element.get("parentelementid")
            assert element["parent"] is (parent is not None)
            assert parent is None or parent < rang
            dessus = par_numero[parent]["shortname"] if parent else rubrique["shortname"]
            trouvees[element["shortname"]] = dessus
    for competence in referentiel.competences:
        assert trouvees[competence.code] == competence.groupe


def test_la_matrice_echappe_ce_qui_vient_de_la_source() -> None:
    element = json.loads(ecrire_mahara(hostile()))["framework"]["standards"][0]["standardelement"][
        0
    ]
    assert len(element["name"]) <= 255
    assert Texte(element["description"]).balises == {"p", "ul", "li"}
