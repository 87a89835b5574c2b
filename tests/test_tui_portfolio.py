"""Le portfolio à l'écran, comme une personne s'en sert au clavier."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, Banc, a_part, banc, samedi_soir
from fabriques import Seance, ulid
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import CompetenceLiee, EtiquettePosee, PositionnementFait
from coach.portfolio import portfolio
from coach.portfolio.apports import ajouter
from coach.referentiels import charger
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio
from coach.tui.ecrans.portfolio.graphes import EcranGraphes
from coach.tui.ecrans.portfolio.matiere import EcranMatiere
from coach.tui.ecrans.portfolio.vers import EcranVers
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.relecture.relue import Relue

__all__ = ["a_part"]

RECIT = "Elle est entrée sans frapper. J’ai posé le cadre. Il a souri, puis il est parti."
LE_CADRE = "J’ai posé le cadre."
AT1 = ("CP1", "CP2", "CP3", "CP4", "CP5")


def mener(
    carnet: Carnet, rang: int, jours: int, codes: tuple[str, ...], etiquette: str = ""
) -> None:
    """Une séance d'il y a tant de jours, qui montre ces compétences par la même phrase."""
    seance = Seance(ulid(rang), depart=SAMEDI_SOIR - timedelta(days=jours, hours=3))
    seance.titrer(f"La porte, {rang}")
    reponse = seance.repondre(RECIT)
    debut = RECIT.index(LE_CADRE)
    for code in codes:
        seance.dire(
            CompetenceLiee,
            referentiel="cip",
            code=code,
            millesime=charger("cip").millesime,
            extrait=LE_CADRE,
            justification="",
            ancre=Ancre(
                evenement=reponse.id, debut=debut, fin=debut + len(LE_CADRE), texte=LE_CADRE
            ),
            apres=reponse.id,
        )
    if etiquette:
        seance.dire(EtiquettePosee, etiquette=etiquette)
    seance.finir()
    carnet.ajouter(*seance.evenements)


def positionner(carnet: Carnet, code: str, niveau: str, **champs: str) -> None:
    ou = {"referentiel": "cip", "millesime": charger("cip").millesime, "code": code}
    carnet.consigner(PositionnementFait, niveau=niveau, **ou, **champs)


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """CP2 montrée trois fois et dite « à découvrir », CP11 hier, CP5 il y a deux cents jours."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        mener(ouvert, 1, 200, ("CP5",))
        mener(ouvert, 2, 40, ("CP2",), etiquette="équipe")
        mener(ouvert, 3, 20, ("CP2",))
        mener(ouvert, 4, 1, ("CP2", "CP11"))
        positionner(ouvert, "CP2", "a_decouvrir", justification="Je commence.")
        positionner(ouvert, "CP2", "en_construction", justification="Vu en stage.", par="Tutrice")
        yield ouvert


def dit(b: Banc) -> str:
    return " ".join(b.a_l_ecran().split())


def avis(b: Banc) -> str:
    return " ".join(un.message for un in b.app._notifications)


def ecran(b: Banc) -> EcranPortfolio:
    assert isinstance(b.app.screen, EcranPortfolio)
    return b.app.screen


async def au_portfolio(b: Banc, *touches: str) -> None:
    await b.touches("o")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
    await b.jusque(lambda: "Resserrer" in b.a_l_ecran())
    await b.touches(*touches)


async def a_la_fiche(b: Banc, code: str) -> None:
    """Ouvre la fiche de cette compétence du CIP."""
    await au_portfolio(b)
    ecran(b)._liste.choisir("cip", code)
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.focused, Fiche) and code in b.a_l_ecran())
    await b.pilote.pause()


async def ecrire(b: Banc, texte: str) -> None:
    """Écrit dans la fenêtre ouverte, et garde."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    fenetre = b.app.screen
    fenetre.query_one(Input).value = texte
    await b.touches("enter")
    await b.jusque(lambda: b.app.screen is not fenetre)


def preuves(carnet: Carnet, code: str) -> int:
    vue = portfolio(carnet, suivis=("cip",)).competence("cip", code)
    assert vue is not None
    return len(vue.preuves)


