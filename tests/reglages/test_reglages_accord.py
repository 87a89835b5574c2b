"""L'accord : ce que dit le coach s'accorde avec la personne, et ses mots à elle ne bougent pas."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from depot_en_memoire import DepotEnMemoire, contexte_fixe
from hypothesis import given
from hypothesis import strategies as st
from lieux import DEPOT

from coach.analyse import familles, lire
from coach.confidentialite import ressources
from coach.dialogues import presentation
from coach.dialogues.accord import Accord, accorder, accorder_donnee, inclusif
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger, identifiants
from coach.dialogues.repertoire import catalogue
from coach.modeles.evenements import QuestionPosee, RelancePosee

FORME = re.compile(r"\w·\w")
"""Un point médian entre deux lettres : une forme à accorder, non un séparateur."""

ACCORDS: tuple[Accord, ...] = ("feminin", "masculin")

FORMES = [
    ("senti·e", "sentie", "senti"),
    ("Seul·e", "Seule", "Seul"),
    ("seul·e·s", "seules", "seuls"),
    ("professionnel·les", "professionnelles", "professionnels"),
    ("praticien·ne·s", "praticiennes", "praticiens"),
    ("gardien·nes", "gardiennes", "gardiens"),
    ("inquiet·es", "inquiètes", "inquiets"),
    ("inquiet·ète", "inquiète", "inquiet"),
    ("heureux·se", "heureuse", "heureux"),
    ("heureux·ses", "heureuses", "heureux"),
    ("jaloux·se", "jalouse", "jaloux"),
    ("naïf·ve", "naïve", "naïf"),
    ("fier·ère", "fière", "fier"),
    ("conseiller·e·s", "conseillères", "conseillers"),
    ("animateur·rice", "animatrice", "animateur"),
    ("formateur·trices", "formatrices", "formateurs"),
    ("chercheur·euse·s", "chercheuses", "chercheurs"),
    ("las·se", "lasse", "las"),
    ("nouveau·elle", "nouvelle", "nouveau"),
    ("cruel·le", "cruelle", "cruel"),
    ("un·e", "une", "un"),
    ("Quelqu’un·e", "Quelqu’une", "Quelqu’un"),
    ("eux·elles", "elles", "eux"),
    ("Il·elle", "Elle", "Il"),
    ("la·le", "la", "le"),
    ("ceux·celles", "celles", "ceux"),
    ("tou·te·s", "toutes", "tous"),
    ("Tous·tes", "Toutes", "Tous"),
]


@pytest.mark.parametrize(("inclusive", "feminine", "masculine"), FORMES)
def test_chaque_forme_s_accorde(inclusive: str, feminine: str, masculine: str) -> None:
    assert accorder(inclusive, "feminin") == feminine
    assert accorder(inclusive, "masculin") == masculine
    assert accorder(inclusive, "neutre") == inclusive


def test_un_separateur_n_est_pas_une_forme() -> None:
    phrase = "CP11 · Se sentir seul·e · fin"
    assert accorder(phrase, "feminin") == "CP11 · Se sentir seule · fin"


@given(st.text(alphabet="abcdéèœ ’,.« »\u202f?!", max_size=60), st.sampled_from(ACCORDS))
def test_un_texte_sans_point_median_ne_bouge_pas(texte: str, accord: Accord) -> None:
    assert accorder(texte, accord) == texte


@given(st.text(max_size=60), st.sampled_from(ACCORDS))
def test_accorder_deux_fois_ne_change_plus_rien(texte: str, accord: Accord) -> None:
    une = accorder(texte, accord)
    assert FORME.search(une) is None or accorder(une, accord) != texte


def phrases(donnees: object) -> Iterator[str]:
    if isinstance(donnees, str):
        yield donnees
    elif isinstance(donnees, dict):
        for valeur in donnees.values():
            yield from phrases(valeur)
    elif isinstance(donnees, list):
        for valeur in donnees:
            yield from phrases(valeur)


def textes(fichier: Path) -> list[str]:
    return list(phrases(tomllib.loads(fichier.read_text(encoding="utf-8"))))


def textes_affiches() -> list[Path]:
    fichiers = sorted((DEPOT / "coach").rglob("*.toml"))
    return [f for f in fichiers if "lexiques" not in f.parts]


@pytest.mark.parametrize("accord", ACCORDS)
def test_aucun_point_median_ne_survit_dans_aucun_texte(accord: Accord) -> None:
    fichiers = textes_affiches()
    assert len(fichiers) > 8
    restes = [
        (fichier.name, phrase)
        for fichier in fichiers
        for phrase in textes(fichier)
        if FORME.search(accorder(phrase, accord))
    ]
    assert restes == []


def test_l_interface_et_les_commandes_sont_epicenes() -> None:
    """Leurs phrases ne passent pas par l'accord : elles s'écrivent sans en avoir besoin."""
    fautives = [
        (fichier.parent.name, phrase)
        for fichier in textes_affiches()
        if fichier.name == "messages.toml" or fichier.parent.name == "paroles"
        for phrase in textes(fichier)
        if FORME.search(phrase) and "«\u00a0senti·e\u00a0»" not in phrase
    ]
    assert fautives == []


@pytest.mark.parametrize("accord", ACCORDS)
def test_la_roue_entiere_s_accorde(accord: Accord) -> None:
    mots = [mot for f in familles() for degre in f.mots.values() for mot in degre]
    assert len(mots) > 80
    dits = [accorder(inclusif(mot), accord) for mot in mots]
    assert not [dit for dit in dits if "·" in dit]
    if accord == "masculin":
        assert dits == mots
    else:
        assert {"inquiète", "lasse", "fière", "heureuse", "envieuse", "détendue"} <= set(dits)


@pytest.mark.parametrize("accord", ACCORDS)
@pytest.mark.parametrize("protocole", identifiants())
def test_un_protocole_entier_s_accorde(protocole: str, accord: Accord) -> None:
    accorde = accorder_donnee(charger(protocole), accord)
    assert not FORME.search(accorde.model_dump_json())
    assert [e.id for e in accorde.etapes] == [e.id for e in charger(protocole).etapes]
    assert accorder_donnee(charger(protocole), "neutre") is charger(protocole)


@pytest.mark.parametrize("accord", ACCORDS)
def test_l_aide_humaine_s_accorde(accord: Accord) -> None:
    for genre in ("detresse", "danger_tiers"):
        dite = "\n".join(presentation.aide_humaine(None, genre, accord=accord))
        assert not FORME.search(dite)
        assert "seul" in dite
    assert FORME.search("\n".join(ressources(None, "detresse").relais))


@pytest.mark.parametrize("accord", ACCORDS)
def test_une_seance_entiere_parle_a_la_personne_sans_toucher_a_ses_mots(accord: Accord) -> None:
    moteur = Moteur(
        "01K0000000000000000000000A",
        charger("analyse-de-pratique"),
        DepotEnMemoire(),
        contexte_fixe(accord=accord, lire=lire),
    )
    moteur.demarrer()
    mots = "Je me suis senti·e trahi·e par lui, il est de mauvaise foi."
    for _ in range(60):
        if (attendu := moteur.etat.en_attente) is None:
            break
        options = getattr(attendu.demande, "options", ())
        moteur.repondre("", (options[0].valeur,)) if options else moteur.repondre(mots)
    dits = [e for e in moteur.evenements if isinstance(e, QuestionPosee | RelancePosee)]
    assert len(dits) > 10
    for dit in dits:
        hors_citation = re.sub(r"«[^»]*»", "", dit.texte)
        assert not FORME.search(hors_citation), dit.texte
    cites = [c for dit in dits for c in re.findall(r"«\u00a0([^»]*)\u00a0»", dit.texte)]
    assert any("senti·e" in cite for cite in cites)
    reponses = {r.texte for r in moteur.etat.reponses if not r.choix}
    assert reponses == {mots}
    au_coach = {e.texte for e in dits if e.texte.startswith("À quel endroit vous êtes-vous")}
    assert not any("·" in texte for texte in au_coach)


@pytest.mark.parametrize("accord", ACCORDS)
def test_toutes_les_relances_s_accordent(accord: Accord) -> None:
    for relance in catalogue().values():
        assert not [f for f in relance.toutes if FORME.search(accorder(f, accord))]
