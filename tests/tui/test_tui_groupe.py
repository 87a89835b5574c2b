"""Une rencontre de groupe à l'écran, au clavier : phases, saisie, séance, lire ensemble."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, Banc, banc, samedi_soir
from calme import pose
from images import GRAND, PETIT, sous_la_meme_version
from rencontre_a_l_ecran import JOURNAL, au_groupe, jusqu_a
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from coach.analyse import lire
from coach.carnet import Carnet
from coach.partage.allers_retours import importer as importer_la_seance
from coach.supervision.annotations import lire_annotations
from coach.supervision.rencontre import Rencontre, plier_rencontre
from coach.supervision.retour import importer as rendre_a_la_seance
from coach.supervision.retour import recues
from coach.supervision.tenue import Matiere, tenir
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.groupe.apres import EcranApres
from coach.tui.ecrans.groupe.lire_ensemble import EcranLireEnsemble
from coach.tui.ecrans.groupe.methodes import EcranMethodes
from coach.tui.ecrans.groupe.pistes import EcranPistes
from coach.tui.ecrans.groupe.rencontre import EcranGroupe
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.groupe.convier import Invitation
from coach.tui.widgets.peint import texte_montre


def ecrite(fichier: Path) -> Rencontre:
    """La rencontre que porte ce fichier."""
    return plier_rencontre(lire_annotations(fichier).evenements)


async def dire(b: Banc, texte: str) -> None:
    """Tape une contribution et la garde."""
    b.app.screen.query_one("#ligne", Input).value = texte
    await b.touches("enter")


async def test_depuis_l_accueil_tout_se_demande_puis_la_rencontre_s_ouvre(
    carnet: Carnet, tmp_path: Path
) -> None:
    fichier = tmp_path / "nous.jsonl"
    async with banc(carnet) as b:
        await b.touches("g")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(fichier)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMethodes))
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = "Inès, Paul, Karim, Lou"
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranGroupe))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    assert ecrite(fichier).roles == {
        "Inès": "exposant",
        "Paul": "animateur",
        "Karim": "gardien",
        "Lou": "participant",
    }


async def test_les_phases_se_disent_et_verrouillent(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    async with banc(carnet, GRAND) as b:
        await au_groupe(b, fichier)
        assert "Ce qui se dit ici reste ici" in b.a_l_ecran()
        await b.touches("f6")
        assert "Nous vous écoutons sans vous interrompre" in b.a_l_ecran()
        await jusqu_a(b, "Les questions")
        await dire(b, "À quelle heure est-il arrivé ?")
        await b.touches("f3")
        assert "Une note" in b.a_l_ecran() and "Une hypothèse" not in b.a_l_ecran()
        await b.touches("f6")
        assert "Les questions sont closes" in b.a_l_ecran()
        await b.touches("f6")
        await b.touches("f4")
        assert "exposant" in b.a_l_ecran()
        await dire(b, "Je retiens le silence.")
        await b.touches("f4")
        await b.touches("f3")
        await dire(b, "Il avait peut-être peur d’être jugé.")
        assert "Il avait peut-être peur" in b.a_l_ecran()
    genres = {c.texte: c.genre for c in ecrite(fichier).contributions}
    assert genres["À quelle heure est-il arrivé ?"] == "question"
    assert genres["Je retiens le silence."] == "note"
    assert genres["Il avait peut-être peur d’être jugé."] in ("hypothese", "resonance")


async def test_une_phrase_commencee_ne_se_perd_pas_quand_on_passe_a_la_suite(
    carnet: Carnet, tmp_path: Path
) -> None:
    async with banc(carnet) as b:
        await au_groupe(b, tmp_path / "nous.jsonl")
        await jusqu_a(b, "Les questions")
        ligne = b.app.screen.query_one("#ligne", Input)
        ligne.value = "Et après ?"
        await b.touches("f6")
        assert ligne.value == "Et après ?"
        assert any("commencée" in a.message for a in b.app._notifications)


async def test_la_seance_se_deroule_a_cote_un_pas_a_la_fois(carnet: Carnet, tmp_path: Path) -> None:
    async with banc(carnet, GRAND) as b:
        await au_groupe(b, tmp_path / "nous.jsonl")
        await b.touches("f6")
        assert "Le rendez-vous écourté" not in b.a_l_ecran().split("\n", 1)[1]
        assert "Page suiv. montre le premier moment" in b.a_l_ecran()
        await b.touches("pagedown", "pagedown")
        await b.jusque(lambda: "Pas 2 sur" in b.a_l_ecran())
        assert "Quel moment voulez-vous regarder" in b.a_l_ecran()
        await b.touches("pageup")
        await b.jusque(lambda: "Pas 1 sur" in b.a_l_ecran())


async def test_un_long_titre_ne_touche_pas_le_nom_du_fichier(
    carnet: Carnet, tmp_path: Path
) -> None:
    async with banc(carnet) as b:
        titre = "Une situation dont le titre ne tient pas sur la ligne, loin de là"
        b.app.tenir_un_groupe(Invitation(None, "libre", titre, tmp_path / "nous.jsonl"))
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranGroupe))
        await b.jusque(lambda: "Prochaine phase" in b.a_l_ecran())
        premiere = b.a_l_ecran().split("\n")[0]
        assert "Une situation" in premiere and "…  gardé dans nous.jsonl" in premiere


async def test_on_defait_sa_contribution_et_on_reprend_apres_une_coupure(
    carnet: Carnet, tmp_path: Path
) -> None:
    fichier = tmp_path / "nous.jsonl"
    async with banc(carnet) as b:
        await au_groupe(b, fichier, presents="Inès, Paul")
        await jusqu_a(b, "Les questions")
        await dire(b, "De trop")
        await b.touches("f8")
        await dire(b, "À garder ?")
    async with banc(carnet) as b:
        b.app.tenir_un_groupe(Invitation(Matiere.du_fichier(JOURNAL), None, "", fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranGroupe))
        await b.jusque(lambda: "À garder ?" in b.a_l_ecran())
        assert "De trop" not in b.a_l_ecran()
        assert "Phase 2 sur 5" in b.a_l_ecran()


async def test_deux_fenetres_n_ecrivent_pas_le_meme_fichier(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    with tenir(fichier, None, "libre", auteur="x", lire=lire, horloge=samedi_soir):
        async with banc(carnet) as b:
            b.app.tenir_un_groupe(Invitation(None, None, "", fichier))
            await b.jusque(lambda: any("autre fenêtre" in a.message for a in b.app._notifications))
            assert isinstance(b.app.screen, EcranAccueil)


async def test_lire_ensemble_sans_se_voir_puis_comparer(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    async with banc(carnet, GRAND) as b:
        await au_groupe(b, fichier)
        await jusqu_a(b, "Les questions")
        await b.touches("f7")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLireEnsemble))
        b.app.screen.query_one(OptionList).highlighted = 2
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        await b.touches("enter")
        await b.jusque(lambda: "1, à vous" in b.a_l_ecran())
        await b.touches("space")
        assert "Phrase 1 sur" in b.a_l_ecran()
        for _ in range(30):
            if "2, à vous" in b.a_l_ecran():
                break
            await b.touches("f")
        assert "fait" not in b.a_l_ecran().split("2, à vous")[0].split("ensemble", 1)[1]
        await b.touches("space")
        for _ in range(30):
            if "Personne n’a raison" in " ".join(b.a_l_ecran().split()):
                break
            await b.touches("o")
        vu = " ".join(b.a_l_ecran().split())
        assert "Le groupe se partage" in vu and "Le coach dirait" in vu
        assert "Fleiss" in vu
    lues = [n for p in ecrite(fichier).passages for _, n in p.lectures]
    assert sorted(set(lues)) == ["fait", "opinion"]


def toute(b: Banc) -> str:
    """Toute la page, même ce qui n'est pas en vue."""
    return texte_montre(b.app.screen.query_one("#journal"))


