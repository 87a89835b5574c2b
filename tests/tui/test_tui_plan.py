"""Le plan d'action à l'écran, comme une personne s'en sert au clavier."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from banc_tui import SAMEDI_SOIR, Banc, banc, samedi_soir
from carnet_d_essai import remplir
from icalendar import Calendar
from textual.widgets import Button, Input, OptionList

from coach.carnet import Action, Carnet
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.plan import EcranPlan
from coach.tui.ecrans.saisie import EcranSaisie


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Trois ajustements : échu hier, à venir lundi, sans date depuis un mois."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert


def action(carnet: Carnet, texte: str) -> Action:
    return next(a for a in carnet.actions() if a.texte == texte)


def appeler(carnet: Carnet) -> Action:
    return action(carnet, "Appeler la mission locale")


async def au_plan(b: Banc) -> None:
    """Ouvre le plan depuis le haut de l'accueil, sur l'ajustement échu."""
    await b.touches("l")
    await b.jusque(lambda: "Filtrer" in b.a_l_ecran())
    await b.touches("home")


async def saisir(b: Banc, texte: str) -> None:
    """Écrit dans la fenêtre ouverte, et garde."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    if texte:
        b.app.screen.query_one(Input).value = texte
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPlan))


async def test_les_groupes_viennent_dans_l_ordre_et_l_etat_se_dit_en_mots(carnet: Carnet) -> None:
    carnet.suivre(action(carnet, "Le dire à l’équipe").id, "abandonne", appris="Pas le moment.")
    async with banc(carnet) as b:
        await au_plan(b)
        vu = b.a_l_ecran()
        assert vu.index("Échus (1)") < vu.index("Sans date (1)") < vu.index("Abandonnés (1)")
        assert "c’était pour hier · ○ à faire" in vu
        assert "× abandonné" in vu and "Pas le moment." in vu
        assert "un échu, un sans date, un abandonné" in vu


async def test_le_plan_s_ouvre_sur_l_ajustement_choisi_a_l_accueil(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("down", "l")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPlan))
        choisi = b.app.screen.query_one(OptionList).highlighted_option
        assert choisi is not None and choisi.id == appeler(carnet).id


async def test_espace_deplie_l_histoire_et_la_referme(carnet: Carnet) -> None:
    carnet.suivre(appeler(carnet).id, "en_cours", echeance=date(2026, 11, 19), appris="Répondeur.")
    async with banc(carnet) as b:
        await au_plan(b)
        assert "Répondeur." not in b.a_l_ecran()
        await b.touches("space")
        vu = " ".join(b.a_l_ecran().split())
        assert "À quoi vous le saurez : Elle aura une date." in vu
        assert "dans la séance « Le stage écourté »" in vu
        assert "Aujourd’hui : en cours, reporté à jeudi 19 novembre. Répondeur." in vu
        await b.touches("space")
        assert "Répondeur." not in b.a_l_ecran()


@pytest.mark.parametrize(("touche", "etat"), [("f", "fait"), ("a", "abandonne")])
@pytest.mark.parametrize("appris", ["Le matin, ils répondent.", ""])
async def test_clore_demande_ce_qui_en_fut_appris_et_u_le_defait(
    carnet: Carnet, touche: str, etat: str, appris: str
) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches(touche)
        await b.jusque(lambda: "Qu’en avez-vous appris" in b.a_l_ecran())
        await saisir(b, appris)
        vu = appeler(carnet)
        assert (vu.etat, vu.appris) == (etat, appris)
        await b.touches("u")
        assert (appeler(carnet).etat, appeler(carnet).appris) == ("a_faire", "")


async def test_echap_a_la_question_laisse_tout_comme_avant(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("f")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPlan))
    assert appeler(carnet).etat == "a_faire"
    assert not carnet.evenements("carnet")


