"""Un journal tenu ailleurs entre au carnet : une séance par entrée, une fois, ou rien."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fabriques import ulid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journaux_d_essai import JRNL, PARIS, avec, octets
from ligne_de_commande import coach, en_json, refus

from coach.carnet import Carnet, registre
from coach.echange.journaux.depot import identifiant, par_flux, rediger
from coach.echange.journaux.entree import Entree
from coach.echange.journaux.jrnl import lire_jrnl
from coach.echange.journaux.lecture import deviner
from coach.modeles.evenements import NoteDeposee, SeanceOuverte
from coach.modeles.journal import en_ordre
from coach.modeles.repli import plier

# --- Faire entrer ------------------------------------------------------------------------------


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    chemin = tmp_path / "journal.json"
    chemin.write_bytes(octets(JRNL))
    return chemin


def test_chaque_entree_devient_une_note_a_reprendre_a_sa_date(fichier: Path) -> None:
    assert deviner(fichier) == "jrnl"
    choix = ("--etiquette", "ancien carnet", "--fuseau", "Europe/Paris")
    rendu = en_json("journal", "importer", fichier, *choix)
    assert {nom: rendu[nom] for nom in ("format", "essai", "entrees", "nouvelles")} == {
        "format": "jrnl",
        "essai": False,
        "entrees": 2,
        "nouvelles": 2,
    }
    seconde, premiere = en_json("journal", "lister", "--etiquette", "ancien carnet")
    assert premiere["cree_le"] == "2024-03-05T09:30:00+01:00"
    assert premiere["titre"] == "Entretien difficile avec M. D. ce matin."
    assert not premiere["termine"] and not seconde["termine"]
    (etape,) = en_json("journal", "montrer", premiere["id"])["etapes"]
    assert etape["reponses"][0]["texte"].endswith("J'étais agacée.")
    assert [t["id"] for t in en_json("journal", "chercher", "agacée")] == [premiere["id"]]


def test_une_entree_importee_se_reprend_en_seance(fichier: Path) -> None:
    rendu = en_json("journal", "importer", fichier)
    reprise = coach(
        *("seance", "--texte", "--reprendre", rendu["ids"][0]),
        entree="Le moment où il a refusé de signer.\n\n/pause\n",
    )
    assert reprise.exit_code == 0
    montree = en_json("journal", "montrer", rendu["ids"][0])
    textes = [r["texte"] for e in montree["etapes"] for r in e["reponses"]]
    assert "Le moment où il a refusé de signer." in textes
    assert any("Il est arrivé en retard." in texte for texte in textes)
    assert en_json("journal", "importer", fichier)["deja_la"] == 2


def test_importer_deux_fois_ne_change_rien(fichier: Path, dossier: Path) -> None:
    premier = en_json("journal", "importer", fichier)
    with Carnet.ouvrir(dossier) as carnet:
        avant = {flux: carnet.evenements(flux) for flux in premier["ids"]}
    second = en_json("journal", "importer", fichier)
    assert (second["nouvelles"], second["deja_la"], second["ids"]) == (0, 2, [])
    with Carnet.ouvrir(dossier) as carnet:
        assert {flux: carnet.evenements(flux) for flux in premier["ids"]} == avant
        assert carnet.verifier().problemes == ()


def test_une_seance_supprimee_ne_revient_que_si_on_le_veut(fichier: Path) -> None:
    efface, garde = en_json("journal", "importer", fichier)["ids"]
    coach("journal", "supprimer", efface, "--oui")
    second = en_json("journal", "importer", fichier)
    assert (second["nouvelles"], second["deja_la"], second["supprimees"]) == (0, 1, 1)
    assert [s["id"] for s in en_json("journal", "lister")] == [garde]
    voulu = en_json("journal", "importer", fichier, "--malgre-suppression")
    assert voulu["ids"] == [efface]
    assert len(en_json("journal", "lister")) == 2


def test_un_essai_dit_ce_qui_se_ferait_sans_rien_ecrire(fichier: Path, dossier: Path) -> None:
    essai = en_json("journal", "importer", fichier, "--essai")
    assert (essai["essai"], essai["nouvelles"]) == (True, 2)
    assert not dossier.exists()
    en_json("journal", "importer", fichier)
    assert en_json("journal", "importer", fichier, "--essai")["deja_la"] == 2


def test_une_entree_fautive_empeche_tout(tmp_path: Path, dossier: Path) -> None:
    mauvais = tmp_path / "journal.json"
    mauvais.write_bytes(avec({"date": "2024-13-01"}))
    assert "2024-13-01" in refus("journal", "importer", mauvais)
    assert not dossier.exists()


def test_un_echec_au_milieu_n_ecrit_rien(carnet: Carnet, monkeypatch: pytest.MonkeyPatch) -> None:
    entrees = par_flux(lire_jrnl(octets(JRNL)))
    inserer = registre.inserer

    def casser(base: Any, evenements: Any) -> None:
        inserer(base, evenements)
        raise OSError(28, "plein")

    monkeypatch.setattr(registre, "inserer", casser)
    with pytest.raises(Exception, match="place"):
        carnet.deposer(entrees, lambda f: rediger(entrees[f], auteur="moi", protocole="express"))
    monkeypatch.undo()
    assert carnet.lister() == []
    assert carnet.trier(entrees).nouvelles == tuple(entrees)


def test_l_effacement_d_une_seance_importee_va_jusqu_aux_octets(
    fichier: Path, dossier: Path
) -> None:
    efface, _ = en_json("journal", "importer", fichier)["ids"]
    coach("journal", "supprimer", efface, "--oui")
    en_json("journal", "importer", fichier)
    for ecrit in (f for f in dossier.rglob("*") if f.is_file()):
        assert "Il est arrivé en retard".encode() not in ecrit.read_bytes()


def test_une_etiquette_demandee_est_nette(fichier: Path) -> None:
    rendu = en_json("journal", "importer", fichier, "--etiquette", "#  mon\ncarnet ")
    assert len(en_json("journal", "lister", "--etiquette", "mon carnet")) == len(rendu["ids"])
    refus("journal", "importer", fichier, "--etiquette", " # ", code=1)


def test_l_avancement_ne_parait_qu_au_terminal_et_s_efface(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from coach.cli.progression import avancement

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    heures = iter(range(100))
    monkeypatch.setattr("coach.cli.progression.time.monotonic", lambda: next(heures))
    monkeypatch.setenv("TERM", "xterm")
    for sorte, attendu in ((Terminal, True), (io.StringIO, False)):
        monkeypatch.setattr("sys.stderr", sortie := sorte())
        with avancement("ecriture") as avancer:
            avancer(1, 4)
            avancer(4, 4)
        ecrit = sortie.getvalue()
        assert ("4/4" in ecrit) is attendu
        assert ecrit.rpartition("\r")[2] == "" and not ecrit.rpartition("4/4")[2].strip()


def test_le_fuseau_voulu_l_emporte(fichier: Path) -> None:
    en_json("journal", "importer", fichier, "--fuseau", "Indian/Reunion")
    assert en_json("journal", "lister")[-1]["cree_le"] == "2024-03-05T09:30:00+04:00"
    assert "Lune" in refus("journal", "importer", fichier, "--fuseau", "Lune/Nord")


def test_un_fichier_du_coach_reste_ce_qu_il_etait(tmp_path: Path) -> None:
    coach("noter", "Une note.")
    (seance,) = en_json("journal", "lister")
    portable = tmp_path / "seance.jsonl"
    coach("journal", "exporter", seance["id"], "-o", portable)
    assert en_json("journal", "importer", portable) == {"id": seance["id"], "nouveau": False}
    assert en_json("journal", "importer", portable, "--essai")["nouveau"] is False
    refus("journal", "importer", portable, "--etiquette", "x")
    refus("journal", "importer", portable, "--format", "word")
    refus("journal", "importer", portable, "--format", "jrnl")


def test_ce_qui_n_est_rien_de_connu_se_dit_comme_avant(tmp_path: Path) -> None:
    autre = tmp_path / "autre.json"
    autre.write_text('{"entries": []}', encoding="utf-8")
    assert deviner(autre) == "coach"
    assert "journal du coach" in refus("journal", "importer", autre)
    assert deviner(tmp_path / "absent.json") == "coach"
    assert deviner(tmp_path) == "markdown"


# --- Propriétés --------------------------------------------------------------------------------


TEXTE = st.text(st.characters(codec="utf-8"), max_size=40)
INSTANTS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
ENTREES = st.lists(
    st.builds(Entree, INSTANTS, st.just("Titre"), TEXTE.map(lambda t: t.replace("\x00", "") + "x")),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(ENTREES, st.randoms())
def test_importer_deux_fois_vaut_importer_une_fois(entrees: list[Entree], hasard: Any) -> None:
    melangees = [*entrees, *entrees]
    hasard.shuffle(melangees)
    assert par_flux(melangees).keys() == par_flux(entrees).keys()
    for flux, entree in par_flux(entrees).items():
        ecrits = rediger(entree, auteur="moi", protocole="express", etiquettes=("a", "b"))
        assert ecrits == rediger(entree, auteur="moi", protocole="express", etiquettes=("a", "b"))
        assert {e.flux for e in ecrits} == {flux} == {identifiant(entree)}
        assert len({e.id for e in ecrits} | {flux}) == len(ecrits) + 1
        assert list(ecrits) == en_ordre(ecrits)
        assert isinstance(ecrits[0], SeanceOuverte) and isinstance(ecrits[1], NoteDeposee)
        etat = plier(flux, ecrits)
        assert (etat.cree_le, etat.etiquettes) == (entree.quand, ("a", "b"))


def test_deux_entrees_a_la_meme_heure_font_deux_seances() -> None:
    quand = datetime(2024, 3, 5, 9, 30, tzinfo=PARIS)
    deux = [Entree(quand, "", "Un."), Entree(quand, "", "Deux.")]
    assert len(par_flux(deux)) == 2
    ailleurs = Entree(quand.replace(tzinfo=UTC), "", "Un.")
    assert identifiant(ailleurs) == identifiant(deux[0])
    assert ulid(0)[:2] == "01" == identifiant(deux[0])[:2]
