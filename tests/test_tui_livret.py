"""Le livret à l'écran, au clavier : écrire, lier, ranger, vérifier, répéter l'oral, remettre."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from banc_tui import Banc, a_part, banc, samedi_soir
from calme import pose
from livret_d_essai import EXTRAIT, RECIT, remplir
from test_tui_themes import CLAIR, SOMBRE, couleurs
from textual.pilot import Pilot
from textual.widgets import Input, Static

from coach.carnet import Carnet
from coach.livret import Atelier, livrets
from coach.modeles.texte import en_une_ligne
from coach.tui.application import CoachApp
from coach.tui.attente import EcranQuiAttend
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats
from coach.tui.ecrans.livret.libre import EcranLibres
from coach.tui.ecrans.livret.liees import EcranLiees
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.livret.parties import EcranParties
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.livret.versions import EcranVersions
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.ecrans.secours import EcranSecours
from coach.tui.styles import DOSSIER
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

__all__ = ["a_part"]

JOUR = date(2026, 11, 21)
GRAND, PETIT = (120, 40), (80, 24)
PHRASE = "Là où je coupais, j’attends qu’elle ait fini."
Chemin = Callable[[Banc], Awaitable[None]]


@pytest.fixture
def carnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Carnet]:
    """Trois séances, un essai suivi, des positionnements ; aucun livret."""
    monkeypatch.setattr(Path, "home", lambda: Path("/maison"))
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert)
        yield ouvert


@pytest.fixture
def commence(carnet: Carnet) -> Carnet:
    """Le même, et un livret de trois passages dont deux dans la même partie."""
    atelier = Atelier.ouvrir(carnet, "capacites", JOUR)
    atelier.ecrire("presentation", "Je suis conseillère en insertion depuis quatre ans.")
    preuve = next(o for o in atelier.offres("ecoute") if o.extrait == EXTRAIT)
    atelier.ecrire("ecoute", PHRASE, [atelier.citer(preuve).id])
    atelier.ecrire("ecoute", "Mme Benali est de mauvaise foi, mais je l’écoute toujours.")
    return carnet


def dit(b: Banc) -> str:
    """L'écran sur une ligne, espaces ordinaires."""
    return " ".join(b.a_l_ecran().split())


def avis(b: Banc) -> str:
    """Ce que disent les avis de passage."""
    return " ".join(" ".join(avis.message.split()) for avis in b.app._notifications)


def atelier(b: Banc) -> Atelier:
    """L'atelier de l'écran."""
    assert isinstance(b.app.screen, EcranLivret)
    return b.app.screen.atelier


def attend(b: Banc) -> bool:
    """Vrai tant que l'écran lit ce qu'il montrera."""
    return isinstance(b.app.screen, EcranQuiAttend) and b.app.screen.attend


async def vers(b: Banc, ecran: type[object], *touches: str) -> None:
    """Presse ces touches, et attend l'écran, et qu'il ait lu ce qu'il montre."""
    await b.touches(*touches)
    await b.jusque(lambda: isinstance(b.app.screen, ecran) and not attend(b))
    await b.pilote.pause()


async def a_l_atelier(b: Banc) -> None:
    """Du sommaire à l'atelier du premier livret, ou du livret des capacités."""
    await vers(b, EcranLivrets, "d")
    await vers(b, EcranLivret, "enter")


async def a_la_ligne(b: Banc, debut: str) -> None:
    """Descend jusqu'à la ligne de cette partie, ou de ce rang parmi les passages."""
    liste = b.app.screen.query_one(Liste)
    ids = [o.id or "" for o in liste.options]
    passages = [i for i in ids if i.startswith("passage:")]
    voulu = passages[int(debut)] if debut.isdecimal() else f"partie:{debut}"
    await b.touches("home", *["down"] * ids.index(voulu))
    assert liste.highlighted_option is not None
    assert liste.highlighted_option.id == voulu


async def aux_offres(b: Banc, touche: str) -> None:
    """Ouvre les offres, et attend qu'elles soient lues."""
    await vers(b, EcranOffres, touche)
    await b.jusque(lambda: b.app.screen.query_one(Liste).option_count)


def textes(b: Banc, partie: str) -> list[str]:
    """Les passages d'une partie, dans leur ordre."""
    return [p.texte for p in atelier(b).livret.de(partie)]