# --- Ce qui se voit -----------------------------------------------------------------------------


async def test_une_competence_dit_ses_preuves_sa_date_et_les_regards_en_mots(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b)
        vu = dit(b)
        assert "3 preuves 20 novembre ○ à découvrir" in vu
        assert "Tutrice : ◔ en construction" in vu
        assert "≠ à relire ensemble" in vu
        assert "et 3 autres, où rien ne se montre encore" in vu
        assert "CP1 ·" not in vu


async def test_le_pli_s_ouvre_et_se_referme(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "down", "down", "enter")
        assert "CP1 ·" in dit(b)
        await b.touches("enter")
        assert "CP1 ·" not in dit(b)


async def test_ranger_par_theme_puis_par_referentiel(carnet: Carnet) -> None:
    async with banc(carnet, (80, 40)) as b:
        await au_portfolio(b, "g")
        assert "par thème" in dit(b) and "Diagnostic partagé" in dit(b)
        await b.touches("g")
        assert "par référentiel" in dit(b) and "cip CP11" in dit(b)
        await b.touches("g")
        assert "AT1 ·" in dit(b)


async def test_la_frise_va_du_plus_recent_au_plus_ancien(carnet: Carnet) -> None:
    async with banc(carnet, (80, 50)) as b:
        await au_portfolio(b, "t")
        vu = dit(b)
        ordre = ["vous : ○ à découvrir", "20 novembre · cip CP11", "1 novembre", "5 mai"]
        places = [vu.index(mots) for mots in ordre[:2] + ordre[3:]]
        assert places == sorted(places)
        assert "Tutrice : ◔ en construction" in vu and "« Vu en stage. »" in vu
        await b.touches("t")
        assert "AT1 ·" in dit(b)


async def test_ce_qui_manque_depuis_six_mois_se_dit_sans_reproche(carnet: Carnet) -> None:
    async with banc(carnet, (80, 60)) as b:
        await au_portfolio(b, "s")
        vu = dit(b)
        assert "cip CP5" in vu and "cip CP3" in vu
        assert "cip CP2" not in vu and "cip CP11" not in vu
        assert "Ce n’est pas un retard" in vu


async def test_les_ecarts_se_disent_avec_bonte(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "e")
        vu = dit(b)
        assert "Vous la dites « à découvrir » depuis le 21 novembre, et 3 extraits" in vu
        assert "Que diriez-vous d’une collègue" in vu
        assert "Tutrice disait « en construction » : « Vu en stage »." in vu


async def test_un_carnet_neuf_enseigne(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "neuf", horloge=samedi_soir) as neuf:
        async with banc(neuf) as b:
            await au_portfolio(b)
            vu = dit(b)
            assert "le coach propose de relier vos mots à vos compétences" in vu
            assert "s’apporter à la main" in vu
            await b.touches("slash", "c", "p", "1", "1")
            await b.jusque(lambda: "CP11 ·" in b.a_l_ecran())


# --- Resserrer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demande", "attendu", "absent"),
    [
        ("#équipe", "1 preuve 12 octobre", "3 preuves"),
        ("theme:reflexivite", "CP11", "CP5"),
        ("depuis novembre", "2 preuves", "CP5"),
        ("analyser", "CP11", "CP5"),
    ],
)
async def test_le_champ_comprend_ce_que_comprennent_les_journaux(
    carnet: Carnet, demande: str, attendu: str, absent: str
) -> None:
    async with banc(carnet, (80, 40)) as b:
        await au_portfolio(b, "slash")
        ecran(b).query_one(Input).value = demande
        attendu = attendu.replace(" 12 octobre", "")
        await b.jusque(lambda: absent not in b.a_l_ecran())
        assert attendu in dit(b)
        await b.touches("escape")
        await b.jusque(lambda: "CP5" in b.a_l_ecran())


async def test_un_theme_inconnu_se_dit(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "slash")
        ecran(b).query_one(Input).value = "theme:jardinage"
        await b.jusque(lambda: "Aucun thème ne s’appelle" in dit(b))


