"""Les noms remarqués pendant une séance : les mêmes qu'avant de la donner, et sans y revenir."""

import pytest
from banc_tui import a_part, banc, carnet
from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid

from coach.carnet import Carnet
from coach.confidentialite import remarquer_chacun, remplacer
from coach.confidentialite.entites import identifier
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger

__all__ = ["a_part", "carnet"]


@pytest.mark.parametrize(
    ("texte", "remplace"),
    [
        ("Ma collègue Sandrine était là.", "Ma collègue S. était là."),
        ("ma collègue sandrine était là", "ma collègue S. était là"),
        ("Jean-Luc a rappelé Mme Benali.", "J.-L. a rappelé Mme B."),
        ("Le jeune Tesfay attend au 06 12 34 56 78.", "Le jeune T. attend au [téléphone]."),
    ],
)
def test_un_prenom_se_remarque_comme_un_nom_complet(texte: str, remplace: str) -> None:
    sans = remplacer(texte, remarquer_chacun(texte))
    assert sans == remplace
    assert remarquer_chacun(sans) == ()


@pytest.mark.parametrize(
    "texte",
    ["Sandrine et Karim Diallo sont venus.", "J’ai vu M. Ferreira, puis Aïcha.", "Rien à dire."],
)
def test_ce_qui_se_remarque_est_ce_que_la_porte_repere(texte: str) -> None:
    reperes = {i.texte for i in identifier(texte) if i.genre == "personne"}
    assert {m.texte for m in remarquer_chacun(texte)} == reperes


def test_un_prenom_laisse_tel_quel_ne_se_signale_qu_une_fois() -> None:
    contexte = contexte_fixe(remarquer=remarquer_chacun)
    moteur = Moteur(ulid(32_000_000), charger("express"), DepotEnMemoire(), contexte)
    moteur.demarrer()
    premiere = moteur.repondre("Sandrine et la porte, Sandrine encore")
    assert [m.texte for m in premiere.mentions] == ["Sandrine"]
    assert moteur.repondre("Sandrine est entrée avec Mme Benali.").mentions[0].texte == "Mme Benali"
    encore = moteur.repondre("Mme Benali et Sandrine sont restées.").mentions
    assert [m.texte for m in encore] == ["Mme Benali"], "un nom complet se signale toujours"


async def test_un_prenom_tape_se_signale_et_l_initiale_le_remplace(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Ma collègue Sandrine a claqué la porte.")
        await b.jusque(lambda: "« S. »" in b.a_l_ecran().replace("\u00a0", " "))
        await b.touches("f3")
        assert b.champ == "Ma collègue S. a claqué la porte."