async def saisir(b: Banc, ligne: str) -> None:
    """Répond à la question posée par-dessus l'écran."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    b.app.screen.query_one(Input).value = ligne
    await b.touches("enter")


async def test_apres_la_rencontre_on_reunit_on_redige_et_la_piste_va_au_plan(
    carnet: Carnet, tmp_path: Path
) -> None:
    """Le même code que les commandes : mêmes octets, même texte, même ajustement."""
    seance = importer_la_seance(carnet, JOURNAL).flux
    claviers = sorted((JOURNAL.parent / "groupe").glob("clavier-*.jsonl"))
    reunion, compte = tmp_path / "reunie.jsonl", tmp_path / "compte-rendu.md"
    async with banc(carnet, GRAND) as b:
        b.app.action_apres_une_rencontre()
        for fichier in claviers:
            if not isinstance(b.app.screen, EcranSaisie):
                await b.touches("n")
            await saisir(b, str(fichier))
        await b.jusque(lambda: "L’écran entre deux chaises" in b.a_l_ecran())
        await b.touches("n")
        await saisir(b, str(JOURNAL))
        assert "n’est pas" in b.avis
        await b.touches("escape", "r")
        await saisir(b, str(reunion))
        await b.touches("f2")
        await saisir(b, str(compte))
        await b.touches("f2")
        await saisir(b, str(compte))
        assert "déjà à jour" in b.avis
        await b.touches("i")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.jusque(lambda: "Ce que le groupe en a dit" in toute(b))
        await b.touches("l")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPistes))
        await b.touches("enter")
        await saisir(b, "Commencer sans écran")
        await saisir(b, "un de ces jours")
        assert "date" in b.avis
        await saisir(b, "2026-12-04")
        await saisir(b, "Il parle le premier")
        await b.jusque(lambda: "dans votre plan d’action" in toute(b))
    assert reunion.read_bytes() == (JOURNAL.parent / "groupe" / "rencontre.jsonl").read_bytes()
    redige = (JOURNAL.parent / "groupe" / "compte-rendu.md").read_text("utf-8")
    assert compte.read_text("utf-8").splitlines()[0] == redige.splitlines()[0]
    [action] = [a for a in carnet.actions(seance) if a.texte == "Commencer sans écran"]
    assert (str(action.echeance), action.indicateur) == ("2026-12-04", "Il parle le premier")


async def test_un_balisage_dans_une_contribution_reste_du_texte(
    carnet: Carnet, tmp_path: Path
) -> None:
    async with banc(carnet) as b:
        await au_groupe(b, tmp_path / "nous.jsonl", presents="[red]Inès[/]")
        await jusqu_a(b, "Les questions")
        await dire(b, "[@click=app.quit]x[/] \x1b[31mrouge")
        assert "[@click=app.quit]x[/]" in b.a_l_ecran()
        assert "\x1b" not in b.a_l_ecran()


async def test_un_fichier_hostile_ne_fait_rien_a_l_ecran(carnet: Carnet, tmp_path: Path) -> None:
    """Balisage, lien, ANSI, bidi : du texte, dans l'après, la séance et les pistes."""
    seance = importer_la_seance(carnet, JOURNAL).flux
    mauvais = "[bold]a[/] [@click=app.quit]b[/] \x1b[31mc\u202e <b>d</b>"
    sain = (JOURNAL.parent / "groupe" / "clavier-de-samir.jsonl").read_text("utf-8")
    fichier = tmp_path / "[red]nous.jsonl"
    lignes = [json.loads(ligne) for ligne in sain.splitlines()]
    for ligne in lignes:
        ligne.update({champ: mauvais for champ in ("texte", "titre") if champ in ligne})
    fichier.write_text("".join(json.dumps(ligne) + "\n" for ligne in lignes), "utf-8")
    (tmp_path / "lien.jsonl").symlink_to(fichier)
    async with banc(carnet, GRAND) as b:
        b.app.push_screen(EcranApres([tmp_path / "lien.jsonl", Path("/dev/zero"), fichier]))
        await b.jusque(lambda: "[red]nous" in b.a_l_ecran())
        assert len([a for a in b.app._notifications if "ordinaire" in a.message]) == 2
        await b.touches("i")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.jusque(lambda: "[bold]a[/] [@click=app.quit]b[/] \ufffd[31mc\ufffd" in toute(b))
        await b.touches("l")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPistes))
        assert "[@click=app.quit]" in b.a_l_ecran() and "\x1b" not in b.a_l_ecran()
    assert any("[bold]" in r.contribution.texte for r in recues(carnet.evenements(seance)))


