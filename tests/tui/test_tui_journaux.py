"""Les journaux : filtrer, chercher, le calendrier, ranger et relire une séance."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, Banc, banc, samedi_soir
from carnet_d_essai import RECIT, TITRES, remplir
from fabriques import Seance, ulid
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.carnet.demande import Connus, basculer, comprendre_la_demande
from coach.carnet.filtres import Filtre
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.calendrier import EcranCalendrier
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.journaux.liste import PAGE, EcranJournaux
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.relecture.calendrier import Calendrier

SAMEDI = SAMEDI_SOIR.date()


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Un carnet de six séances."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert


def montres(b: Banc) -> list[str]:
    """Les titres à l'écran, en ordre."""
    vu = b.a_l_ecran()
    return [t for t in TITRES if t in vu]


async def chercher(b: Banc, texte: str, attendu: str) -> None:
    await b.touches("slash")
    b.app.screen.query_one(Input).value = texte
    await b.jusque(lambda: attendu in b.a_l_ecran())


# --- La demande ---------------------------------------------------------------------------------

CONNUS = Connus(
    {"express": "Express", "analyse-de-pratique": "Analyse de pratique"},
    ("équipe", "à reprendre en supervision"),
    (("cip", "CP1"),),
)


@pytest.mark.parametrize(
    ("tape", "filtre"),
    [
        ("#EQUIPE", Filtre(etiquettes=("équipe",))),
        ('#"à reprendre en supervision"', Filtre(etiquettes=("à reprendre en supervision",))),
        ("protocole:express", Filtre(protocoles=("express",))),
        ("p:analyse", Filtre(protocoles=("analyse-de-pratique",))),
        ("p:notes", Filtre(protocoles=("",))),
        ("compétence:cp1", Filtre(competences=(("", "cp1"),))),
        ("c:cip/CP1", Filtre(competences=(("cip", "CP1"),))),
        ("etat:inachevée", Filtre(terminees=False)),
        ("entretien tendu", Filtre(mots="entretien tendu")),
        ("« hier » mars", None),
        ('"hier"', Filtre(mots="hier")),
        ("mais 12", Filtre(mots="mais 12")),
        ("", Filtre()),
    ],
)
def test_ce_qui_se_tape_devient_un_filtre(tape: str, filtre: Filtre | None) -> None:
    demande = comprendre_la_demande(tape, SAMEDI, CONNUS)
    if filtre is None:
        assert demande.filtre.mots == "hier"
        assert demande.filtre.periode is not None
        assert demande.filtre.periode.libelle == "mars 2026"
    else:
        assert demande.filtre == filtre


def test_les_filtres_se_combinent_dans_tous_les_ordres() -> None:
    attendu = comprendre_la_demande(
        "protocole:express #équipe la semaine dernière entretien", SAMEDI, CONNUS
    ).filtre
    assert attendu.periode and attendu.mots == "entretien"
    autre = comprendre_la_demande(
        "entretien la semiane derniere #equipe p:Express", SAMEDI, CONNUS
    ).filtre
    assert autre == attendu


def test_ce_qui_ne_designe_rien_se_dit() -> None:
    demande = comprendre_la_demande("#inconnue p:xyz quand:bientôt", SAMEDI, CONNUS)
    assert [(m.sorte, m.valeur) for m in demande.inconnus] == [
        ("etiquette", "inconnue"),
        ("protocole", "xyz"),
        ("periode", "bientôt"),
    ]


def test_un_choix_s_ajoute_puis_s_ote_et_une_periode_remplace_l_autre() -> None:
    demande = comprendre_la_demande("hier entretien", SAMEDI, CONNUS)
    texte = basculer(demande, "periode", "la semaine dernière")
    assert texte == "entretien la semaine dernière"
    avec = basculer(comprendre_la_demande(texte, SAMEDI, CONNUS), "etiquette", "#équipe")
    assert avec.endswith("#équipe")
    assert basculer(comprendre_la_demande(avec, SAMEDI, CONNUS), "etiquette", "#équipe") == texte


# --- L'écran ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demande", "dit", "titres"),
    [
        ("hier", "hier, vendredi 20 novembre 2026", ["La première réunion d’équipe"]),
        ("#equipe", "étiquette #équipe", ["La première réunion d’équipe"]),
        ("c:cip/CP1", "compétence cip/CP1", ["La première réunion d’équipe"]),
        ("etat:inachevée", "inachevées", ["L’entretien interrompu"]),
        ("en mai", "mai 2026", ["La visite chez l’employeur"]),
        (
            "depuis le 12 novembre etat:terminee",
            "3 séances",
            ["La première réunion d’équipe", "Le stage écourté", "Un silence au téléphone"],
        ),
        ("la semaine dernière #equipe", "Aucune séance ne répond à tout cela", []),
        ("#rien", "Aucune séance ne porte l’étiquette", []),
    ],
)
async def test_les_filtres_se_voient_se_combinent_et_se_vident_d_une_touche(
    carnet: Carnet, demande: str, dit: str, titres: list[str]
) -> None:
    async with banc(carnet) as b:
        await b.touches("j")
        await chercher(b, demande, dit)
        assert montres(b) == titres
        await b.touches("escape")
        await b.jusque(lambda: "6 séances" in b.a_l_ecran())
        assert montres(b) == list(TITRES)


