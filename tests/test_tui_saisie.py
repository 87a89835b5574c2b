"""La saisie : ce qui se colle, ce qui revient de l'éditeur, une phrase devant une liste."""

from contextlib import nullcontext

import pytest
from banc_tui import a_part, banc, carnet
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from coach.carnet import Carnet
from coach.modeles.evenements import OptionProposee
from coach.tui import collage, editeur
from coach.tui.application import CoachApp

__all__ = ["a_part", "carnet"]

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