async def demander(b: Banc, valeur: str) -> None:
    """Répond à la ligne demandée."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    b.app.screen.query_one(Input).value = valeur
    await b.touches("enter")


# --- Ouvrir, écrire ---------------------------------------------------------------------------


async def test_ouvrir_puis_citer_et_ecrire_un_passage(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        assert "1. Me présenter" in b.a_l_ecran()
        assert "rien encore" in b.a_l_ecran()
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        vu = dit(b)
        assert "Vos extraits reliés" in vu
        assert EXTRAIT in vu
        await b.touches("down", "space", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPassage))
        assert f"› {EXTRAIT}" in dit(b)
        await b.touches(*"Très", "enter", *"à côté")
        await vers(b, EcranLivret, "f2")
        assert textes(b, "ecoute") == ["Très\nà côté"]
        passage = atelier(b).livret.de("ecoute")[0]
        preuves = atelier(b).livret.preuves_de(passage)
        assert [p.extrait for p in preuves] == [EXTRAIT]
        assert "3 mots, 250 à 550 visés · 1 preuve" in dit(b)


async def test_l_atelier_s_ouvre_a_la_premiere_partie_vide_et_son_pied_dit_l_essentiel(
    commence: Carnet,
) -> None:
    async with banc(commence, PETIT) as b:
        await a_l_atelier(b)
        assert b.app.screen.query_one(Liste).highlighted_option is not None
        assert b.app.screen.partie().id == "parcours"  # type: ignore[attr-defined]
        await b.pilote.pause()
        pied = [t.libelle for t in b.app.screen.query_one(Pied).montrees]
        assert pied == ["Écrire", "Offres", "Vérifier", "Remettre", "Retour", "Aide"]
        await vers(b, EcranRevue, "x")
        await b.pilote.pause()
        assert "Écrire" in [t.libelle for t in b.app.screen.query_one(Pied).montrees]


async def test_renoncer_aux_offres_n_ecrit_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await vers(b, EcranLivret, "space", "escape")
        assert not atelier(b).livret.preuves
        assert not atelier(b).livret.passages


async def test_une_partie_sans_offre_le_dit(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "vide", horloge=samedi_soir) as vide:
        async with banc(vide) as b:
            await a_l_atelier(b)
            await vers(b, EcranOffres, "o")
            await b.jusque(lambda: "encore rien pour cette partie" in dit(b))
            await b.touches("space", "enter")
            await vers(b, EcranLivret, "escape")


async def test_tout_ce_qui_se_retient_vient_dans_l_ordre_choisi(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await b.touches("down", "space", "up", "space")
        assert "retenues : 2" in dit(b)
        await vers(b, EcranPassage, "enter")
        await b.coller("Les deux ensemble.")
        await vers(b, EcranLivret, "f2")
        passage = atelier(b).livret.de("ecoute")[0]
        assert next(p.extrait for p in atelier(b).livret.preuves_de(passage)) == EXTRAIT
        assert len(passage.preuves) == 2


async def test_lier_une_preuve_sans_quitter_la_phrase_puis_la_delier(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await aux_offres(b, "f4")
        await vers(b, EcranPassage, "down", "enter")
        assert b.app.screen.query_one(Compositeur).text == PHRASE
        assert f"› {EXTRAIT}" in dit(b)
        await vers(b, EcranLiees, "f5")
        assert EXTRAIT in dit(b)
        await vers(b, EcranPassage, "enter")
        assert f"› {EXTRAIT}" not in dit(b)
        await aux_offres(b, "f4")
        await vers(b, EcranPassage, "down", "enter")
        await vers(b, EcranLivret, "f2")
        assert len(atelier(b).livret.de("ecoute")[0].preuves) == 1


async def test_coller_et_defaire_dans_le_champ(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await vers(b, EcranPassage, "n")
        await b.coller("Un début.")
        await b.coller(" Une suite\x1b[31m.")
        champ = b.app.screen.query_one(Compositeur)
        assert champ.text.startswith("Un début. Une suite")
        assert "\x1b" not in champ.text
        await b.touches("ctrl+z")
        assert champ.text == "Un début."
        await b.pilote.resize_terminal(60, 20)
        assert champ.text == "Un début."


async def test_sans_editeur_le_passage_reste_dans_le_champ(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await b.touches("ctrl+r")
        assert "ne peut pas laisser la place" in avis(b)
        assert b.app.screen.query_one(Compositeur).text == PHRASE


# --- Le brouillon -----------------------------------------------------------------------------


async def test_le_coach_ferme_au_milieu_d_un_passage_ne_perd_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await vers(b, EcranPassage, "down", "enter")
        await b.coller("Une phrase à moit")
    async with banc(carnet) as b:
        await a_l_atelier(b)
        assert "Un passage est commencé : N le reprend." in dit(b)
        await vers(b, EcranPassage, "n")
        assert b.app.screen.query_one(Compositeur).text == "Une phrase à moit"
        assert f"› {EXTRAIT}" in dit(b)
        await b.coller("ié.")
        await vers(b, EcranLivret, "f2")
        assert textes(b, "ecoute") == ["Une phrase à moitié."]
        assert "commencé" not in b.a_l_ecran()


async def test_le_brouillon_s_abrite_sans_attendre_la_fermeture(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        livret = atelier(b).livret.id
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await b.jusque(lambda: carnet.brouillon(livret))
        garde = carnet.brouillon(livret)
        assert garde is not None
        assert garde.texte == PHRASE


async def test_regarder_un_passage_sans_y_toucher_n_en_fait_pas_un_brouillon(
    commence: Carnet,
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "enter")
        await vers(b, EcranLivret, "escape")
        assert atelier(b).commence is None


async def test_recrire_un_passage_quand_un_autre_est_commence_montre_d_abord_celui_ci(
    commence: Carnet,
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "plan")
        await vers(b, EcranPassage, "n")
        await b.coller("Ce que je vise.")
        await vers(b, EcranLivret, "escape")
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "e")
        assert b.app.screen.query_one(Compositeur).text == "Ce que je vise."
        assert "commencé" in avis(b)


# --- Lier, ranger, défaire --------------------------------------------------------------------


async def test_lier_delier_monter_retirer_et_defaire(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        premier, second = textes(b, "ecoute")
        await a_la_ligne(b, "2")
        await b.touches("minus")
        assert textes(b, "ecoute") == [second, premier]
        await b.touches("u")
        assert textes(b, "ecoute") == [premier, second]
        await b.touches("r")
        assert textes(b, "ecoute") == [second, premier]
        await b.touches("plus")
        assert textes(b, "ecoute") == [premier, second]

        await a_la_ligne(b, "2")
        await aux_offres(b, "c")
        await vers(b, EcranLivret, "enter")
        assert len(atelier(b).livret.de("ecoute")[1].preuves) == 1
        await vers(b, EcranLiees, "d")
        await vers(b, EcranLivret, "enter")
        assert not atelier(b).livret.de("ecoute")[1].preuves

        await b.touches("delete")
        assert textes(b, "ecoute") == [premier]
        assert "U le remet" in avis(b)
        await b.touches("u")
        assert textes(b, "ecoute") == [premier, second]


async def test_la_fiche_dit_la_partie_puis_le_passage_et_mene_a_la_seance(
    commence: Carnet,
) -> None:
    async with banc(commence, GRAND) as b:
        await a_l_atelier(b)
        assert "Par où commencer" in b.a_l_ecran()
        await a_la_ligne(b, "1")
        await b.jusque(lambda: "Ce qu’il cite" in b.a_l_ecran())
        await b.touches("space", "down")
        assert isinstance(b.app.focused, Fiche)
        await vers(b, EcranLecture, "enter")
        assert "La lettre relue" in dit(b)
        await vers(b, EcranLivret, "escape")


async def test_un_passage_sans_preuve_dit_comment_en_lier(commence: Carnet) -> None:
    async with banc(commence, PETIT) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "2")
        await b.touches("space")
        assert "C lie une preuve" in dit(b)
        await b.touches("escape")
        assert isinstance(b.app.focused, Liste)


async def test_ce_qu_ecrit_une_autre_fenetre_se_voit_au_retour(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        livret = atelier(b).livret.id
        await vers(b, EcranPassage, "n")
        with Carnet.ouvrir(commence.dossier, horloge=samedi_soir) as ailleurs:
            Atelier(ailleurs, livret, JOUR).ecrire("plan", "Écrit d’ailleurs.")
        await vers(b, EcranLivret, "escape")
        await b.jusque(lambda: textes(b, "plan") == ["Écrit d’ailleurs."])


# --- Relire -----------------------------------------------------------------------------------


async def test_verifier_mene_au_passage(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranConstats, "v")
        assert "critères montrés sur" in dit(b)
        liste = b.app.screen.query_one(Liste)
        juge = next(
            n
            for n, option in enumerate(liste.options)
            if not option.disabled and b.app.screen._vers[option.id or ""].startswith("passage:")  # type: ignore[attr-defined]
        )
        liste.highlighted = juge
        await vers(b, EcranLivret, "enter")
        choisie = b.app.screen.query_one(Liste).highlighted_option
        assert choisie is not None
        assert (choisie.id or "").startswith("passage:")


@pytest.mark.parametrize("touche", ["", "v", "o", "x"])
async def test_changer_de_theme_a_l_atelier_n_y_laisse_pas_les_couleurs_d_avant(
    commence: Carnet, touche: str
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        if touche:
            atelier = b.app.screen
            await b.touches(touche)
            await b.jusque(lambda: b.app.screen is not atelier and not attend(b))
        await b.jusque(lambda: couleurs(b) & (SOMBRE - CLAIR))
        b.app.theme = "clair"
        await b.jusque(lambda: not couleurs(b) & (SOMBRE - CLAIR))


async def test_figer_recrire_et_comparer(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await b.touches("f")
        await demander(b, "première remise")
        assert "« première remise » est gardée" in avis(b).replace("\u00a0", " ")
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "enter")
        await b.coller(" Et j’attends encore.")
        await vers(b, EcranLivret, "f2")
        await vers(b, EcranVersions, "h")
        assert "première remise" in b.a_l_ecran()
        await b.touches("enter")
        vu = dit(b)
        assert "Récrit depuis" in vu
        assert f"− {PHRASE}" in vu
        assert f"+ {PHRASE} Et j’attends encore." in vu
        await b.touches("escape")
        await vers(b, EcranLivret, "escape")


async def test_un_nom_de_version_deja_pris_se_dit(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        for _ in range(2):
            await b.touches("f")
            await demander(b, "la même")
        assert "porte déjà le nom" in avis(b)
        assert b.app.screen.query_one(Input).value == "la même"
        await vers(b, EcranLivret, "escape")
        assert len(atelier(b).livret.versions) == 1


# --- L'oral -----------------------------------------------------------------------------------


def question(b: Banc) -> str:
    """Ce que demande le jury."""
    assert isinstance(b.app.screen, EcranOral)
    posee = b.app.screen.repetition.question
    return posee.texte if posee else ""


async def test_l_oral_se_repond_se_passe_s_interrompt_et_se_finit(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        premiere = question(b)
        assert "Question 1 sur" in dit(b)
        await b.coller("Je suis conseillère, et ce livret raconte mon écoute.")
        await b.touches("f2")
        deuxieme = question(b)
        assert deuxieme != premiere
        await b.touches("f7")
        assert question(b) == premiere
        await b.coller("Je suis conseillère.")
        await b.touches("f2", "f6")
        troisieme = question(b)
        await b.coller("Une réponse à moitié")
        await vers(b, EcranLivret, "escape")
        assert "J reprend l’oral" in avis(b)

        await vers(b, EcranOral, "j")
        assert question(b) == troisieme
        assert b.app.screen.query_one(Compositeur).text == "Une réponse à moitié"
        await b.touches("f2", "f9")
        vu = dit(b)
        assert "La répétition est finie" in vu
        assert "Réponses données : 2" in vu
        assert "Laissées de côté" in vu
        await vers(b, EcranLivret, "escape")
    assert commence.lister()[0].termine


async def test_un_oral_laisse_sans_un_mot_n_ecrit_rien(commence: Carnet) -> None:
    avant = len(commence.lister())
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        await vers(b, EcranLivret, "escape")
        assert "reprend l’oral" not in avis(b)
    assert len(commence.lister()) == avant


async def test_un_danger_dit_au_jury_mene_aux_relais(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        await b.coller("J’ai envie de mourir.")
        await vers(b, EcranSecours, "f2")
        await vers(b, EcranOral, "escape")
        assert "Question 2" in dit(b)


# --- Remettre ---------------------------------------------------------------------------------


@pytest.mark.parametrize("nom", ["livret.html", "livret.docx"])
async def test_remettre_revoit_les_noms_puis_ecrit(
    commence: Carnet, tmp_path: Path, nom: str
) -> None:
    fichier = tmp_path / nom
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        assert "Benali" in dit(b)
        await b.touches("f2")
        assert "à voir" in avis(b)
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(fichier.exists)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    octets = fichier.read_bytes()
    assert b"Benali" not in octets
    if nom.endswith("html"):
        assert PHRASE in en_une_ligne(octets.decode("utf-8"))


async def test_remettre_de_nouveau_remplace_le_fichier_si_on_le_dit(
    commence: Carnet, tmp_path: Path
) -> None:
    """Un livret se remet dix fois avant l'oral : jamais sans accord, jamais sans issue."""
    fichier = tmp_path / "livret.md"
    fichier.write_text("La version d’hier.", encoding="utf-8")
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert fichier.read_text(encoding="utf-8") == "La version d’hier."
        await b.touches("escape")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    assert PHRASE in en_une_ligne(fichier.read_text(encoding="utf-8"))


