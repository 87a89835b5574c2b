"""Relire un livret : chaque chose à regarder est dite, à sa place, et rien n'est noté."""

from __future__ import annotations

import json

import pytest
from livret_d_essai import ouvrir, remplir

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.livret.constats import Constat, SorteDeConstat, Verification
from coach.livret.verification import verifier
from coach.modeles.texte import d_une_traite


@pytest.fixture
def atelier(carnet: Carnet) -> Atelier:
    remplir(carnet)
    return ouvrir(carnet)


def relire(atelier: Atelier) -> Verification:
    return verifier(atelier.livret, atelier.genre, atelier.fonds)


def constats(atelier: Atelier, sorte: SorteDeConstat, partie: str) -> list[Constat]:
    return [c for c in relire(atelier).de(sorte) if c.partie == partie]


def test_un_livret_vide_dit_ce_qui_est_a_ecrire(atelier: Atelier) -> None:
    trouve = relire(atelier)
    assert {c.partie for c in trouve.de("vide")} == {
        p.id for p in atelier.genre.parties if p.mots[0]
    }
    assert all(c.manques for c in trouve.criteres)
    assert trouve.de("sans_preuve") == trouve.de("nom") == ()


def test_un_critere_se_couvre_piece_par_piece(atelier: Atelier) -> None:
    def manques() -> tuple[str, ...]:
        return next(c for c in relire(atelier).criteres if c.id == "ecoute").manques

    passage = atelier.ecrire("ecoute", "Elle a posé la lettre. J’ai attendu, puis elle a relu.")
    assert any("preuve" in m for m in manques())
    assert any("positionnement" in m for m in manques())
    assert not any("fait" in m for m in manques())
    for rayon in ("directes", "niveaux"):
        offre = next(o for o in atelier.offres("ecoute") if o.rayon == rayon)
        atelier.lier(passage.id, atelier.citer(offre).id)
    assert manques() == ()
    critere = next(c for c in relire(atelier).criteres if c.id == "ecoute")
    assert "écoute est active" in critere.enonces[0]


def test_une_affirmation_sans_preuve_se_dit_avec_ses_mots(atelier: Atelier) -> None:
    passage = atelier.ecrire("parcours", "J’ai reçu deux familles. Je sais très bien écouter.")
    (constat,) = constats(atelier, "sans_preuve", "parcours")
    assert constat.passage == passage.id
    assert constat.extrait in passage.texte
    atelier.ecrire("presentation", "Je suis conseillère.")
    assert constats(atelier, "sans_preuve", "presentation") == [], "rien à prouver ici"


def test_une_preuve_citee_deux_fois_se_dit_a_la_seconde(atelier: Atelier) -> None:
    preuve = atelier.citer(next(o for o in atelier.offres("ecoute") if o.rayon == "directes"))
    atelier.ecrire("ecoute", "Là.", [preuve.id])
    atelier.ecrire("parcours", "Et là.", [preuve.id])
    doubles = relire(atelier).de("preuve_double")
    assert [(c.partie, c.extrait) for c in doubles] == [("ecoute", preuve.extrait)]
    assert "2" in doubles[0].phrase, "elle sert d’abord dans la partie 2"


def test_trop_court_et_trop_long(atelier: Atelier) -> None:
    atelier.ecrire("plan", "Trop court.")
    atelier.ecrire("presentation", "mot " * 501)
    assert len(constats(atelier, "court", "plan")) == 1
    assert len(constats(atelier, "long", "presentation")) == 1
    assert constats(atelier, "court", "capacites") == [], "l’introduction peut manquer"


def test_un_nom_reste_se_voit_une_initiale_non(atelier: Atelier) -> None:
    atelier.ecrire("parcours", "J’ai reçu madame Benali avec monsieur K. et B., ma collègue.")
    (nom,) = relire(atelier).de("nom")
    assert "Benali" in nom.extrait and nom.partie == "parcours"


@pytest.mark.parametrize(
    "texte",
    [
        "Elle est de mauvaise foi et elle ne fait aucun effort.",
        "Madame Diallo est vraiment de mauvaise foi.",
    ],
)
def test_un_jugement_sur_quelqu_un_se_releve(atelier: Atelier, texte: str) -> None:
    atelier.ecrire("parcours", texte)
    assert [c.extrait for c in relire(atelier).de("jugement")] != []


@pytest.mark.parametrize(
    "texte",
    [
        "Elle a posé la lettre sur la table. J’ai attendu.",
        "Il faut quelqu’un de l’extérieur.",
        "Je suis trop pressée en fin de journée.",
        "J’ai rappelé en quatre minutes : elle n’y était pour rien.",
        "Elle voulait travailler là-dedans, à pied.",
        "Je l’ai laissé passer : c’était à elle, cette nouvelle.",
    ],
)
def test_un_fait_ou_soi_meme_ne_juge_personne(atelier: Atelier, texte: str) -> None:
    atelier.ecrire("parcours", texte)
    assert relire(atelier).de("jugement") == ()


def test_la_reponse_en_json_est_sobre_et_sans_note(atelier: Atelier) -> None:
    atelier.ecrire("parcours", "Je sais écouter madame Benali.")
    document = json.loads(json.dumps(relire(atelier).document(atelier.identifiant)))
    assert document.keys() == {"version", "livret", "criteres", "constats"}
    assert all(
        c.keys() <= {"sorte", "partie", "passage", "critere", "extrait", "phrase"}
        for c in document["constats"]
    )
    assert not any(mot in json.dumps(document) for mot in ("score", 'note"', 'points"'))


def test_un_dossier_libre_se_verifie_aussi(carnet: Carnet) -> None:
    remplir(carnet)
    atelier = ouvrir(carnet, "libre:coordinateur:6.2")
    offre = next(o for o in atelier.offres("c-6.2") if o.rayon == "directes")
    atelier.ecrire("c-6.2", "Elle a posé la lettre. J’ai attendu.", [atelier.citer(offre).id])
    critere = next(c for c in relire(atelier).criteres if c.parties == ("c-6.2",))
    assert critere.manques == ()


def test_un_essai_et_sa_suite_ne_se_collent_pas() -> None:
    assert (
        d_une_traite("Rappeler vendredi\nElle a répondu.") == "Rappeler vendredi · Elle a répondu."
    )
    assert d_une_traite("Un extrait,  sur une ligne.\n") == "Un extrait, sur une ligne."
