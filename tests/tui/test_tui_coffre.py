"""La phrase secrète et les clés à l'écran : chiffrer ce qui se donne, ouvrir ce qui se reçoit."""

import sys
from pathlib import Path

import pytest
from banc_tui import Banc, banc
from don_a_l_ecran import a_l_apercu, ecrire_ici
from lieux import JOURNALS
from seance_nommee import seance_nommee
from textual.widgets import Button, Input

from coach.carnet import Carnet
from coach.partage import coffre
from coach.partage.allers_retours import importer
from coach.partage.coffre import creer_une_cle, enfermer, est_sous_phrase, ouvrir
from coach.partage.fichier import lire_fichier
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.partage.apercu import EcranApercu
from coach.tui.ecrans.partage.phrase import EcranPhrase
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.partage.coffre import ouvrir_recu
from coach.tui.widgets.ligne import LigneSecrete

PHRASE = "un cheval, deux tasses d’été"
SECRET = b"ce que le fichier porte"


@pytest.fixture(autouse=True)
def sans_fichier_de_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyrage")
    monkeypatch.delenv("COACH_PHRASE_FICHIER", raising=False)


async def dire(b: Banc, *phrases: str) -> None:
    """Tape chaque phrase dans son champ, et Entrée."""
    ecran = b.app.screen
    for champ, phrase in zip(ecran.query(LigneSecrete), phrases, strict=True):
        champ.value = phrase
        await b.touches("enter")


async def choisir(b: Banc, issue: str) -> None:
    await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
    b.app.screen.query_one(f"#{issue}", Button).press()
    await b.jusque(lambda: not isinstance(b.app.screen, EcranConfirmation))


async def test_une_seance_se_donne_sous_une_phrase_dite_deux_fois(
    carnet: Carnet, tmp_path: Path
) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    fichier = tmp_path / "don.age"
    async with banc(carnet, (120, 40)) as b:
        await a_l_apercu(b, seance.flux)
        assert "ne sera pas chiffré" in b.a_l_ecran()
        await b.touches("c")
        await choisir(b, "phrase")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await dire(b, PHRASE, "autre chose")
        assert "ne sont pas les mêmes" in b.a_l_ecran()
        assert [c.value for c in b.app.screen.query(LigneSecrete)] == ["", ""]
        await dire(b, PHRASE, PHRASE)
        await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))
        await b.jusque(lambda: "sous votre phrase secrète" in b.a_l_ecran())
        assert PHRASE not in b.a_l_ecran()
        await ecrire_ici(b, "Au groupe du jeudi.", fichier)
    octets = fichier.read_bytes()
    assert est_sous_phrase(octets) and fichier.stat().st_mode & 0o777 == 0o600
    assert lire_fichier(ouvrir(octets, phrase=PHRASE)).entete.pseudonymise


