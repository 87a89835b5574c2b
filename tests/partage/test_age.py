"""Le coffre et l'outil age se lisent l'un l'autre ; un seul chemin ouvre ce qui est chiffré."""

import json
import os
import pty
import shutil
import subprocess
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from don_par_tube import donner
from lieux import JOURNALS
from ligne_de_commande import coach

from coach.partage import a_part
from coach.partage.coffre import (
    cle_publique,
    creer_une_cle,
    enfermer,
    est_chiffre,
    est_sous_phrase,
    ouvrir,
)
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import lire_fichier
from coach.partage.recu import Recu

pytest.importorskip("pyrage")
CLAIR = "Un vendredi, à la cuisine. Rien d’autre.\n".encode()
PHRASE = "un cheval, deux tasses"
JOURNAL = JOURNALS / "fr-le-rendez-vous-ecourte.jsonl"

avec_age = pytest.mark.skipif(
    not (shutil.which("age") and shutil.which("age-keygen")), reason="age n’est pas installé"
)


def age(*arguments: str | Path, entree: bytes = b"") -> bytes:
    """Ce qu'écrit l'outil age ; il finit bien."""
    fait = subprocess.run(
        ["age", *map(str, arguments)], input=entree, capture_output=True, timeout=300
    )
    assert fait.returncode == 0, fait.stderr
    return fait.stdout


def age_au_terminal(phrase: str, *arguments: str | Path) -> None:
    """age ne demande une phrase qu'à un terminal : on lui en donne un, et on la tape."""
    enfant, bout = pty.fork()
    if enfant == 0:
        os.execvp("age", ["age", *map(str, arguments)])
    demande = b""  # une demande peut venir en plusieurs morceaux
    try:
        while lu := os.read(bout, 4096):
            demande += lu
            if b"passphrase" in demande:
                demande = b""
                os.write(bout, phrase.encode() + b"\n")
    except OSError:
        pass
    os.close(bout)
    assert os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1]) == 0


@pytest.mark.parametrize("armure", [False, True])
def test_une_machine_qui_parait_lente_un_instant_ne_refuse_pas_la_bonne_phrase(
    monkeypatch: pytest.MonkeyPatch, armure: bool
) -> None:
    """La peine jugée trop grande se remesure ; une autre phrase, elle, se refuse aussitôt."""
    import pyrage

    essais: list[int] = []

    def dechiffrer(octets: bytes, phrase: str) -> bytes:
        essais.append(1)
        if phrase != PHRASE:
            raise pyrage.DecryptError("Decryption failed")
        if len(essais) < 5:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        return CLAIR

    monkeypatch.setattr("pyrage.passphrase.decrypt", dechiffrer)
    ferme = b"-----BEGIN AGE ENCRYPTED FILE-----\n" if armure else b"age-encryption.org/v1\n"
    assert ouvrir(ferme, phrase=PHRASE) == CLAIR and len(essais) == 5
    with pytest.raises(ErreurDeFichier):
        ouvrir(ferme, phrase="une autre")
    assert len(essais) == 6


