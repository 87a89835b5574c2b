"""Un journal tenu ailleurs entre au carnet : une séance par entrée, une fois, ou rien."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fabriques import ulid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import coach, en_json, refus

from coach.carnet import Carnet, registre
from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.dates import lire_la_date
from coach.echange.journaux.dayone import lire_dayone
from coach.echange.journaux.depot import identifiant, par_flux, rediger
from coach.echange.journaux.entree import Entree
from coach.echange.journaux.jrnl import lire_jrnl
from coach.echange.journaux.lecture import deviner, lire_journal
from coach.echange.journaux.notes import lire_une_note
from coach.modeles.evenements import NoteDeposee, SeanceOuverte
from coach.modeles.journal import en_ordre
from coach.modeles.repli import plier

PARIS = ZoneInfo("Europe/Paris")

JRNL = {
    "tags": {"@travail": 2, "@équipe": 1},
    "entries": [
        {
            "title": "Entretien difficile avec M. D. ce matin.",
            "body": "Il est arrivé en retard.\nJ'étais agacée.",
            "date": "2024-03-05",
            "time": "09:30",
            "tags": ["@travail"],
            "starred": True,
        },
        {
            "title": "Réunion d'équipe.",
            "body": "",
            "date": "2024-07-12",
            "time": "16:00",
            "tags": ["@travail", "@équipe"],
            "starred": False,
        },
    ],
}

DAYONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "9A2D00938E4C4967920ED8C83C3060AB",
            "creationDate": "2023-11-02T23:05:11Z",
            "modifiedDate": "2023-11-02T23:09:00Z",
            "timeZone": "Europe/Brussels",
            "starred": False,
            "isPinned": False,
            "creationDeviceType": "iPhone",
            "tags": ["Stage long"],
            "photos": [{"identifier": "76F9B0AC37954B51BF8B9146498B29C2", "type": "jpeg"}],
            "text": "# L'atelier du jeudi\n\n![](dayone-moment://76F9B0AC37954B51BF8B9146498B29C2)"
            "\n\nLe groupe n'a pas commencé\\. J'ai attendu\\!",
        },
        {
            "uuid": "B" * 32,
            "creationDate": "2023-11-04T08:00:00Z",
            "timeZone": "Mars/Olympus",
            "starred": True,
            "richText": json.dumps({"contents": [{"text": "Sans "}, {"text": "Markdown."}]}),
        },
        {
            "uuid": "C" * 32,
            "creationDate": "2023-11-05T08:00:00Z",
            "text": "![](dayone-moment://1)",
        },
    ],
}


def octets(brut: Any) -> bytes:
    return json.dumps(brut, ensure_ascii=False).encode()


def note(texte: str, nom: str = "note.md") -> list[Entree]:
    return [e for e in lire_une_note(texte.encode(), nom, PARIS) if e is not None]


# --- Lire chaque format ------------------------------------------------------------------------


def test_jrnl_garde_le_texte_la_date_et_les_etiquettes() -> None:
    premiere, seconde = lire_jrnl(octets(JRNL), PARIS)
    assert premiere.quand == datetime(2024, 3, 5, 9, 30, tzinfo=PARIS)
    assert premiere.titre == "Entretien difficile avec M. D. ce matin."
    assert premiere.texte == (
        "Entretien difficile avec M. D. ce matin.\nIl est arrivé en retard.\nJ'étais agacée."
    )
    assert premiere.etiquettes == ("travail", "favori")
    assert (seconde.texte, seconde.etiquettes) == ("Réunion d'équipe.", ("travail", "équipe"))
    assert seconde.quand.utcoffset() == timedelta(hours=2)


def test_une_entree_seule_de_jrnl_se_lit_aussi() -> None:
    assert len(list(lire_jrnl(octets(JRNL["entries"][0])))) == 1  # type: ignore[index]


def test_dayone_dit_l_heure_du_lieu_et_laisse_les_images() -> None:
    premiere, seconde = lire_dayone(octets(DAYONE))
    assert premiere.quand.isoformat() == "2023-11-03T00:05:11+01:00"
    assert premiere.titre == "L'atelier du jeudi"
    assert premiere.texte == "Le groupe n'a pas commencé. J'ai attendu!"
    assert premiere.etiquettes == ("Stage long",)
    assert (seconde.texte, seconde.etiquettes) == ("Sans Markdown.", ("favori",))
    assert seconde.quand.utcoffset() == timedelta(0)


def test_l_archive_de_dayone_se_lit_sans_rien_extraire(tmp_path: Path) -> None:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", octets(DAYONE))
        archive.writestr("../../dehors.json", octets(JRNL))
        archive.writestr("photos/76f9.jpeg", b"\xff\xd8")
    assert len(list(lire_dayone(tampon.getvalue()))) == 2
    fichier = tmp_path / "export.zip"
    fichier.write_bytes(tampon.getvalue())
    assert deviner(fichier) == "dayone"
    assert list(tmp_path.iterdir()) == [fichier]


def test_une_archive_piegee_est_refusee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.echange.journaux.dayone.OCTETS_AU_PLUS", 1000)
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", b" " * 5_000_000)
    with pytest.raises(ErreurDEchange) as refuse:
        list(lire_dayone(tampon.getvalue()))
    assert refuse.value.raison == "trop_gros"
    with pytest.raises(ErreurDEchange):
        list(lire_dayone(tampon.getvalue()[:60]))


def test_une_note_dit_sa_date_dans_son_en_tete() -> None:
    (lue,) = note(
        '---\ntitle: "Le bilan: à trois"\ndate: 2024-05-02 10:00\ntags: [bilan, "stage long"]\n'
        "---\n\n# Le bilan: à trois\n\nOn a fait le bilan. #tension\n"
    )
    assert lue.quand == datetime(2024, 5, 2, 10, 0, tzinfo=PARIS)
    assert (lue.titre, lue.texte) == ("Le bilan: à trois", "On a fait le bilan. #tension")
    assert lue.etiquettes == ("bilan", "stage long", "tension")


def test_une_note_dit_sa_date_dans_son_nom() -> None:
    (lue,) = note("Le stage s’arrête.\n", "2024-06-01_stage-écourté.md")
    assert (lue.quand.date().isoformat(), lue.titre) == ("2024-06-01", "stage écourté")
    (serree,) = note("Rien.", "20240602.md")
    assert serree.quand.date().isoformat() == "2024-06-02"


def test_un_fichier_de_plusieurs_jours_donne_une_entree_par_titre_date() -> None:
    lues = note(
        "# 2024\n\n## March\n\n### 2024-03-08 18:00 Une visite\n\nChez l’employeur.\n\n"
        "```\n# 2020-01-01 pas un titre\n```\n\n"
        "## Mardi 12 mars 2024, 9h15 : Le retour\n\nIl est revenu.\n\n#### Un détail\nEncore.\n"
        "[2024-03-13 08:00] À la manière de jrnl.\nSuite.\n"
    )
    assert [(e.quand.strftime("%d/%m %H:%M"), e.titre) for e in lues] == [
        ("08/03 18:00", "Une visite"),
        ("12/03 09:15", "Le retour"),
        ("13/03 08:00", "À la manière de jrnl."),
    ]
    assert "pas un titre" in lues[0].texte and "#### Un détail" in lues[1].texte


def test_un_journal_du_jour_n_a_pas_d_entree_de_plus() -> None:
    (lue,) = note("---\ntitle: Mon journal\n---\n# 2024-03-05\n\nLe récit.\n", "2024-03-05.md")
    assert (lue.titre, lue.texte) == ("", "Le récit.")
    avant, apres = note("Au réveil.\n\n## 2024-03-05 18:00\n\nLe soir.\n", "2024-03-05.md")
    assert (avant.texte, apres.texte) == ("Au réveil.", "Le soir.")


@pytest.mark.parametrize(
    ("ligne", "iso", "reste"),
    [
        ("2024-03-05", "2024-03-05T12:00:00", ""),
        ("2024-03-05T14:30:10Z suite", "2024-03-05T14:30:10+00:00", "suite"),
        ("2024-03-05 14:30:10+0200", "2024-03-05T14:30:10+02:00", ""),
        ("5/3/2024 – Le bilan", "2024-03-05T12:00:00", "Le bilan"),
        ("Mardi 5 mars 2024 à 14h", "2024-03-05T14:00:00", ""),
        ("1er août 2024 : Départ", "2024-08-01T12:00:00", "Départ"),
        ("March 5, 2024 2:05 PM", "2024-03-05T14:05:00", ""),
        ("2024-03-05 2 personnes", "2024-03-05T12:00:00", "2 personnes"),
    ],
)
def test_une_date_se_lit_comme_elle_s_ecrit(ligne: str, iso: str, reste: str) -> None:
    lue = lire_la_date(ligne)
    assert lue is not None and lue.quand is not None
    assert (lue.quand.isoformat(), lue.reste) == (iso, reste)


@pytest.mark.parametrize("ligne", ["Le bilan", "12 personnes", "2024", "20240305 x", "v1.2.3"])
def test_ce_qui_n_est_pas_une_date_n_en_est_pas_une(ligne: str) -> None:
    assert lire_la_date(ligne) is None


def test_une_page_ecrite_par_le_coach_n_est_pas_une_note(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('---\norigine: "coach-reflexif"\n---\nTexte', encoding="utf-8")
    (tmp_path / "2024-01-02.md").write_text("Une vraie note.", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "b.md").write_text("Cachée, sans date.", encoding="utf-8")
    lu = lire_journal(tmp_path, "markdown")
    assert (len(lu.entrees), lu.pages) == (1, 1)
    (tmp_path / "2024-01-03.md").write_text("\n", encoding="utf-8")
    assert lire_journal(tmp_path, "markdown") == lu


# --- Ce qui se refuse, en nommant l'entrée -----------------------------------------------------


def avec(entree: dict[str, Any]) -> bytes:
    return octets({"entries": [*JRNL["entries"], {**JRNL["entries"][0], **entree}]})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "date", [{"date": "2024-02-30"}, {"date": ""}, {"time": "25:00"}, {"date": "0001-01-01"}]
)
def test_une_date_illisible_nomme_l_entree(date: dict[str, str]) -> None:
    with pytest.raises(ErreurDEchange, match=r"n° 3.*Entretien difficile"):
        list(lire_jrnl(avec(date)))


def test_une_date_illisible_de_dayone_ou_d_une_note_nomme_l_entree() -> None:
    brut = {"entries": [{"creationDate": "hier", "text": "Le récit"}]}
    with pytest.raises(ErreurDEchange, match=r"Le récit.*hier"):
        list(lire_dayone(octets(brut)))
    with pytest.raises(ErreurDEchange, match="Le 30"):
        note("## 2024-02-30 Le 30\n\nTexte")
    with pytest.raises(ErreurDEchange, match=r"carnet\.md"):
        note("Un texte sans date.", "carnet.md")
    with pytest.raises(ErreurDEchange, match=r"carnet\.md"):
        note("Un début sans date.\n\n## 2024-02-03\n\nTexte", "carnet.md")
    with pytest.raises(ErreurDEchange, match="la semaine dernière"):
        note("---\ndate: la semaine dernière\n---\nTexte", "carnet.md")


@pytest.mark.parametrize(
    "brut", [b"", b"[]", b'{"entries": 3}', b'{"entries": [3]}', b"\xff", b"{"]
)
def test_un_json_d_autre_chose_est_refuse(brut: bytes) -> None:
    for lire in (lire_jrnl, lire_dayone):
        with pytest.raises(ErreurDEchange):
            list(lire(brut))


def test_le_texte_d_ailleurs_est_assaini() -> None:
    (lue,) = lire_jrnl(
        octets(
            {
                "entries": [
                    {
                        **JRNL["entries"][0],
                        "body": "\x1b[2Ja\u202eb\u2028c\r\nd\x00",
                        "tags": ["@\x07x", 3, "@" + "y" * 90],
                    }
                ]
            }
        )  # type: ignore[dict-item]
    )
    assert lue.texte.endswith("[2Jab\nc\nd")
    assert lue.etiquettes[0] == "x" and len(lue.etiquettes[1]) == 60


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=300))
def test_aucune_note_ne_fait_autre_chose_qu_une_entree_ou_un_refus(texte: str) -> None:
    for nom in ("note.md", "2024-03-05.md"):
        try:
            lues = list(lire_une_note(texte.encode("utf-8", "replace"), nom, PARIS))
        except ErreurDEchange:
            continue
        assert all(e is None or e.texte.strip() for e in lues)


def test_deux_entrees_a_la_meme_heure_font_deux_seances() -> None:
    quand = datetime(2024, 3, 5, 9, 30, tzinfo=PARIS)
    deux = [Entree(quand, "", "Un."), Entree(quand, "", "Deux.")]
    assert len(par_flux(deux)) == 2
    ailleurs = Entree(quand.replace(tzinfo=UTC), "", "Un.")
    assert identifiant(ailleurs) == identifiant(deux[0])
    assert ulid(0)[:2] == "01" == identifiant(deux[0])[:2]
