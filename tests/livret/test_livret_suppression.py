"""Effacer une séance citée : le livret la nomme d'abord, la personne décide, jusqu'aux octets."""

from __future__ import annotations

from pathlib import Path

import pytest
from livret_d_essai import EXTRAIT, RECIT, ouvrir, remplir
from traces import traces

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.modeles.retrait import EFFACE

MES_MOTS = "Ce silence, je sais maintenant le tenir, et je m’en sers chaque semaine."


@pytest.fixture
def ids(carnet: Carnet) -> dict[str, str]:
    return remplir(carnet)


def citer(carnet: Carnet) -> Atelier:
    """Deux passages : l'un reprend les mots de la séance, l'autre seulement la preuve."""
    atelier = ouvrir(carnet)
    preuve = atelier.citer(next(o for o in atelier.offres("ecoute") if o.rayon == "directes"))
    atelier.ecrire("ecoute", f"Ce jour-là, {EXTRAIT}. {MES_MOTS}", [preuve.id])
    atelier.ecrire("parcours", MES_MOTS, [preuve.id])
    atelier.figer("remise")
    atelier.commencer("plan", f"Et encore : {EXTRAIT}")
    return atelier


def test_la_seance_nomme_d_abord_ce_que_le_livret_en_cite(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = citer(carnet)
    trouvees = {
        c.evenement: c for c in carnet.citations(ids["ecoute"]) if c.type == "passage_redige"
    }
    (preuve,) = atelier.livret.preuves.values()
    cite = atelier.livret.de("ecoute")[0]
    assert set(trouvees) == {preuve.id, cite.version}
    assert trouvees[preuve.id].extrait == EXTRAIT, "l’en-tête de la preuve ne se montre pas"
    assert atelier.livret.de("parcours")[0].version not in trouvees, "ses mots à elle n’en sont pas"


def test_garder_laisse_le_livret_entier_et_dit_que_la_seance_est_partie(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = citer(carnet)
    carnet.supprimer(ids["ecoute"])
    atelier.rafraichir()
    passage = atelier.livret.de("ecoute")[0]
    (preuve,) = atelier.livret.preuves_de(passage)
    assert EXTRAIT in passage.texte
    assert (preuve.extrait, preuve.jour) == (EXTRAIT, "2026-03-03")
    assert atelier.source(preuve) == "effacee"


def test_emporter_n_en_laisse_pas_une_suite_de_douze_caracteres(
    carnet: Carnet, dossier: Path, ids: dict[str, str]
) -> None:
    atelier = citer(carnet)
    assert traces(dossier, EXTRAIT)
    emporter = [c.evenement for c in carnet.citations(ids["ecoute"])]
    carnet.supprimer(ids["ecoute"], emporter=emporter)
    atelier.rafraichir()
    passage = atelier.livret.de("ecoute")[0]
    assert EFFACE in passage.texte and MES_MOTS in passage.texte, "ses phrases à elle restent"
    assert atelier.livret.de("parcours")[0].texte == MES_MOTS
    (preuve,) = atelier.livret.preuves_de(passage)
    assert atelier.source(preuve) == "effacee"
    version = atelier.livret.version("remise")
    assert version is not None and EXTRAIT not in "".join(p.texte for p in version.passages)
    commence = atelier.commence
    assert commence is not None and EXTRAIT not in commence.texte
    carnet.fermer()
    assert traces(dossier, RECIT, EXTRAIT) == []


def test_supprimer_une_autre_seance_ne_touche_pas_le_livret(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = citer(carnet)
    avant = atelier.livret
    emporter = [c.evenement for c in carnet.citations(ids["parente"])]
    carnet.supprimer(ids["parente"], emporter=emporter)
    atelier.rafraichir()
    assert atelier.livret.passages == avant.passages
    assert atelier.livret.preuves == avant.preuves


def test_un_nom_remplace_dans_la_seance_l_est_dans_le_livret(
    carnet: Carnet, dossier: Path, ids: dict[str, str]
) -> None:
    atelier = ouvrir(carnet)
    essai = next(o for o in atelier.offres("reflexivite") if o.rayon == "ajustements")
    preuve = atelier.citer(essai)
    atelier.ecrire("reflexivite", "Je l’ai rappelée.", [preuve.id])
    carnet.expurger(ids["ecoute"], "vendredi", "V.")
    atelier.rafraichir()
    (figee,) = atelier.livret.preuves_de(atelier.livret.de("reflexivite")[0])
    assert figee.extrait.startswith("Rappeler madame D. avant V.")
    assert atelier.source(figee) == "tient"
