"""Une page collée porte des coupures que l'on ne voit pas : elles ne cachent personne."""

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from ligne_de_commande import coach, en_json

from coach.carnet import Carnet
from coach.cli.texte.lignes import Lignes
from coach.confidentialite import detecter
from coach.confidentialite.entites import identifier
from coach.echange.textes import assaini
from coach.modeles.evenements import NoteDeposee
from coach.modeles.texte import saisi
from coach.tui.terminal import editeur
from coach.tui.widgets.compositeur import propre

COLLE = "Mme Du\u00adpont m’a dit\u200b : je veux mou\u200brir.\ufeff L’été \u2060👩‍👧 va."
LU = "Mme Dupont m’a dit : je veux mourir. L’été 👩‍👧 va."


def _par_l_editeur(texte: str) -> str:
    def lancer(mots: Sequence[str]) -> int:
        Path(mots[-1]).write_text(texte, "utf-8")
        return 0

    return editeur.rediger("", lancer, {"EDITOR": sys.executable})


@pytest.mark.parametrize(
    "entrer",
    [
        propre,
        lambda texte: Lignes(io.StringIO(texte + "\n"), io.StringIO(), interactif=False).lire(),
        assaini,
        _par_l_editeur,
    ],
    ids=["écran", "ligne", "import", "éditeur"],
)
def test_rien_d_invisible_n_entre(entrer: Callable[[str], str]) -> None:
    assert entrer(COLLE) == LU


def test_une_note_collee_remarque_le_nom_et_entend_le_danger(carnet: Carnet) -> None:
    assert [i.texte for i in identifier(saisi(COLLE))] == ["Mme Dupont"]
    assert detecter(saisi(COLLE))
    for arguments, entree in (([COLLE], ""), (["-"], COLLE)):
        dite = coach("noter", *arguments, entree=entree)
        assert "Dupont" in dite.stderr and "3114" in dite.stderr
    for fiche in en_json("journal", "lister"):
        [note] = [e for e in carnet.evenements(fiche["id"]) if isinstance(e, NoteDeposee)]
        assert note.texte == LU