def test_un_coffre_trop_vite_ferme_se_referme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une machine occupée ailleurs un instant ne rend pas la phrase plus facile à deviner."""
    peines = iter([12, 15, 18, 19, 11, 14, 13, 10])

    def chiffrer(_: bytes, __: str) -> bytes:
        return b"age-encryption.org/v1\n-> scrypt c2Vs %d\nx" % next(peines)

    monkeypatch.setattr("pyrage.passphrase.encrypt", chiffrer)
    assert b" 18\n" in enfermer(CLAIR, phrase=PHRASE)
    assert b" 19\n" in enfermer(CLAIR, phrase=PHRASE)
    assert b" 14\n" in enfermer(CLAIR, phrase=PHRASE), "la plus dure de quatre, sur une lente"


@avec_age
def test_age_ouvre_ce_que_nous_chiffrons_pour_une_cle(tmp_path: Path) -> None:
    notre, sienne = tmp_path / "cle.txt", tmp_path / "age.txt"
    creer_une_cle(notre)
    subprocess.run(["age-keygen", "-o", sienne], check=True, capture_output=True)
    pour = [cle_publique(notre), cle_publique(sienne)]
    ferme = tmp_path / "don.age"
    ferme.write_bytes(enfermer(CLAIR, pour=pour))
    assert age("-d", "-i", notre, ferme) == age("-d", "-i", sienne, ferme) == CLAIR


@avec_age
@pytest.mark.parametrize("forme", [[], ["-a"]])
def test_nous_ouvrons_ce_qu_age_chiffre_en_octets_ou_en_lettres(
    tmp_path: Path, forme: list[str]
) -> None:
    cle = tmp_path / "cle.txt"
    creer_une_cle(cle)
    ferme = age(*forme, "-r", cle_publique(cle), entree=CLAIR)
    assert est_chiffre(ferme) and not est_sous_phrase(ferme)
    assert ouvrir(ferme, cle=cle) == CLAIR


@avec_age
@pytest.mark.parametrize("forme", [[], ["-a"]])
def test_une_phrase_secrete_ouvre_dans_les_deux_sens(tmp_path: Path, forme: list[str]) -> None:
    clair, ferme, rendu = tmp_path / "clair", tmp_path / "ferme.age", tmp_path / "rendu"
    clair.write_bytes(CLAIR)
    age_au_terminal(PHRASE, *forme, "-p", "-o", ferme, clair)
    octets = ferme.read_bytes()
    assert est_sous_phrase(octets) and ouvrir(octets, phrase=PHRASE) == CLAIR
    ferme.write_bytes(enfermer(CLAIR, phrase=PHRASE))
    age_au_terminal(PHRASE, "-d", "-o", rendu, ferme)
    assert rendu.read_bytes() == CLAIR


def _ferme(dossier: Path, source: Path, serrure: str) -> list[str | Path]:
    """Un fichier fermé pour une clé d'ailleurs, ou sous une phrase, et de quoi l'ouvrir."""
    ferme = dossier / "ferme.age"
    if serrure == "phrase":
        ferme.write_bytes(enfermer(source.read_bytes(), phrase=PHRASE))
        return [ferme]
    cle = dossier / "ailleurs.txt"
    creer_une_cle(cle)
    ferme.write_bytes(enfermer(source.read_bytes(), pour=[cle_publique(cle)]))
    return [ferme, "--cle", cle]


def test_un_coffre_recu_ne_se_lit_qu_une_fois(tmp_path: Path) -> None:
    """Le fichier peut partir, ou changer, entre la phrase demandée et la phrase dite."""
    [ferme] = _ferme(tmp_path, JOURNAL, "phrase")
    recu = Recu.lire(Path(ferme))
    Path(ferme).write_bytes(b"")
    assert recu.ouverture == "phrase"
    with pytest.raises(ErreurDeFichier):
        recu.contenu(phrase=lambda: "une autre")
    assert recu.contenu(phrase=lambda: PHRASE) == JOURNAL.read_bytes()
    assert Recu.lire(JOURNAL).ouverture == "" and Recu.lire(JOURNAL).contenu() == JOURNAL


@pytest.mark.parametrize("serrure", ["cle", "phrase"])
def test_rejouer_groupe_et_importer_ouvrent_un_journal_chiffre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serrure: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ferme = _ferme(tmp_path, JOURNAL, serrure)
    secret = tmp_path / "phrase.txt"
    secret.write_text(PHRASE + "\n", "utf-8")
    assert coach("groupe", ferme[0], "--methode", "libre", "--texte").exit_code == 2
    monkeypatch.setenv("COACH_PHRASE_FICHIER", str(secret))
    assert "rendez-vous écourté" in coach("rejouer", *ferme, "--texte").stdout
    tenue = coach("groupe", *ferme, "--methode", "libre", "--texte", entree="/passer\n/seance 2\n")
    assert tenue.exit_code == 0 and "rendez-vous écourté" in tenue.stdout
    [ecrit] = tmp_path.glob("*.groupe.jsonl")
    assert ecrit.name == f"{Path(ferme[0]).stem}.groupe.jsonl"
    assert coach("journal", "importer", *ferme).exit_code == 0


@pytest.mark.parametrize("serrure", ["cle", "phrase"])
def test_les_annotations_chiffrees_se_reunissent_se_redigent_et_s_importent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serrure: str
) -> None:
    ferme = _ferme(tmp_path, JOURNALS / "groupe" / "rencontre.jsonl", serrure)
    secret = tmp_path / "phrase.txt"
    secret.write_text(PHRASE + "\n", "utf-8")
    monkeypatch.setenv("COACH_PHRASE_FICHIER", str(secret))
    coach("journal", "importer", JOURNAL)
    claire, sortie = JOURNALS / "groupe" / "clavier-d-odile.jsonl", tmp_path / "r.jsonl"
    assert coach("annotations", "fusionner", *ferme, claire, "-o", sortie).exit_code == 0
    assert sortie.read_bytes() == (JOURNALS / "groupe" / "rencontre.jsonl").read_bytes()
    assert "L’écran entre deux chaises" in coach("annotations", "compte-rendu", *ferme).stdout
    assert coach("annotations", "importer", *ferme).exit_code == 0


def test_un_partage_retire_ne_s_ouvre_plus_chez_soi_et_s_ouvre_ailleurs(
    flux: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le retrait vaut pour le carnet : une copie déjà donnée n'en sait rien, et on le dit."""
    monkeypatch.chdir(tmp_path)
    fichier, copie = tmp_path / "don.jsonl", tmp_path / "copie.jsonl"
    donner(flux, fichier)
    shutil.copy(fichier, copie)
    [fait] = json.loads(coach("partage", "lister", "--json").stdout)
    assert fait["fichier"] == lire_fichier(fichier).seance != flux, "le carnet retient le fichier"
    retrait = coach("partage", "retirer", fichier, "--oui")
    assert "ne se rattrapent pas" in retrait.stdout and not fichier.exists()
    chez_elle = coach("groupe", copie, "--methode", "libre", "--texte")
    assert chez_elle.exit_code == 2 and f"coach groupe {flux}" in chez_elle.stderr
    assert list(tmp_path.glob("*.groupe.jsonl")) == []
    monkeypatch.setenv("COACH_CARNET", str(tmp_path / "ailleurs"))
    assert coach("groupe", copie, "--methode", "libre", "--texte").exit_code == 0


