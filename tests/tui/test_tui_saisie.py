"""La saisie : ce qui se colle, ce qui revient de l’éditeur, une phrase devant une liste, Entrée."""

from contextlib import nullcontext

import pytest
from banc_tui import SAMEDI_SOIR, banc
from carnet_d_essai import remplir
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from coach.carnet import Carnet
from coach.modeles.evenements import OptionProposee
from coach.tui.application import CoachApp
from coach.tui.terminal import collage, editeur
from coach.tui.widgets.pied import AU_PLUS, Pied

# --- Ce qui se colle ------------------------------------------------------------------------------

COLLES = ["", "abc", "\x1b[31mabc\x1b[0m", "a\x1b]0;t\x07b", "\x1b\x1b[", "é\r\nn ", "\x1bOQ"]


@given(st.lists(st.sampled_from(COLLES), max_size=6), st.lists(st.integers(1, 9), max_size=40))
def test_un_echappement_colle_n_est_jamais_une_touche(morceaux: list[str], pas: list[int]) -> None:
    """Quelle que soit la façon dont le terminal découpe ce qu'il envoie."""
    colle = "".join(morceaux)
    flux = f"a\x1b[A\x1b[200~{colle}\x1b[201~b\x1bOQ\x1b[200~fin\x1b[201~"
    collages, rendu, reste = collage.Collages(), "", flux
    for longueur in [*pas, len(flux)]:
        rendu += collages.nettoyer(reste[:longueur])
        reste = reste[longueur:]
    avant, _, suite = rendu.partition("\x1b[200~")
    dedans, _, apres = suite.partition("\x1b[201~")
    assert (avant, apres) == ("a\x1b[A", "b\x1bOQ\x1b[200~fin\x1b[201~")
    assert "\x1b" not in dedans
    assert dedans.count("é") == colle.count("é")


def test_ce_qui_est_colle_arrive_en_ordre_et_sans_couleur() -> None:
    collages = collage.Collages()
    recu = "\x1b[200~Coll\x1b[31mage \x1b]0;titre\x07\x1b[2Jfini\x1b[201~"
    assert collages.nettoyer(recu) == "\x1b[200~Collage fini\x1b[201~"


async def test_le_curseur_reste_en_vue_quand_la_fenetre_change(carnet: Carnet) -> None:
    async with banc(carnet, (60, 20)) as b:
        await b.jusqu_aux_faits()
        await b.coller(
            "\n".join(f"Phrase {n}, un peu longue, dite à 14 h, au centre." for n in range(60))
        )
        for taille in ((120, 40), (40, 14), (100, 30), (60, 20)):
            await b.pilote.resize_terminal(*taille)
            await b.jusque(lambda: "Phrase 59" in b.a_l_ecran())


async def test_defaire_un_long_collage_ne_ferme_rien(carnet: Carnet) -> None:
    """Le curseur est un instant hors du texte ; la barre de défilement s'en va au même moment."""
    async with banc(carnet, (60, 20)) as b:
        await b.jusqu_aux_faits()
        for _ in range(3):
            await b.coller("\n".join(f"Phrase {n}." for n in range(30)))
            await b.pilote.resize_terminal(80, 24)
            await b.touches("ctrl+z")
            await b.jusque(lambda: not b.champ)
            await b.touches("ctrl+y")
            await b.pilote.resize_terminal(60, 20)
            await b.touches("ctrl+z")
        assert b.app.is_running


# --- L'éditeur ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rendu", "dit"),
    [("L’été et l’hiver", "revenu de l’éditeur"), ("", "a rendu un texte vide")],
)
async def test_ce_qui_vient_de_l_editeur_n_efface_pas_ce_qu_on_en_dit(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch, rendu: str, dit: str
) -> None:
    monkeypatch.setattr(editeur, "essayer", lambda _avant: (rendu, ""))
    monkeypatch.setattr(CoachApp, "suspend", lambda _app: nullcontext())
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.coller("L’été")
        await b.touches("ctrl+r")
        for _ in range(5):
            await b.pilote.pause()
        assert b.champ == rendu
        assert dit in b.a_l_ecran()
        await b.touches("ctrl+z")
        await b.jusque(lambda: b.champ == "L’été")


# --- Une phrase devant une liste ------------------------------------------------------------------


async def test_une_phrase_ne_choisit_rien_la_ou_seules_les_lignes_repondent(carnet: Carnet) -> None:
    """Ni ses espaces, ni ses chiffres, ni son Entrée."""
    async with banc(carnet) as b:
        await b.nouvelle()
        choix = b.seance.saisie.choix
        options = [OptionProposee(valeur=v, libelle=v) for v in ("refermée", "encore vive")]
        choix.proposer(options, multiple=False, mots=False)
        choix.display = True
        choix.focus()
        await b.pilote.pause()
        for lettre in "Elle vient 2 fois":
            choix.post_message(events.Key(lettre if lettre.strip() else "space", lettre))
        choix.post_message(events.Key("enter", "\r"))
        await b.jusque(lambda: "Ici, une ligne répond" in b.a_l_ecran())
        assert b.demande == "titre"
        assert choix.display


# --- Entrée, au pied ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chemin", "dit"),
    [
        ((), "Ouvrir"),
        (("protocoles",), "Choisir"),
        (("journaux",), "Ouvrir"),
        (("journaux", "filtrer"), "Choisir"),
        (("positionner",), "Ouvrir"),
    ],
)
async def test_devant_une_liste_le_pied_annonce_entree(
    carnet: Carnet, chemin: tuple[str, ...], dit: str
) -> None:
    remplir(carnet, SAMEDI_SOIR)
    async with banc(carnet) as b:
        for geste in chemin:
            avant = b.app.screen
            await b.app.screen.run_action(geste)
            await b.jusque(lambda avant=avant: b.app.screen is not avant)  # type: ignore[misc]
        pied = b.app.screen.query_one(Pied)
        await b.jusque(lambda: ("Entrée", dit) in [(t.nom, t.libelle) for t in pied.montrees])
        assert len(pied.montrees) <= AU_PLUS
        assert sum(pied.largeurs(pied.montrees)) <= 80


async def test_a_l_etroit_la_colonne_des_etapes_dit_qu_entree_y_va(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.touches("f5")
        pied = b.seance.query_one(Pied)
        await b.jusque(lambda: ("Entrée", "Y aller") in [(t.nom, t.libelle) for t in pied.montrees])
