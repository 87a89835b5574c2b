"""La porte à l'écran : décider, ajouter, récrire, voir, puis écrire avec son accord."""

from pathlib import Path

from banc_tui import Banc, banc
from seance_nommee import NOMS, seance_nommee
from textual.widgets import Input

from coach.carnet import Carnet
from coach.partage.dons import partages
from coach.partage.fichier import lire_fichier
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.partage.apercu import EcranApercu
from coach.tui.ecrans.partage.occurrences import EcranOccurrences
from coach.tui.ecrans.partage.porte import EcranPartager
from coach.tui.ecrans.saisie import EcranSaisie


def a_la_porte(b: Banc) -> bool:
    """Vrai quand la porte est ouverte, et que ses textes sont lus."""
    return isinstance(b.app.screen, EcranPartager) and not b.app.screen.attend


async def ecrire(b, mots: str) -> None:  # type: ignore[no-untyped-def]
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    champ = b.app.screen.query_one(Input)
    champ.value = mots
    avant = b.app.screen
    await b.touches("enter")
    await b.jusque(lambda: b.app.screen is not avant)


async def test_de_la_relecture_au_fichier_ecrit(carnet: Carnet, tmp_path: Path) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    fichier = tmp_path / "don.jsonl"
    async with banc(carnet, (120, 40)) as b:
        b.app.lire_seance(seance.flux)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.touches("d")
        await b.jusque(lambda: a_la_porte(b))
        ecran = b.app.screen
        assert isinstance(ecran, EcranPartager)
        await b.jusque(lambda: "Mme A." in b.a_l_ecran())
        assert "Mme Benali est arrivée" in b.a_l_ecran(), "le contexte se lit sous la liste"
        await b.touches("f2")
        assert isinstance(b.app.screen, EcranPartager), "rien ne s'écrit avant d'avoir tout vu"
        await b.touches("c")
        await ecrire(b, "la maman")
        await b.touches("down", "r")
        assert [e.decision for e in ecran.porte.entites()][:2] == ["changee", "refusee"]
        await b.touches("n")
        await ecrire(b, "mauvaise foi")
        await b.touches("a", "f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))
        await b.jusque(lambda: "la maman" in b.a_l_ecran())
        assert not fichier.exists()
        await b.touches("f2")
        await ecrire(b, "Au groupe du jeudi, pour relire ensemble.")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        await ecrire(b, str(fichier))
        await b.jusque(fichier.exists)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    octets = fichier.read_text("utf-8")
    assert "la maman" in octets and "Ottignies" in octets
    assert not any(nom in octets for nom in NOMS if nom != "Ottignies")
    assert lire_fichier(fichier).seance == partages(carnet)[0].fichier


async def test_partir_ou_taire_son_accord_n_ecrit_rien(carnet: Carnet, tmp_path: Path) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    fichier = tmp_path / "don.jsonl"
    async with banc(carnet) as b:
        from coach.partage.coffre import Serrure

        b.app.donner_a_lire(seance.flux, fichier, Serrure())
        await b.jusque(lambda: a_la_porte(b))
        await b.touches("a", "f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))
        await b.touches("f2")
        await ecrire(b, "   ")
        assert isinstance(b.app.screen, EcranApercu)
        await b.touches("escape")
        await b.jusque(lambda: a_la_porte(b))
        await b.touches("escape")
        await b.jusque(lambda: not isinstance(b.app.screen, EcranPartager))
    assert not fichier.exists() and partages(carnet) == []


async def test_une_etape_se_decoche_et_une_reserve_se_recrit(carnet: Carnet) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet, (120, 40)) as b:
        from coach.tui.partage.don import donner

        donner(b.app, seance.flux)
        await b.jusque(lambda: a_la_porte(b))
        ecran = b.app.screen
        assert isinstance(ecran, EcranPartager)
        await b.touches("home", "end")
        reserve = ecran._choisie
        assert ecran.nommer("accepter") == "Récrire"
        await b.touches("enter")
        await ecrire(b, "Elle a croisé les bras.")
        assert reserve is not None and ecran.porte.reformulations
        await b.touches("home")
        assert ecran.nommer("accepter") == "Décocher", "le pied dit ce que fait Entrée ici"
        await b.touches("enter")
        assert "situation" not in ecran.porte.choisies
        assert ecran.nommer("accepter") == "Cocher"


async def test_un_homonyme_se_separe_a_l_ecran(carnet: Carnet) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet, (120, 40)) as b:
        b.app.lire_seance(seance.flux)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.touches("d")
        await b.jusque(lambda: a_la_porte(b))
        ecran = b.app.screen
        assert isinstance(ecran, EcranPartager)
        await b.jusque(lambda: "Mme A." in b.a_l_ecran())
        avant = len(ecran.porte.entites())
        await b.touches("s")
        await b.jusque(lambda: isinstance(b.app.screen, EcranOccurrences))
        await b.touches("down", "enter")
        await b.jusque(lambda: b.app.screen is ecran)
        assert len(ecran.porte.entites()) == avant + 1
        autre = ecran.porte.entites()[-1]
        assert len(ecran.porte.contextes(autre)) == 1 and autre.decision == "acceptee"
        assert "rien de remarqué" not in b.a_l_ecran()


async def test_l_etat_ne_dit_pas_que_tout_est_vu_tant_que_des_reserves_restent(
    carnet: Carnet,
) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet, (120, 40)) as b:
        from coach.tui.partage.don import donner

        donner(b.app, seance.flux)
        await b.jusque(lambda: a_la_porte(b))
        ecran = b.app.screen
        assert isinstance(ecran, EcranPartager)
        await b.touches("a")
        nombre = len(ecran._restantes)
        assert nombre and "réserve" in ecran._etat()
        for _ in range(nombre):
            assert "Tout est vu" not in b.a_l_ecran()
            await b.touches("home", "end", "r")
        await b.jusque(lambda: "Tout est vu" in b.a_l_ecran())


async def test_un_accord_qui_nomme_se_relit_a_l_ecran(carnet: Carnet, tmp_path: Path) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    fichier = tmp_path / "don.jsonl"
    async with banc(carnet, (120, 40)) as b:
        from coach.partage.coffre import Serrure

        b.app.donner_a_lire(seance.flux, fichier, Serrure())
        await b.jusque(lambda: a_la_porte(b))
        await b.touches("a", "f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))
        await b.touches("f2")
        await ecrire(b, "Pour Odile et Mme Benali.")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "Odile" in b.a_l_ecran() and "Benali" not in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        assert b.app.screen.query_one(Input).value == "Pour Odile et Mme Benali."
        assert not fichier.exists()
        await ecrire(b, "Pour le groupe.")
        await b.jusque(fichier.exists)
    assert "Odile" not in fichier.read_text("utf-8")