def test_un_partage_chiffre_pour_d_autres_se_retire_par_son_identifiant(
    flux: str, tmp_path: Path
) -> None:
    ailleurs, ferme = tmp_path / "ailleurs.txt", tmp_path / "don.age"
    creer_une_cle(ailleurs)
    donner(flux, ferme, "--pour", cle_publique(ailleurs))
    refus = coach("partage", "retirer", ferme, "--oui")
    assert refus.exit_code == 2 and "coach partage lister" in refus.stderr
    identifiant = coach("partage", "lister").stdout.split()[0]
    assert coach("partage", "retirer", identifiant).exit_code == 0


# --- À part --------------------------------------------------------------------------------------


def test_a_part_le_coffre_est_le_meme_et_l_ecran_n_attend_pas() -> None:
    """Le calcul rend la main aux autres fils : pyrage, lui, la garderait jusqu'au bout."""
    rendus: list[bytes] = []
    fil = Thread(target=lambda: rendus.append(a_part.enfermer(b"Elle est partie.", "été « là »")))
    fil.start()
    tours = 0
    while fil.is_alive():
        tours += 1
        sleep(0.001)
    assert tours > 10
    assert a_part.ouvrir(rendus[0], "été « là »") == b"Elle est partie."
    with pytest.raises(ErreurDeFichier) as refus:
        a_part.ouvrir(rendus[0], "autre chose")
    assert refus.value.raison == "phrase_fausse"


def test_sans_autre_programme_le_calcul_se_fait_ici(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nulle/part")
    monkeypatch.setattr("coach.partage.coffre.enfermer", lambda octets, **_: octets + b" ici")
    assert a_part.enfermer(b"fait", "phrase") == b"fait ici"
