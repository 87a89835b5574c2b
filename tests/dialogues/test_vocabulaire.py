"""Le pays choisi change les mots du métier dans ce que le coach dit, jamais les mots des autres."""

import pytest

from coach.dialogues.livres import identifiants_livres
from coach.dialogues.protocole import Protocole, charger
from coach.dialogues.vocabulaire import au_pays, mots

PAYS = ("FR", "BE", "CH")


def soutiens(protocole: Protocole) -> str:
    return "\n".join(q.soutien for e in protocole.etapes for q in e.questions)


def test_chaque_pays_a_ses_mots_dans_le_protocole_principal() -> None:
    protocole = charger("analyse-de-pratique")
    dits = {pays: soutiens(au_pays(protocole, pays)) for pays in PAYS}
    assert "France Travail" in dits["FR"]
    assert "Forem" in dits["BE"]
    assert "ORP" in dits["CH"]
    assert len(set(dits.values())) == len(PAYS)


def test_sans_pays_rien_ne_change() -> None:
    protocole = charger("tensions")
    assert au_pays(protocole, None) is protocole


@pytest.mark.parametrize("ligne", mots(), ids=lambda ligne: ligne["ecrit"])
def test_chaque_ligne_du_lexique_sert_a_un_protocole_livre(ligne: dict[str, str]) -> None:
    livres = "\n".join(soutiens(charger(i)) for i in identifiants_livres())
    assert ligne["ecrit"] in livres
    for pays in set(ligne) - {"ecrit"}:
        assert pays in PAYS
        dits = "\n".join(soutiens(au_pays(charger(i), pays)) for i in identifiants_livres())
        assert ligne[pays] in dits


def test_un_protocole_de_la_personne_reste_tel_qu_elle_l_a_ecrit() -> None:
    sien = charger("tensions").model_copy(update={"id": "le-mien"})
    assert soutiens(au_pays(sien, "CH")) == soutiens(sien)
