"""Un journal tenu ailleurs se lit : trois formats, des dates en toutes formes, des refus nommés."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journaux_d_essai import JRNL, PARIS, avec, octets

from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.dates import lire_la_date
from coach.echange.journaux.dayone import lire_dayone
from coach.echange.journaux.entree import Entree
from coach.echange.journaux.jrnl import lire_jrnl
from coach.echange.journaux.lecture import deviner, lire_journal
from coach.echange.journaux.notes import lire_une_note

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


# --- Propriétés --------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=300))
def test_aucune_note_ne_fait_autre_chose_qu_une_entree_ou_un_refus(texte: str) -> None:
    for nom in ("note.md", "2024-03-05.md"):
        try:
            lues = list(lire_une_note(texte.encode("utf-8", "replace"), nom, PARIS))
        except ErreurDEchange:
            continue
        assert all(e is None or e.texte.strip() for e in lues)