async def test_e_et_s_se_disent_d_une_touche_et_se_defont_un_a_un(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("e")
        assert appeler(carnet).etat == "en_cours"
        await b.touches("s")
        assert (appeler(carnet).etat, appeler(carnet).echeance) == ("en_cours", date(2026, 11, 28))
        await b.touches("u", "u", "u")
        assert (appeler(carnet).etat, appeler(carnet).echeance) == ("a_faire", date(2026, 11, 20))


async def test_reporter_a_une_date_en_francais_et_corriger_celle_qui_ne_se_lit_pas(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("r")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = "un de ces jours"
        await b.touches("enter")
        await b.jusque(lambda: any("un de ces jours" in a.message for a in b.app._notifications))
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        assert b.app.screen.query_one(Input).value == "un de ces jours"
        await saisir(b, "le 12 mars")
    assert appeler(carnet).echeance == date(2027, 3, 12)


async def test_entree_relit_la_seance_et_revient_au_meme_ajustement(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "Le stage écourté" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPlan))
        choisi = b.app.screen.query_one(OptionList).highlighted_option
        assert choisi is not None and choisi.id == appeler(carnet).id


async def test_filtrer_puis_echap_revoit_tout_puis_sort(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("slash")
        await b.coller("échus")
        await b.jusque(lambda: "Sans date" not in b.a_l_ecran())
        assert "Appeler la mission locale" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: "Sans date" in b.a_l_ecran())
        await b.touches("escape")
        await b.jusque(lambda: not isinstance(b.app.screen, EcranPlan))


async def test_un_plan_vide_dit_ce_qu_est_un_ajustement(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "neuf", horloge=samedi_soir) as neuf:
        async with banc(neuf) as b:
            await b.touches("l")
            await b.jusque(lambda: "à quoi vous saurez" in " ".join(b.a_l_ecran().split()))
            await b.touches("f", "e", "a", "s", "r", "u", "space", "enter")
            assert isinstance(b.app.screen, EcranPlan)
        assert not neuf.evenements("carnet")


async def test_ce_qu_on_dit_a_l_accueil_se_lit_au_plan_et_l_inverse(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("down", "e", "s")
        await b.touches("l")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPlan))
        assert "pour samedi 28 novembre · ◐ en cours" in b.a_l_ecran()
        await b.touches("home")
        await b.touches("escape")
        await b.jusque(lambda: "À regarder" in b.a_l_ecran())
        assert "Appeler la mission locale" not in b.a_l_ecran()


async def test_le_fichier_pour_l_agenda_s_ecrit_sans_les_textes(
    carnet: Carnet, tmp_path: Path
) -> None:
    fichier = tmp_path / "plan.ics"
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("x")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(fichier)
        await b.touches("enter")
        await b.jusque(lambda: "temps de réflexion" in " ".join(b.a_l_ecran().split()))
        await saisir(b, "mardi 20:00, 15 minutes")
        await b.jusque(lambda: any("2 ajustements" in a.message for a in b.app._notifications))
    relu = Calendar.from_ical(fichier.read_bytes())
    [serie] = [e for e in relu.events if "rrule" in e]
    assert serie.decoded("duration") == timedelta(minutes=15)
    assert len(relu.events) == 3
    assert "mission" not in fichier.read_text("utf-8")


async def test_x_ne_remplace_que_si_on_le_dit(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "deja.ics"
    fichier.write_text("à moi", encoding="utf-8")
    async with banc(carnet) as b:
        await au_plan(b)
        await b.touches("x")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(fichier)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "--remplacer" not in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        assert b.app.screen.query_one(Input).value == str(fichier), "le nom se corrige"
        assert fichier.read_text("utf-8") == "à moi"
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        b.app.screen.query_one("#remplacer", Button).press()
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        assert fichier.read_text("utf-8") == "à moi", "le créneau se demande encore"
        await b.touches("enter")
        await b.jusque(lambda: "VCALENDAR" in fichier.read_text("utf-8"))


@pytest.mark.parametrize("taille", [(60, 20), (80, 24), (120, 40)])
async def test_chaque_ajustement_s_atteint_a_toutes_les_tailles(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        await au_plan(b)
        vus: set[Any] = set()
        for _ in range(4):
            choisi = b.app.screen.query_one(OptionList).highlighted_option
            vus.add(choisi.id if choisi else None)
            await b.touches("down")
    assert vus == {a.id for a in carnet.actions()}


async def test_un_balisage_dans_un_ajustement_reste_du_texte(carnet: Carnet) -> None:
    carnet.suivre(appeler(carnet).id, "fait", appris="[red]x[/] [@click=app.quit]z[/]")
    async with banc(carnet) as b:
        await au_plan(b)
        assert "[red]x[/] [@click=app.quit]z[/]" in b.a_l_ecran()