async def test_chercher_des_mots_dans_une_periode(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("j")
        await chercher(b, "boule ventre", "6 passages")
        await chercher(b, "boule ventre hier", "un passage")
        assert "hier, vendredi 20 novembre 2026" in b.a_l_ecran()
        assert 'Pour chercher le mot lui-même\xa0: "hier"' in b.a_l_ecran()


async def test_les_choix_du_clavier_s_ecrivent_dans_la_recherche(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.touches("j", "f", "down", "enter")
        assert "hier, vendredi 20 novembre 2026" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
        await b.jusque(lambda: montres(b) == ["La première réunion d’équipe"])
        assert b.app.screen.query_one(Input).value == "hier"


async def test_le_calendrier_se_lit_sans_couleur_et_mene_au_jour(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("j", "c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranCalendrier))
        vu = b.a_l_ecran()
        assert "Novembre 2026" in vu
        assert "[21(1)]" in vu
        assert "20(1)" in vu
        assert "19·" in vu
        await b.touches("left")
        assert "vendredi 20 novembre 2026 · une séance" in b.a_l_ecran()
        await b.touches("left", "enter")
        assert "Aucune séance ce jour-là" in b.a_l_ecran()
        assert isinstance(b.app.screen, EcranCalendrier)
        await b.touches("right", "a")
        assert "6 séances dans l’année" in b.a_l_ecran()
        await b.touches("a", "pageup")
        assert "Octobre 2026" in b.a_l_ecran()
        assert b.app.screen.query_one(Calendrier).jour.isoformat() == "2026-10-20"
        await b.touches("pagedown", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
        await b.jusque(lambda: montres(b) == ["La première réunion d’équipe"])


async def test_poser_et_oter_des_etiquettes(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("j", "down", "e")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        champ = b.app.screen.query_one(Input)
        assert champ.value == "équipe"
        champ.value = "#À Noël, binôme"
        await b.touches("enter")
        await b.jusque(lambda: "#binôme" in b.a_l_ecran())
        assert "#équipe" not in b.a_l_ecran()
    resume = next(r for r in carnet.lister() if r.titre == TITRES[1])
    assert resume.etiquettes == ("À Noël", "binôme")


async def test_changer_le_titre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("j", "t")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = "Où l’œuvre s’arrête"
        await b.touches("enter")
        await b.jusque(lambda: "Où l’œuvre s’arrête" in b.a_l_ecran())
    assert carnet.lister()[0].titre == "Où l’œuvre s’arrête"


async def test_la_liste_entiere_vient_en_descendant(carnet: Carnet) -> None:
    for rang in range(3 * PAGE):
        s = Seance(ulid(1000 + rang), depart=SAMEDI_SOIR - timedelta(days=400, hours=rang))
        s.titrer(f"Ancienne {rang}")
        s.finir()
        carnet.ajouter(*s.evenements)
    async with banc(carnet) as b:
        await b.touches("j")
        liste = b.app.screen.query_one("#seances", OptionList)
        assert liste.option_count == PAGE
        for _ in range(6):
            await b.touches("end")
        assert liste.option_count == 3 * PAGE + 6
        assert f"Ancienne {3 * PAGE - 1}" in b.a_l_ecran()


# --- Relire -------------------------------------------------------------------------------------


async def test_relire_masquer_les_natures_et_demander_pourquoi(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.touches("j", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        vu = b.a_l_ecran()
        assert "FÉ  Elle est arrivée" in vu
        assert "#équipe" in vu
        assert "CP1" in vu
        await b.touches("p")
        await b.jusque(lambda: "Lu comme" in b.a_l_ecran())
        await b.touches("escape", "n")
        assert isinstance(b.app.screen, EcranLecture)
        assert "FÉ  Elle" not in b.a_l_ecran()
        assert RECIT[:40] in b.a_l_ecran()


async def test_relire_dit_ou_en_sont_les_ajustements(carnet: Carnet) -> None:
    action = next(a for a in carnet.actions() if a.texte == "Appeler la mission locale")
    carnet.suivre(action.id, "fait", appris="Le matin, ils répondent.")
    async with banc(carnet, (120, 40)) as b:
        b.app.lire_seance(action.seance)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "20 novembre 2026) · fait" in b.a_l_ecran()
        assert "Le matin, ils répondent." in b.a_l_ecran()


async def test_exporter_n_ecrase_rien(carnet: Carnet, tmp_path: Path) -> None:
    deja = tmp_path / "deja.jsonl"
    deja.write_text("à garder", encoding="utf-8")
    async with banc(carnet, (120, 40)) as b:
        await b.touches("j", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.touches("x")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(deja)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        assert b.app.screen.query_one(Input).value == str(deja), "la ligne se corrige"
        b.app.screen.query_one(Input).value = str(tmp_path / "neuf.jsonl")
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    assert deja.read_text(encoding="utf-8") == "à garder"
    assert '"pseudonymise":false' in (tmp_path / "neuf.jsonl").read_text(encoding="utf-8")
