"""L'interface, comme une personne s'en sert : une séance, ses retours, ses journaux."""

import unicodedata

import pytest
from banc_tui import Banc, a_part, banc, carnet, journal, samedi_soir
from textual import events

from coach.carnet import Carnet, EcritureImpossible
from coach.modeles.evenements import (
    AideAcquittee,
    PositionnementFait,
    QuestionPassee,
    ReponseDonnee,
    SeanceTerminee,
    SegmentCorrige,
)
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.journaux.liste import EcranJournaux
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.ecrans.secours import EcranSecours
from coach.tui.widgets.seance.choix import Choix
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes

__all__ = ["a_part", "carnet"]

RECIT = (
    "« Ça suffit » : il l’a crié à 9 h 15… L’œuvre, ç’a été d’attendre — où qu’il aille, à Noël.\n"
    "J’avais la gorge serrée. Il cherchait à me provoquer."
)
"""Guillemets, insécables, apostrophes courbes, points de suspension, œ, ç, à, où, tiret."""


def reponses(carnet: Carnet) -> list[str]:
    """Les textes donnés dans la séance la plus récente."""
    return [e.texte for e in journal(carnet) if isinstance(e, ReponseDonnee)]


async def finir(b: Banc) -> None:
    """Répond à tout ce qui vient, jusqu'à la fin."""
    for _ in range(40):
        attendu = b.seance.conduite.attendu()
        if attendu is None:
            break
        avant = attendu.demande.id
        options = getattr(attendu.demande, "options", ())
        if options:
            await b.touches("1")
            if b.seance.saisie.choix.multiple:
                await b.touches("enter")
        else:
            await b.repondre("J’ai reformulé sa demande et je lui ai proposé jeudi.")
        await b.jusque(
            lambda: (a := b.seance.conduite.attendu()) is None or a.demande.id != avant  # noqa: B023
        )


# --- Une séance entière -------------------------------------------------------------------------


async def test_une_seance_du_premier_mot_au_carnet(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre(RECIT)
        await finir(b)
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


# --- Rien ne se perd ----------------------------------------------------------------------------


async def test_la_phrase_commencee_se_garde_et_se_retrouve(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il s’est levé, et « là »…")
        flux = b.seance.moteur.flux
        await b.jusque(lambda: carnet.brouillon(flux), secondes=2)
        gardee = carnet.brouillon(flux)
        assert gardee is not None
        assert gardee.texte == "Il s’est levé, et « là »…"
        assert "gardé 21:04" in b.a_l_ecran()
    async with banc(carnet) as b:
        await b.touches("r")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance) and bool(b.champ))
        assert b.champ == "Il s’est levé, et « là »…"
        assert b.app.focused is b.seance.champ
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        assert carnet.brouillon(flux) is None
    assert reponses(carnet)[-1] == "Il s’est levé, et « là »…"