async def test_la_phrase_est_masquee_se_montre_et_ne_se_copie_pas(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.push_screen(EcranPhrase("Une phrase", len))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await b.coller(PHRASE)
        champ = b.app.screen.query_one(LigneSecrete)
        assert champ.value == PHRASE and PHRASE not in b.a_l_ecran()
        champ.select_all()
        await b.touches("ctrl+c", "ctrl+x")
        assert (champ.value, b.app.clipboard) == (PHRASE, "")
        await b.touches("f4")
        assert PHRASE in b.a_l_ecran()
        await b.touches("f4")
        assert PHRASE not in b.a_l_ecran()
        await b.touches("escape")
        assert champ.value == ""


def sous_phrase(dossier: Path) -> Path:
    fichier = dossier / "recu.age"
    fichier.write_bytes(enfermer(SECRET, phrase=PHRASE))
    return fichier


async def test_une_phrase_fausse_se_redemande(carnet: Carnet, tmp_path: Path) -> None:
    fichier, recus = sous_phrase(tmp_path), []
    async with banc(carnet) as b:
        ouvrir_recu(b.app, str(fichier), recus.append)
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await dire(b, "ce n’est pas elle")
        await b.jusque(lambda: "n’ouvre pas ce fichier" in b.a_l_ecran())
        assert b.app.screen.query_one(LigneSecrete).value == "" and recus == []
        await b.touches("enter")
        assert "est vide" in b.a_l_ecran()
        await dire(b, PHRASE)
        await b.jusque(lambda: recus)
        assert not isinstance(b.app.screen, EcranPhrase)
    assert recus == [SECRET]
    ecrits = [f for f in tmp_path.rglob("*") if f.is_file()]
    assert not any(PHRASE.encode() in f.read_bytes() for f in ecrits)


async def test_renoncer_ne_fait_rien(carnet: Carnet, tmp_path: Path) -> None:
    fichier, recus = sous_phrase(tmp_path), []
    async with banc(carnet) as b:
        ouvrir_recu(b.app, str(fichier), recus.append)
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await b.touches("escape")
        await b.jusque(lambda: not isinstance(b.app.screen, EcranPhrase))
    assert recus == []


async def test_la_phrase_d_un_fichier_ne_se_demande_pas(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fichier, recus = sous_phrase(tmp_path), []
    secret = tmp_path / "phrase.txt"
    secret.write_text(PHRASE + "\n", "utf-8")
    monkeypatch.setenv("COACH_PHRASE_FICHIER", str(secret))
    async with banc(carnet) as b:
        ouvrir_recu(b.app, str(fichier), recus.append)
        assert not isinstance(b.app.screen, EcranPhrase)
    assert recus == [SECRET]


async def test_une_cle_d_ailleurs_se_demande(carnet: Carnet, tmp_path: Path) -> None:
    publique = creer_une_cle(tmp_path / "autre.txt")
    fichier, recus = tmp_path / "recu.age", []
    fichier.write_bytes(enfermer(SECRET, pour=[publique]))
    async with banc(carnet) as b:
        ouvrir_recu(b.app, str(fichier), recus.append)
        for nom in ("absente.txt", "autre.txt"):
            await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
            saisie = b.app.screen
            saisie.query_one(Input).value = str(tmp_path / nom)
            await b.touches("enter")
            await b.jusque(lambda avant=saisie: b.app.screen is not avant)  # type: ignore[misc]
        await b.jusque(lambda: recus)
        assert not isinstance(b.app.screen, EcranSaisie), "la bonne clé ne redemande rien"
    assert recus == [SECRET]


async def test_ce_qui_cloche_dans_le_coffre_ne_redemande_pas_la_cle(
    carnet: Carnet, tmp_path: Path
) -> None:
    fichier = tmp_path / "recu.age"
    fichier.write_bytes(enfermer(SECRET, pour=[creer_une_cle(tmp_path / "autre.txt")]))

    def refuser(_: object) -> None:
        raise coffre.ErreurDeFichier("pas_un_journal")

    async with banc(carnet) as b:
        ouvrir_recu(b.app, str(fichier), refuser)
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(tmp_path / "autre.txt")
        await b.touches("enter")
        await b.jusque(lambda: any("pas un journal" in n.message for n in b.app._notifications))
        assert not isinstance(b.app.screen, EcranSaisie)


@pytest.mark.parametrize("issue", ["phrase", "cles"])
async def test_sans_le_complement_une_phrase_dit_quoi_faire(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, issue: str
) -> None:
    fichier = sous_phrase(tmp_path)
    monkeypatch.setitem(sys.modules, "pyrage", None)
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet, (120, 40)) as b:
        await a_l_apercu(b, seance.flux)
        await b.touches("c")
        await choisir(b, issue)
        await b.jusque(lambda: any("make complements" in n.message for n in b.app._notifications))
        assert isinstance(b.app.screen, EcranApercu)
        with pytest.raises(coffre.ErreurDeFichier, match="make complements"):
            ouvrir_recu(b.app, str(fichier), print)


async def test_recevoir_du_groupe_ouvre_un_fichier_chiffre(carnet: Carnet, tmp_path: Path) -> None:
    source = JOURNALS / "groupe" / "rencontre.jsonl"
    fichier, prises = tmp_path / "rencontre.age", []
    fichier.write_bytes(enfermer(source.read_bytes(), phrase=PHRASE))
    for journal in JOURNALS.glob("*.jsonl"):
        importer(carnet, journal)
    from coach.tui.groupe.recues import prendre

    async with banc(carnet, (120, 40)) as b:
        prendre(b.app, prises.append)
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(fichier)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await dire(b, PHRASE)
        await b.jusque(lambda: prises)
    assert len(prises) == 1


# --- Ouvrir un fichier reçu ----------------------------------------------------------------------

JOURNAL = sorted(JOURNALS.glob("*.jsonl"))[0]


async def ouvrir_le_fichier(b: Banc, fichier: Path) -> None:
    b.app.action_fichier_recu()
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    b.app.screen.query_one(Input).value = str(fichier)
    await b.touches("enter")


@pytest.mark.parametrize("issue", ["rejouer", "groupe", "garder", "rien"])
async def test_un_fichier_recu_s_ouvre_et_sert_a_ce_que_l_on_veut(
    carnet: Carnet, tmp_path: Path, issue: str
) -> None:
    from coach.tui.ecrans.accueil import EcranAccueil
    from coach.tui.ecrans.journaux.lecture import EcranLecture
    from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer

    ferme = tmp_path / "don.age"
    ferme.write_bytes(enfermer(JOURNAL.read_bytes(), phrase=PHRASE))
    attendus = {
        "rejouer": EcranRejouer,
        "groupe": EcranSaisie,
        "garder": EcranLecture,
        "rien": EcranAccueil,
    }
    async with banc(carnet, (120, 40)) as b:
        await ouvrir_le_fichier(b, ferme)
        await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
        await dire(b, PHRASE)
        await choisir(b, issue)
        await b.jusque(lambda: isinstance(b.app.screen, attendus[issue]))
    assert len(carnet.lister()) == (issue == "garder")
    assert ferme.exists() and [f.name for f in tmp_path.glob("*.age")] == ["don.age"]


async def test_les_ecrits_d_un_groupe_vont_a_leur_seance(carnet: Carnet) -> None:
    from coach.tui.ecrans.journaux.lecture import EcranLecture

    for journal in JOURNALS.glob("*.jsonl"):
        importer(carnet, journal)
    async with banc(carnet, (120, 40)) as b:
        await ouvrir_le_fichier(b, JOURNALS / "groupe" / "rencontre.jsonl")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))


async def test_ce_qui_n_est_pas_du_coach_se_dit(carnet: Carnet, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("du texte", "utf-8")
    async with banc(carnet, (120, 40)) as b:
        for nom in (tmp_path / "x", tmp_path / "absent", tmp_path, "~nul-ne-porte-ce-nom/x"):
            b.app._notifications.clear()
            await ouvrir_le_fichier(b, Path(nom))
            await b.jusque(lambda: len(b.app._notifications))
        assert carnet.lister() == []