async def test_laisser_la_revue_n_ecrit_rien(commence: Carnet, tmp_path: Path) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(tmp_path / "livret"))
        assert "doit finir par" in avis(b)
        await vers(b, EcranLivret, "escape", "escape")
    assert not list(tmp_path.glob("livret*"))


async def test_un_livret_vide_ne_propose_ni_de_verifier_ni_de_remettre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await b.touches("v", "x", "j", "f")
        assert isinstance(b.app.screen, EcranLivret)


async def test_le_portfolio_se_remet_en_document(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "portfolio.md"
    async with banc(carnet) as b:
        await vers(b, EcranPortfolio, "o")
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
    assert EXTRAIT in fichier.read_text(encoding="utf-8")


async def test_une_seance_relue_se_remet_en_document(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "seance.html"
    ecoute = next(r for r in carnet.lister() if r.titre == "La lettre relue")
    async with banc(carnet) as b:
        b.app.lire_seance(ecoute.id)
        await vers(b, EcranLecture)
        await b.touches("x")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranRevue) and not attend(b))
        assert not fichier.exists()
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    assert RECIT in en_une_ligne(fichier.read_text(encoding="utf-8"))


# --- Choisir ----------------------------------------------------------------------------------


async def test_un_dossier_libre_se_commence_d_ici(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await vers(b, EcranLivrets, "d")
        await vers(b, EcranLibres, "end", "enter")
        await vers(b, EcranParties, "enter")
        assert "Rien n’est coché" in b.a_l_ecran()
        await vers(b, EcranLivret, "enter")
        assert atelier(b).genre.cle.startswith("libre:")
        assert len(atelier(b).genre.parties) > 2


async def test_un_dossier_libre_prend_les_competences_que_l_on_coche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await choisir_des_parties(b)
        assert "2 parties\u00a0: " in b.a_l_ecran()
        ecran = b.app.screen
        assert isinstance(ecran, EcranParties)
        groupe, competence = ecran._codes
        await b.touches("space")
        assert ecran._codes == [groupe], "la même touche décoche"
        await b.touches("space")
        await vers(b, EcranLivret, "enter")
        assert atelier(b).genre.cle.endswith(f":{groupe},{competence}")
        titres = [partie.titre for partie in atelier(b).genre.parties]
        assert len(titres) == 4 and groupe in titres[1] and competence in titres[2]
        assert len(atelier(b).genre.parties[1].offres.competences) > 1


async def test_renoncer_aux_parties_ne_commence_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await choisir_des_parties(b)
        await vers(b, EcranAccueil, "escape")
    assert livrets(carnet) == ()


async def test_le_livret_deja_commence_vient_en_premier(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        assert len(atelier(b).livret.passages) == 3
        await vers(b, EcranAccueil, "escape")
    assert len(livrets(commence)) == 1


# --- Les images -------------------------------------------------------------------------------


async def choisir(b: Banc) -> None:
    """Le choix du livret."""
    await vers(b, EcranLivrets, "d")


async def choisir_un_referentiel(b: Banc) -> None:
    """Le référentiel d'un dossier libre."""
    await vers(b, EcranLivrets, "d")
    await vers(b, EcranLibres, "end", "enter")


async def choisir_des_parties(b: Banc) -> None:
    """Les parties d'un dossier libre : un groupe, une compétence."""
    await choisir_un_referentiel(b)
    await vers(b, EcranParties, "enter")
    await b.touches("space", "end", "space")


async def au_passage(b: Banc) -> None:
    """L'atelier, sur un passage."""
    await a_l_atelier(b)
    await a_la_ligne(b, "1")


async def a_la_fiche(b: Banc) -> None:
    """La fiche d'un passage."""
    await au_passage(b)
    await b.touches("space")


async def recrire(b: Banc) -> None:
    """Un passage que l'on récrit."""
    await au_passage(b)
    await vers(b, EcranPassage, "enter")


async def choisir_des_offres(b: Banc) -> None:
    """Les offres, une retenue."""
    await a_l_atelier(b)
    await a_la_ligne(b, "reflexivite")
    await aux_offres(b, "o")
    await b.touches("down", "space", "down")


async def delier(b: Banc) -> None:
    """Les preuves d'un passage."""
    await au_passage(b)
    await vers(b, EcranLiees, "d")


async def verifier(b: Banc) -> None:
    """Ce qui manque."""
    await a_l_atelier(b)
    await vers(b, EcranConstats, "v")


async def repeter(b: Banc) -> None:
    """L'oral, une réponse commencée."""
    await a_l_atelier(b)
    await vers(b, EcranOral, "j")
    await b.coller("Je suis conseillère, et ce livret raconte mon écoute.")


async def faire_le_bilan(b: Banc) -> None:
    """L'oral fini."""
    await repeter(b)
    await b.touches("f2", "f6", "f9")
    await b.jusque(lambda: "finie" in b.a_l_ecran())


async def comparer(b: Banc) -> None:
    """Une version, et ce qui a changé depuis."""
    await au_passage(b)
    await b.touches("f")
    await demander(b, "première remise")
    await vers(b, EcranPassage, "enter")
    await b.coller(" Et j’attends encore.")
    await vers(b, EcranLivret, "f2")
    await vers(b, EcranVersions, "h")
    await b.touches("enter")
    b.app._notifications.clear()
    b.app._refresh_notifications()


async def remettre(b: Banc) -> None:
    """La revue du document."""
    await a_l_atelier(b)
    await vers(b, EcranRevue, "x")


IMAGES: dict[str, Chemin] = {
    "choisir": choisir,
    "libre": choisir_un_referentiel,
    "parties": choisir_des_parties,
    "atelier": a_l_atelier,
    "fiche": a_la_fiche,
    "passage": recrire,
    "offres": choisir_des_offres,
    "delier": delier,
    "constats": verifier,
    "oral": repeter,
    "bilan": faire_le_bilan,
    "versions": comparer,
    "revue": remettre,
}


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="images prises sous Python 3.11")
@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("nom", IMAGES)
def test_en_images(
    commence: Carnet, snap_compare: Callable[..., bool], taille: tuple[int, int], nom: str
) -> None:
    async def avant(pilote: Pilot[None]) -> None:
        b = Banc(pilote.app, pilote)  # type: ignore[arg-type]
        await IMAGES[nom](b)
        await pose(pilote)
        for texte in b.app.screen.query(Static):
            assert "/tmp" not in str(texte.render())

    assert snap_compare(CoachApp(commence, samedi_soir), terminal_size=taille, run_before=avant)


async def rien(app: CoachApp) -> None:
    """Aucune feuille de style n'est lue d'avance."""


@pytest.mark.parametrize("nom", ["atelier", "fiche", "versions"])
async def test_les_feuilles_des_autres_ecrans_ne_changent_rien_ici(
    commence: Carnet, monkeypatch: pytest.MonkeyPatch, nom: str
) -> None:
    monkeypatch.setattr(CoachApp, "preparer_les_feuilles", rien)
    async with banc(commence, GRAND) as b:
        await IMAGES[nom](b)
        await pose(b.pilote)
        places = {piece: piece.region for piece in b.app.screen.walk_children()}
        for feuille in sorted(DOSSIER.glob("*.tcss")):
            b.app.stylesheet.read(feuille)
        b.app.refresh_css(animate=False)
        await pose(b.pilote)
        assert {piece: piece.region for piece in places} == places
