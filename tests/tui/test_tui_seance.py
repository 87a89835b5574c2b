"""Une séance à l'écran, du premier mot au carnet : écrire, être lue, choisir, changer de taille."""

import unicodedata
from pathlib import Path

import pytest
from banc_tui import banc, journal, samedi_soir
from seance_a_l_ecran import RECIT, reponses
from textual import events

from coach.carnet import Carnet
from coach.modeles.evenements import (
    SeanceTerminee,
    SegmentCorrige,
)
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.aide import EcranAide
from coach.tui.widgets.seance.choix import Choix
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes

# --- Une séance entière -------------------------------------------------------------------------


async def test_une_seance_du_premier_mot_au_carnet(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre(RECIT)
        await b.finir()
        assert b.seance.moteur.etat.terminee
        assert "Ce que vous venez de poser" in b.a_l_ecran() or "gardée" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    evenements = journal(carnet)
    assert RECIT in reponses(carnet)
    assert isinstance(evenements[-1], SeanceTerminee)
    etat = plier(evenements[0].flux, evenements)
    assert etat.titre == "L’entretien interrompu"
    assert etat.ajustements
    assert etat.liens
    assert [r.termine for r in carnet.lister()] == [True]


@pytest.mark.parametrize("saut", ["\r\n", "\r", "\n"])
async def test_un_texte_colle_arrive_intact(carnet: Carnet, saut: str) -> None:
    decompose = unicodedata.normalize("NFD", RECIT).replace("\n", saut)
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre(decompose)
    assert reponses(carnet)[-1] == unicodedata.normalize("NFC", RECIT)


async def test_les_touches_accentuees_et_un_accent_tape_a_part(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.touches("é", "è", "ç", "œ", "à", "space", "e")
        await b.coller("\u0301")
        assert b.champ == "éèçœà é"
        await b.touches("backspace")
        assert b.champ == "éèçœà "


async def test_ce_qu_un_terminal_executerait_n_entre_pas(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.coller("un\x1b[31m titre\u202e\x07")
        assert "\x1b" not in b.champ
        assert "\u202e" not in b.champ
        assert b.champ.startswith("un")
        assert "[31m titre" in b.champ


async def test_entree_va_a_la_ligne_dans_un_recit_et_une_ligne_vide_envoie(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.coller("Le titre")
        await b.touches("enter")
        await b.jusque(lambda: b.demande == "moment")
        await b.touches("f6", "f6")
        assert b.demande == "recit"
        await b.coller("Il est parti.")
        await b.touches("enter")
        assert b.champ == "Il est parti.\n"
        assert b.demande == "recit"
        await b.touches("enter")
        await b.jusque(lambda: b.demande != "recit")
    assert reponses(carnet)[-1] == "Il est parti."


async def test_rien_n_est_envoye_sans_rien_ecrire(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.touches("f2", "enter")
        assert b.demande == "titre"
        assert "F6" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    assert carnet.lister() == []


# --- La lecture ---------------------------------------------------------------------------------


async def test_la_lecture_se_peint_pendant_la_frappe_et_se_marque_sans_couleur(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il s’est levé à 9 h.\nJ’avais honte.\nIl est de mauvaise foi.")
        await b.jusque(lambda: len(b.seance.champ.segments) == 3)
        lignes = [ligne.strip() for ligne in b.a_l_ecran().splitlines()]
        assert any(ligne.startswith("F   Il s’est levé") for ligne in lignes)
        assert any(ligne.startswith("É   J’avais honte") for ligne in lignes)
        assert any(ligne.startswith("O   Il est de mauvaise foi") for ligne in lignes)
        styles = {
            morceau.text.strip(): morceau.style
            for y in range(3)
            for morceau in b.seance.champ.render_line(y)
            if morceau.style
        }
        assert styles["J’avais honte."].bold
        assert styles["Il est de mauvaise foi."].underline
        assert not styles["Il s’est levé à 9 h."].underline


async def test_la_lecture_suit_ce_qui_s_insere_avant_d_etre_relue(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il s’est levé. J’avais honte.")
        await b.jusque(lambda: len(b.seance.champ.segments) == 2)
        b.seance.champ.move_cursor((0, 0))
        b.seance.champ.insert("Hier, ")
        deplaces = [b.champ[t.debut : t.fin] for t in b.seance.champ.traits]
        assert deplaces[-1] == "J’avais honte."


async def test_corriger_une_lecture_d_une_lettre(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il est arrivé à 9 h. Il est de mauvaise foi.")
        await b.touches("f4")
        liste = b.seance.query_one(ListeEntendue)
        assert b.app.focused is liste
        await b.jusque(lambda: liste.option_count == 4)
        await b.touches("down", "down", "p")
        await b.jusque(lambda: "Lu comme" in b.a_l_ecran())
        await b.touches("f")
        await b.jusque(lambda: any(isinstance(e, SegmentCorrige) for e in journal(carnet)))
        await b.jusque(lambda: "votre choix" in b.a_l_ecran())
        await b.touches("escape")
        assert b.app.focused is b.seance.champ
        await b.touches("f8")
        await b.jusque(lambda: "votre choix" not in b.a_l_ecran())
    correction = next(e for e in journal(carnet) if isinstance(e, SegmentCorrige))
    assert correction.nature == Nature.FAIT


# --- Les choix ----------------------------------------------------------------------------------


async def test_une_liste_se_coche_au_clavier_a_la_souris_ou_cede_au_texte(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("J’ai animé l’atelier, puis j’ai appelé un employeur et le médecin.")
        await b.touches("f5")
        etapes = b.seance.query_one(Etapes)
        etapes.highlighted = etapes.get_option_index("competences")
        await b.touches("enter")
        await b.jusque(lambda: b.demande == "competences")
        choix = b.seance.query_one(Choix)
        assert b.app.focused is choix
        await b.touches("enter")
        assert "Rien n’est coché" in b.a_l_ecran()
        await b.touches("1")
        await b.touches("down", "space")
        assert len(choix.cochees) == 2
        assert await b.pilote.click(Choix, offset=(8, 0))
        await b.pilote.pause()
        assert len(choix.cochees) == 1
        await b.touches("é")
        assert b.app.focused is b.seance.champ
        assert b.champ == "é"
        await b.coller("quipe")
        await b.touches("enter")
        await b.jusque(lambda: b.champ == "" and b.app.focused is choix)
        assert b.demande == "competences"


# --- L'écran ------------------------------------------------------------------------------------


async def test_changer_de_taille_en_pleine_frappe(carnet: Carnet) -> None:
    async with banc(carnet, (60, 20)) as b:
        await b.jusqu_aux_faits()
        await b.coller(RECIT)
        for taille in ((120, 40), (80, 24), (60, 20), (40, 12), (120, 40)):
            await b.pilote.resize_terminal(*taille)
            await b.pilote.pause()
            assert b.champ == RECIT
            assert b.app.focused is b.seance.champ
            assert "Étape 2 sur 11" in b.a_l_ecran()
        assert "Ce que j’entends" in b.a_l_ecran()
        await b.pilote.resize_terminal(60, 20)
        await b.pilote.pause()
        assert "Ce que j’entends" not in b.a_l_ecran()
        await b.touches("f4")
        assert "Ce que j’entends" in b.a_l_ecran()
        await b.touches("escape")
        assert b.app.focused is b.seance.champ


async def test_l_aide_s_ouvre_par_f1_partout_et_par_un_point_d_interrogation(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        await b.touches("question_mark")
        assert isinstance(b.app.screen, EcranAide)
        await b.touches("escape")
        await b.nouvelle()
        await b.touches("question_mark")
        assert b.champ == "?"
        await b.touches("f1")
        assert isinstance(b.app.screen, EcranAide)
        assert "Les trois natures" in b.a_l_ecran()
        await b.touches("f1")
        assert b.champ == "?"


async def test_la_conversation_defile_sans_quitter_le_champ(carnet: Carnet) -> None:
    async with banc(carnet, (60, 20)) as b:
        await b.jusqu_aux_faits()
        conversation = b.seance.query_one(Conversation)
        await b.jusque(lambda: conversation.scroll_y > 0)
        bas = conversation.scroll_y
        await b.touches("pageup")
        assert conversation.scroll_y < bas
        assert b.app.focused is b.seance.champ


def test_une_panne_de_l_interface_ne_montre_pas_ce_qui_s_ecrivait(
    carnet: Carnet, capsys: pytest.CaptureFixture[str]
) -> None:
    app = CoachApp(carnet, samedi_soir)

    def casser() -> None:
        secret = "Mme Benali pleurait"
        raise RuntimeError(secret)

    app.d_abord = casser
    app.run(headless=True)
    assert app.return_code == 1
    montre = capsys.readouterr()
    assert "L’interface a dû se fermer" in montre.err
    assert f"RuntimeError, {Path(__file__).name}:" in " ".join(montre.err.split())
    assert "Benali" not in montre.out + montre.err
    assert "Traceback" not in montre.err


async def test_coller_deux_fois_ne_double_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        b.app.post_message(events.Paste("une fois"))
        await b.pilote.pause()
        await b.pilote.pause()
        assert b.champ == "une fois"
