"""Le coffre s'ouvre par la clé ou par la phrase, et par rien d'autre."""

from pathlib import Path

import pytest
from seance_nommee import RECIT

from coach.partage.coffre import Serrure, cle_publique, creer_une_cle, enfermer, est_chiffre
from coach.partage.coffre import ouvrir as ouvrir_le_coffre
from coach.partage.erreurs import ErreurDeFichier


def test_le_coffre_s_ouvre_par_la_cle_ou_par_la_phrase_et_par_rien_d_autre(tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    publique = creer_une_cle(tmp_path / "moi.txt")
    assert publique.startswith("age1") and cle_publique(tmp_path / "moi.txt") == publique
    assert (tmp_path / "moi.txt").stat().st_mode & 0o077 == 0
    with pytest.raises(ErreurDeFichier):
        creer_une_cle(tmp_path / "moi.txt")
    ferme = Serrure((publique,)).enfermer(RECIT.encode())
    assert est_chiffre(ferme) and b"Benali" not in ferme
    assert ouvrir_le_coffre(ferme, cle=tmp_path / "moi.txt").decode() == RECIT
    creer_une_cle(tmp_path / "autre.txt")
    sous_phrase = enfermer(b"secret", phrase="un cheval, deux tasses")
    assert ouvrir_le_coffre(sous_phrase, phrase="un cheval, deux tasses") == b"secret"
    for octets, moyen in (
        (ferme, {"cle": tmp_path / "autre.txt"}),
        (ferme, {}),
        (ferme[:-5], {"cle": tmp_path / "moi.txt"}),
        (sous_phrase, {"phrase": "autre chose"}),
        (sous_phrase, {"cle": tmp_path / "moi.txt"}),
    ):
        with pytest.raises(ErreurDeFichier):
            ouvrir_le_coffre(octets, **moyen)  # type: ignore[arg-type]
    with pytest.raises(ErreurDeFichier):
        Serrure(("pas une clé",)).verifier()


def test_sans_le_complement_une_phrase_dit_comment_l_obtenir(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(ErreurDeFichier, match="chiffrement"):
        enfermer(b"x", phrase="y")