async def test_choisir_un_theme_l_ecrit_et_y_revenir_l_ote(carnet: Carnet) -> None:
    async with banc(carnet, (80, 60)) as b:
        for attendu in ("theme:reflexivite", ""):
            await (au_portfolio(b, "f") if attendu else b.touches("f"))
            await b.jusque(lambda: isinstance(b.app.screen, EcranFiltresDuPortfolio))
            choix = b.app.screen
            assert isinstance(choix, EcranFiltresDuPortfolio)
            rang = choix._choix.index(("mots", "theme:reflexivite"))
            choix.query_one(OptionList).highlighted = rang
            await b.touches("enter", "escape")
            await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
            assert ecran(b).query_one(Input).value == attendu
            await b.jusque(lambda attendu=attendu: ("thème Réflexivité" in dit(b)) is bool(attendu))


# --- Descendre ----------------------------------------------------------------------------------


async def test_entree_descend_jusqu_a_la_phrase_dans_sa_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        assert "Ce qui la montre" in b.a_l_ecran()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        choisis = [r.choisi for r in b.app.screen.query(Relue) if r.choisi]
        assert [c.texte.strip() for c in choisis] == [LE_CADRE]
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        assert ecran(b).preuve() is not None
        await b.touches("escape")
        assert b.app.focused is ecran(b)._liste


async def test_une_phrase_loin_dans_un_long_recit_se_voit(carnet: Carnet) -> None:
    seance = Seance(ulid(9), depart=SAMEDI_SOIR - timedelta(days=3))
    long = "Il a parlé de son trajet, puis de sa fille. " * 60 + LE_CADRE
    reponse = seance.repondre(long)
    debut = long.index(LE_CADRE)
    seance.dire(
        CompetenceLiee,
        referentiel="cip",
        code="CP4",
        millesime=charger("cip").millesime,
        extrait=LE_CADRE,
        justification="",
        ancre=Ancre(evenement=reponse.id, debut=debut, fin=len(long), texte=LE_CADRE),
        apres=reponse.id,
    )
    seance.finir()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP4")
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.jusque(lambda: LE_CADRE in dit(b))


async def test_une_preuve_de_la_frise_ouvre_sa_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "t", "down", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))


async def test_se_positionner_depuis_la_fiche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("v")
        await b.jusque(
            lambda: "CP11" in b.a_l_ecran() and not isinstance(b.app.screen, EcranPortfolio)
        )


# --- À la main ----------------------------------------------------------------------------------