async def test_un_disque_plein_laisse_le_texte_a_l_ecran(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plein(*_: object) -> None:
        raise EcritureImpossible("disque_plein", dossier=carnet.dossier)

    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        with monkeypatch.context() as panne:
            panne.setattr(carnet, "ajouter", plein)
            panne.setattr(carnet, "garder_brouillon", plein)
            await b.coller("Il s’est levé.")
            await b.touches("f2")
            assert b.champ == "Il s’est levé."
            assert "Le disque est plein" in b.a_l_ecran()
            assert "pas encore gardé" in b.a_l_ecran()
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        assert "Le disque est plein" not in b.a_l_ecran()
    assert reponses(carnet).count("Il s’est levé.") == 1


async def test_la_reponse_est_au_carnet_avant_la_question_suivante(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La réponse s'écrit, la question suivante non : rien n'est redemandé ni perdu."""
    ecrire = carnet.ajouter

    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")

        def a_moitie(*evenements: object) -> None:
            if not isinstance(evenements[0], ReponseDonnee):
                raise EcritureImpossible("disque_plein", dossier=carnet.dossier)
            ecrire(*evenements)  # type: ignore[arg-type]

        with monkeypatch.context() as panne:
            panne.setattr(carnet, "ajouter", a_moitie)
            await b.coller("hier")
            await b.touches("f2")
            assert b.champ == ""
        await b.touches("f2")
        await b.jusque(lambda: b.demande == "lieu")
    assert reponses(carnet) == ["Le titre", "hier"]


# --- Revenir sur ce qui est fait ----------------------------------------------------------------


async def test_passer_annuler_retablir(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.touches("f6")
        assert b.demande == "lieu"
        assert "Question passée." in b.a_l_ecran()
        await b.touches("f8")
        assert b.demande == "moment"
        await b.touches("f8")
        assert b.demande == "titre"
        assert b.champ == "Le titre"
        await b.touches("f9")
        assert b.demande == "moment"
        assert b.champ == ""
        await b.touches("f9")
        assert b.demande == "lieu"
    assert any(isinstance(e, QuestionPassee) for e in journal(carnet))


async def test_une_reponse_commencee_n_est_jamais_ecartee_par_un_geste(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.coller("mardi soir")
        for touche in ("f6", "f7", "f8", "f9"):
            await b.touches(touche)
            assert b.champ == "mardi soir"
            assert b.demande == "moment"
        assert "Une réponse est commencée" in b.a_l_ecran()
        await b.touches("ctrl+l")
        assert b.champ == ""
        await b.touches("ctrl+z")
        assert b.champ == "mardi soir"


async def test_modifier_une_reponse_deja_donnee(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.repondre("mardi")
        await b.touches("up")
        assert isinstance(b.app.focused, Conversation)
        await b.touches("up", "enter")
        assert b.champ == "Le titre"
        assert "Vous modifiez" in b.a_l_ecran()
        await b.coller(" juste")
        await b.touches("f2")
        await b.jusque(lambda: b.champ == "" and b.demande == "lieu")
        assert "Le titre juste" in b.a_l_ecran()
        assert b.seance.moteur.etat.titre == "Le titre juste"


async def test_laisser_une_modification_comme_avant(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.touches("up", "enter")
        await b.touches("escape")
        assert b.champ == ""
        await b.touches("up", "enter")
        await b.coller(" de trop")
        await b.touches("escape")
        assert b.champ == "Le titre de trop"
        assert "n’est pas envoyée" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: b.champ == "")
        assert isinstance(b.app.screen, EcranSeance)
        assert b.seance.moteur.etat.titre == "Le titre"
        assert carnet.brouillon(b.seance.moteur.flux) is None


async def test_aller_a_une_etape_d_un_clic(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        assert await b.pilote.click(Etapes, offset=(6, 3))
        await b.jusque(lambda: b.demande == "ressenti")
        assert "Étape 3 sur 11 · Les émotions" in b.a_l_ecran()
        await b.touches("f7")
        assert b.demande == "recit"


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


# --- La confidentialité et les relais -----------------------------------------------------------


async def test_un_nom_se_remplace_avant_d_etre_envoye(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai reçu Mme Benali, et Mme Benali est partie.")
        await b.jusque(lambda: "F3" in b.a_l_ecran())
        await b.touches("f3")
        assert "Benali" not in b.champ
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
    assert all("Benali" not in texte for texte in reponses(carnet))


async def test_un_nom_envoye_se_remplace_partout(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai reçu Mme Benali à 9 h.")
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        await b.jusque(lambda: "Vous avez écrit" in b.a_l_ecran())
        await b.touches("f3")
        await b.jusque(lambda: "C’est remplacé partout" in b.a_l_ecran())
        assert "Benali" not in b.a_l_ecran()
    assert all("Benali" not in str(e) for e in journal(carnet))


async def test_un_danger_montre_des_relais_et_aucune_question(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Je n’en peux plus, j’ai envie de mourir.")
        await b.touches("f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        vu = b.a_l_ecran()
        assert "3114" in vu
        assert "0800 32 123" in vu
        assert "?" not in vu
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        acquittee = next(e for e in journal(carnet) if isinstance(e, AideAcquittee))
        assert acquittee.suite == "arreter"
        await b.touches("r")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())


async def test_reprendre_apres_les_relais(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai envie de mourir.")
        await b.touches("f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        await b.touches("left", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())
        assert b.app.focused is b.seance.champ


# --- Les journaux -------------------------------------------------------------------------------


async def test_chercher_sans_accents_relire_supprimer(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits("La sœur d’Éric")
        await b.repondre(RECIT)
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        await b.touches("j")
        assert isinstance(b.app.screen, EcranJournaux)
        assert "inachevée" in b.a_l_ecran()
        await b.touches("slash")
        await b.coller("OEUVRE")
        await b.jusque(lambda: "un passage" in b.a_l_ecran())
        assert "L’œuvre" in b.a_l_ecran()
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "J’avais la gorge serrée" in b.a_l_ecran()
        await b.touches("delete")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "La sœur d’Éric" in b.a_l_ecran()
        assert "définitif" in b.a_l_ecran()
        await b.touches("escape")
        assert len(carnet.lister()) == 1
        await b.touches("delete", "down", "enter")
        await b.jusque(lambda: carnet.lister() == [])
        await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
        await b.jusque(lambda: "Aucun passage" in b.a_l_ecran())


async def test_supprimer_dit_ce_qui_cite_la_seance_et_laisse_decider(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il a posé son badge sur la table avant de sortir.")
        carnet.consigner(
            PositionnementFait,
            referentiel="cip",
            millesime="2023",
            code="CP1",
            niveau="maitrisee",
            justification="Quand il a posé son badge sur la table avant de sortir, j’ai attendu.",
        )
        await b.touches("escape", "j", "delete")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "son badge sur la table" in b.a_l_ecran()
        await b.touches("down", "down", "enter")
        await b.jusque(lambda: carnet.lister() == [])
    assert all("badge" not in str(e) for e in carnet.evenements("carnet"))


async def test_une_seance_prise_par_une_autre_fenetre_se_lit_seulement(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        flux = b.seance.moteur.flux
        await b.touches("escape")
    with Carnet.ouvrir(carnet.dossier, horloge=samedi_soir) as autre, autre.tenir(flux):
        async with banc(carnet) as b:
            await b.touches("r")
            await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
            assert "dans une autre fenêtre" in b.a_l_ecran()
            await b.touches("r", "delete")
            assert isinstance(b.app.screen, EcranLecture)


async def test_le_balisage_et_les_commandes_restent_du_texte(carnet: Carnet) -> None:
    hostile = "[red]x[/] [link=http://x]y[/] [@click=app.quit]z[/] \x1b[31m {0} $texte"
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits(hostile)
        await b.repondre(hostile + " Il est de mauvaise foi.")
        vu = b.a_l_ecran()
        assert "[red]x[/] [link=http://x]y[/]" in vu
        assert "\x1b" not in vu
        await b.touches("f4", "down", "p", "escape", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert "[@click=app.quit]z[/]" in b.a_l_ecran()
        await b.touches("j")
        assert "[red]x[/]" in b.a_l_ecran()
        await b.touches("slash")
        await b.coller("link")
        await b.jusque(lambda: "passage" in b.a_l_ecran())
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "[link=http://x]y[/]" in b.a_l_ecran()
        await b.touches("delete")
        assert "[red]x[/]" in b.a_l_ecran()


async def test_une_seance_s_ouvre_sans_passer_par_l_accueil(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.ouvrir_seance(protocole="analyse-de-pratique")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())
        await b.repondre("Le titre")
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert "Le titre" in b.a_l_ecran()


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
    assert "RuntimeError, test_tui.py" in " ".join(montre.err.split())
    assert "Benali" not in montre.out + montre.err
    assert "Traceback" not in montre.err


async def test_coller_deux_fois_ne_double_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        b.app.post_message(events.Paste("une fois"))
        await b.pilote.pause()
        await b.pilote.pause()
        assert b.champ == "une fois"