@pytest.mark.parametrize("taille", [(60, 20), PETIT, GRAND])
async def test_la_ligne_se_voit_a_toutes_les_tailles(
    carnet: Carnet, tmp_path: Path, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        await au_groupe(b, tmp_path / "nous.jsonl")
        await jusqu_a(b, "Les questions")
        region = b.app.screen.query_one("#ligne").region
        assert region.height == 1 and region.bottom <= taille[1] - 1
        assert b.app.screen.query_one("#dites").region.height > 0


# --- Les images -----------------------------------------------------------------------------------


@sous_la_meme_version
@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("phase", ["debut", "recit", "hypotheses", "lecture"])
def test_rencontre(
    tmp_path: Path, snap_compare: Callable[..., bool], taille: tuple[int, int], phase: str
) -> None:
    fichier = tmp_path / "groupe.jsonl"

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        await au_groupe(b, fichier, presents="Inès, Paul, Karim, Lou, Zoé")
        if phase == "recit":
            await b.touches("f6", *["pagedown"] * 6)
            await dire(b, "Revenir sur le casque.")
        elif phase == "hypotheses":
            await jusqu_a(b, "Les questions")
            await dire(b, "Combien de temps s’est-il passé entre deux phrases ?")
            await b.touches("f6", "f6", "f4", "f4")
            await dire(b, "Cela me rappelle un bilan où l’écran faisait mur entre nous deux.")
            await b.touches("f3")
            await dire(b, "Le casque le protégeait peut-être d’un bureau où il se sent jugé.")
        elif phase == "lecture":
            await jusqu_a(b, "Les questions")
            await b.touches("f7")
            await b.jusque(lambda: isinstance(b.app.screen, EcranLireEnsemble))
            b.app.screen.query_one(OptionList).highlighted = 2
            await b.touches("enter")
            for lettre in "ffooe":
                await b.jusque(lambda: "à vous" in b.a_l_ecran())
                await b.touches("space")
                while "Phrase" in b.a_l_ecran():
                    await b.touches(lettre)

    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        app = CoachApp(ouvert, lambda: SAMEDI_SOIR)
        assert snap_compare(app, terminal_size=taille, run_before=avant)


@sous_la_meme_version
@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("ecran", ["apres", "recues", "pistes"])
def test_ce_qui_revient_du_groupe(
    tmp_path: Path, snap_compare: Callable[..., bool], taille: tuple[int, int], ecran: str
) -> None:
    groupe = JOURNAL.parent / "groupe"

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        if ecran == "apres":
            b.app.push_screen(EcranApres(sorted(groupe.glob("clavier-*.jsonl"))))
            await b.jusque(lambda: "deux chaises" in b.a_l_ecran())
            await b.jusque(lambda: b.app.screen.query_one("#fichiers").has_focus)
            await pose(pilote)
            return
        b.app.lire_seance(seance)
        await b.jusque(lambda: "Un groupe en a parlé" in b.a_l_ecran())
        if ecran == "pistes":
            await b.touches("l")
            await b.jusque(lambda: "Que retenez" in b.a_l_ecran())
        else:
            while "Je retiens le mur" not in b.a_l_ecran():
                await b.touches("end")
                await pose(pilote)

    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        seance = importer_la_seance(ouvert, JOURNAL).flux
        rendre_a_la_seance(ouvert, lire_annotations(groupe / "rencontre.jsonl"))
        app = CoachApp(ouvert, lambda: SAMEDI_SOIR)
        assert snap_compare(app, terminal_size=taille, run_before=avant)