async def test_apporter_une_preuve_puis_revenir_dessus(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("a")
        for ligne in ("J’ai animé un groupe.", "Attestation", "12 octobre", "Ma tutrice"):
            await ecrire(b, ligne)
        await b.jusque(lambda: "Attestation" in b.a_l_ecran())
        assert "lundi 12 octobre · Attestation · témoin : Ma tutrice" in dit(b).replace(
            "\u00a0", " "
        )
        assert preuves(carnet, "CP11") == 2
        await b.touches("u")
        assert preuves(carnet, "CP11") == 1


@pytest.mark.parametrize(
    ("rang", "faute", "raison"),
    [
        (0, "", "Il manque ce que montre cette preuve"),
        (1, " ", "Il manque d’où vient cette preuve"),
        (2, "le 12 brumaire", "Ce jour ne se comprend pas"),
        (2, "octobre", "Ce jour ne se comprend pas"),
    ],
)
async def test_une_ligne_qui_ne_va_pas_se_redemande_sans_rien_perdre(
    carnet: Carnet, rang: int, faute: str, raison: str
) -> None:
    bonnes = ["Un extrait.", "Un document", "", ""]
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("a")
        for ligne in bonnes[:rang]:
            await ecrire(b, ligne)
        await ecrire(b, faute)
        await b.jusque(lambda: raison in avis(b))
        assert preuves(carnet, "CP11") == 1
        for ligne in bonnes[rang:]:
            await ecrire(b, ligne)
        await b.jusque(lambda: preuves(carnet, "CP11") == 2)


async def test_deplacer_une_preuve_vers_une_autre_competence(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("m")
        await b.jusque(lambda: isinstance(b.app.screen, EcranVers))
        b.app.screen.query_one(Input).value = "CP8"
        await b.pilote.pause()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        assert (preuves(carnet, "CP11"), preuves(carnet, "CP8")) == (0, 1)
        await b.touches("u")
        assert (preuves(carnet, "CP11"), preuves(carnet, "CP8")) == (1, 0)


async def test_retirer_demande_une_raison_et_se_defait(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("delete")
        await b.jusque(lambda: "Pourquoi la retirer" in b.a_l_ecran())
        await b.touches("enter")
        await b.jusque(lambda: "demande une raison" in avis(b))
        assert preuves(carnet, "CP11") == 1
        await ecrire(b, "Ce n’était pas moi.")
        await b.jusque(lambda: preuves(carnet, "CP11") == 0)
        await b.touches("u")
        assert preuves(carnet, "CP11") == 1


async def test_un_document_apporte_ne_pretend_pas_s_ouvrir(carnet: Carnet) -> None:
    ajouter(carnet, "cip", "CP3", extrait="Une veille.", source="Revue de presse")
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP3")
        await b.touches("enter")
        await b.jusque(lambda: "n’est pas dans le carnet" in avis(b))


async def test_un_texte_hostile_reste_un_texte(carnet: Carnet) -> None:
    ajouter(carnet, "cip", "CP3", extrait="[bold]\x1b[31m[/] ]", source="[link=x]", temoin="[/]")
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP3")
        assert "[bold]" in b.a_l_ecran() and "\x1b" not in b.a_l_ecran()
        await b.touches("escape", "t")
        assert "[bold]" in b.a_l_ecran()


# --- Les graphes --------------------------------------------------------------------------------


async def aux_graphes(b: Banc, *touches: str) -> None:
    await au_portfolio(b, "d")
    await b.jusque(lambda: isinstance(b.app.screen, EcranGraphes) and "1 sur" in b.a_l_ecran())
    await b.touches(*touches)


async def test_la_progression_se_dessine_et_se_lit_en_phrases(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b)
        assert "██ déjà montré ▒▒ ce mois-là" in dit(b)
        assert "novembre 2026" in dit(b) and "+3 · 5" in dit(b)
        await b.touches("t")
        assert "novembre 2026 : 3 preuves de plus, 5 preuves en tout ; 3 compétences" in dit(b)
        assert "▒" not in b.a_l_ecran()


async def test_un_chiffre_s_ouvre_jusqu_a_la_phrase(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))
        await b.jusque(lambda: b.app.screen.query_one(Fiche).vers is not None)
        assert dit(b).count(LE_CADRE) == 3
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))


async def test_un_groupe_s_ouvre_sur_ses_competences_et_leur_fiche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "right", "right", "home", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))
        await b.jusque(lambda: b.app.screen.query_one(Fiche).vers is not None)
        assert all(f"{code} ·" in dit(b) for code in AT1[:2])
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        await b.jusque(lambda: "Ce que vous en dites" in b.a_l_ecran())
        assert "CP2" in dit(b)


async def test_les_textes_se_relisent_sans_figer_puis_s_ouvrent(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "left")
        await b.jusque(lambda: "se lisent dans vos textes" in dit(b))
        await b.touches("left")
        assert "F fait" in dit(b) and "O opinion" in dit(b)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))


async def test_on_peut_partir_pendant_que_les_textes_se_relisent(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "left", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        await b.app.workers.wait_for_complete()
        assert ecran(b).is_current


async def test_chaque_graphe_vide_dit_ce_qui_le_remplirait(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "neuf", horloge=samedi_soir) as neuf:
        async with banc(neuf) as b:
            await aux_graphes(b)
            assert "Aucune preuve encore" in dit(b)
            for attendu in (
                "Rien n’est encore positionné",
                "Une barre pleine",
                "Aucune séance",
                "votre énergie",
            ):
                await b.touches("right")
                assert attendu in dit(b)


async def test_sans_couleur_tout_se_distingue(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with banc(carnet) as b:
        await aux_graphes(b)
        barres = {ligne.rpartition("2026")[2].strip()[:1] for ligne in b.a_l_ecran().split("\n")}
        assert {"█", "▒"} <= barres
