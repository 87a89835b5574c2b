"""D'une édition à la suivante : tout se montre d'abord, tout se fait ou rien, rien ne se perd."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fabriques import Seance, ulid

from coach import dossiers
from coach.carnet import Carnet, EcritureImpossible
from coach.cli.principal import commande
from coach.modeles.evenements import CompetenceLiee, PositionnementFait
from coach.portfolio import ErreurDePortfolio, Filtres, portfolio
from coach.portfolio.apports import ajouter
from coach.portfolio.editions import Plan, preparer, reporter
from coach.referentiels import charger

ANCIENNE = """
id = "essai-2020"
titre = "Un métier inventé"
emetteur = "Personne"
pays = "FR"
millesime = "2020"
source = "Inventé pour un essai"
avertissement = "Rien d’officiel."

[[groupes]]
code = "A"
titre = "Accueillir"

[[competences]]
code = "A1"
titre = "Accueillir une personne"
groupe = "A"
lieu = "p. 1"
[competences.items]
critere = ["J’accueille sans juger.", "Je dis qui je suis."]

[[competences]]
code = "A2"
titre = "Écouter la demande"
groupe = "A"
lieu = "p. 2"
[competences.items]
critere = ["Je reformule."]

[[competences]]
code = "A3"
titre = "Tenir un registre papier"
groupe = "A"
lieu = "p. 3"
[competences.items]
critere = ["Je tiens le registre."]

[[competences]]
code = "A4"
titre = "Analyser sa pratique"
groupe = "A"
lieu = "p. 4"
[competences.items]
critere = ["J’analyse."]
"""

NOUVELLE = """
id = "essai-2028"
titre = "Un métier inventé, nouvelle édition"
emetteur = "Personne"
pays = "FR"
millesime = "2028"
source = "Inventé pour un essai"
avertissement = "Rien d’officiel."

[[groupes]]
code = "B"
titre = "Accueillir et analyser"

[[competences]]
code = "A1"
titre = "Accueillir toute personne"
groupe = "B"
lieu = "p. 1"
[competences.items]
critere = ["Je prépare le lieu.", "J’accueille sans juger."]

[[competences]]
code = "B7"
titre = "Écouter la demande"
groupe = "B"
lieu = "p. 2"
[competences.items]
critere = ["Je reformule."]

[[competences]]
code = "A3"
titre = "Protéger les données des personnes"
groupe = "B"
lieu = "p. 3"
[competences.items]
critere = ["Je demande l’accord."]

[[competences]]
code = "B9"
titre = "Revenir sur son action avec d’autres"
groupe = "B"
lieu = "p. 4"
[competences.items]
critere = ["Je raconte."]

[[competences.correspondances]]
referentiel = "essai-2020"
code = "A4"
degre = "equivalente"
raison = "La même, dite autrement."
"""

Q = "essai-2028"


@pytest.fixture
def vecu(carnet: Carnet) -> Carnet:
    """Un carnet qui a vécu sous l'ancienne édition ; la nouvelle vient d'être rangée à côté."""
    ou = dossiers.configuration() / "referentiels"
    ou.mkdir(parents=True)
    (ou / "essai-2020.toml").write_text(ANCIENNE, encoding="utf-8")
    (ou / "essai-2028.toml").write_text(NOUVELLE, encoding="utf-8")
    seance = Seance(ulid(1))
    for code in ("A1", "A2", "A3", "A4"):
        seance.dire(
            CompetenceLiee,
            referentiel="essai-2020",
            code=code,
            millesime="2020",
            extrait=f"Pour {code}.",
            justification="",
        )
    carnet.ajouter(*seance.evenements)
    ajouter(carnet, "essai-2020", "A1", extrait="L’attestation", source="Stage")
    for champs in (
        {"code": "A1", "niveau": "a_decouvrir", "justification": "Au début."},
        {"code": "A1", "niveau": "maitrisee", "justification": "Depuis le stage."},
        {"code": "A1", "niveau": "transmise", "par": "Tutrice"},
        {"code": "A1", "niveau": "maitrisee", "item": 0},
        {"code": "A1", "niveau": "en_construction", "item": 1},
        {"code": "A2", "niveau": "en_construction"},
        {"code": "A3", "niveau": "maitrisee"},
    ):
        consigner(carnet, "essai-2020", "2020", **champs)
    return carnet


def consigner(carnet: Carnet, referentiel: str, millesime: str, **champs: Any) -> None:
    carnet.consigner(PositionnementFait, referentiel=referentiel, millesime=millesime, **champs)


def dits(plan: Plan) -> dict[str, tuple[str, str]]:
    return {s.code: (s.lien, s.vers) for s in plan.suites}


def vues(carnet: Carnet, referentiel: str) -> Any:
    entier = portfolio(carnet, Filtres((referentiel,)), au=date(2026, 3, 31))
    return {c.code: c for c in entier.competences}


def test_le_plan_dit_pourquoi_et_n_ecrit_rien(vecu: Carnet) -> None:
    avant = vecu.evenements("carnet")
    plan = preparer(vecu, "essai-2020", Q)
    assert dits(plan) == {
        "A1": ("meme_code", "A1"),  # titres voisins
        "A2": ("meme_titre", "B7"),
        "A3": ("sans_suite", ""),  # le même code pour tout autre chose
        "A4": ("equivalente", "B9"),
    }
    assert (plan.preuves, plan.positionnements) == (4, 5)
    assert [s.code for s in plan.sans_suite] == ["A3"]
    assert vecu.evenements("carnet") == avant


def test_reporter_garde_les_dates_les_mots_et_l_ancienne_edition(vecu: Carnet) -> None:
    avant = vecu.evenements("carnet")
    regards_d_avant = vues(vecu, "essai-2020")["A1"].positionnements
    reporter(vecu, preparer(vecu, "essai-2020", Q))
    assert vecu.evenements("carnet")[: len(avant)] == avant
    neuves, anciennes = vues(vecu, Q), vues(vecu, "essai-2020")
    assert {p.extrait for p in neuves["A1"].preuves} == {"Pour A1.", "L’attestation"}
    assert {p.millesime for p in neuves["A1"].preuves} == {"2028"}
    assert [p.extrait for p in neuves["B9"].preuves] == ["Pour A4."]
    assert [p.extrait for p in anciennes["A3"].preuves] == ["Pour A3."]
    # l'histoire entière est redite, aux mêmes jours ; l'ancienne reste dite pour 2020
    redits = [(p.jour, p.niveau, p.justification, p.par) for p in neuves["A1"].positionnements]
    assert redits == [(p.jour, p.niveau, p.justification, p.par) for p in regards_d_avant]
    assert {p.millesime for p in anciennes["A1"].positionnements} == {"2020"}
    # l'énoncé resté mot pour mot a suivi, à son nouveau rang ; l'autre non
    assert [(p.item, p.niveau) for p in neuves["A1"].items] == [(1, "maitrisee")]


def test_une_seconde_fois_il_n_y_a_plus_rien_a_reporter(vecu: Carnet) -> None:
    reporter(vecu, preparer(vecu, "essai-2020", Q))
    plan = preparer(vecu, "essai-2020", Q)
    assert (plan.preuves, plan.positionnements) == (0, 0)


def test_ce_qui_est_deja_dit_dans_la_nouvelle_ne_bouge_pas(vecu: Carnet) -> None:
    consigner(vecu, Q, "2028", code="A1", niveau="en_construction")
    reporter(vecu, preparer(vecu, "essai-2020", Q))
    competence = vues(vecu, Q)["A1"]
    assert competence.bilan.mien.niveau == "en_construction"
    assert [t.par for t in competence.bilan.tiers] == ["Tutrice"]


def test_la_personne_peut_choisir_la_suite(vecu: Carnet) -> None:
    plan = preparer(vecu, "essai-2020", Q, {"a3": "b9"})
    assert dits(plan)["A3"] == ("choisie", "B9") and not plan.sans_suite
    with pytest.raises(ErreurDePortfolio):
        preparer(vecu, "essai-2020", Q, {"A3": "Z1"})
    with pytest.raises(ErreurDePortfolio):
        preparer(vecu, Q, Q)


def test_tout_ou_rien(vecu: Carnet, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = preparer(vecu, "essai-2020", Q)
    avant, restants = vecu.evenements("carnet"), 3
    neuf = vecu._nouvel_id

    def casse() -> str:
        nonlocal restants
        restants -= 1
        if restants < 0:
            raise OSError("disque")
        return neuf()

    monkeypatch.setattr(vecu, "_nouvel_id", casse)
    with pytest.raises(EcritureImpossible):
        reporter(vecu, plan)
    monkeypatch.setattr(vecu, "_nouvel_id", neuf)
    assert vecu.evenements("carnet") == avant


def test_sans_le_fichier_de_l_ancienne_les_memes_codes_suivent(vecu: Carnet) -> None:
    (dossiers.configuration() / "referentiels" / "essai-2020.toml").unlink()
    assert dits(preparer(vecu, "essai-2020", Q)) == {
        "A1": ("meme_code", "A1"),
        "A2": ("sans_suite", ""),
        "A3": ("meme_code", "A3"),
        "A4": ("sans_suite", ""),
    }


def coach(dossier: Path, *arguments: str) -> Any:
    resultat = CliRunner().invoke(commande, ["--carnet", str(dossier), *arguments])
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit)
    return resultat


def test_la_commande_montre_puis_demande(vecu: Carnet, dossier: Path) -> None:
    assert charger(Q).millesime == "2028"
    refus = coach(dossier, "referentiel", "reporter", "essai-2020", Q)
    assert refus.exit_code == 2 and "--oui" in refus.stderr
    assert "A2 → B7" in refus.stdout and "--vers A3=CODE" in refus.stdout
    assert not vues(vecu, Q)["B7"].preuves
    fait = coach(dossier, "referentiel", "reporter", "essai-2020", Q, "--vers", "A3=A3", "--oui")
    assert fait.exit_code == 0
    assert vues(vecu, Q)["B7"].preuves and vues(vecu, Q)["A3"].preuves
    rien = coach(dossier, "referentiel", "reporter", "essai-2020", Q, "--json")
    assert rien.exit_code == 0 and '"preuves": 0' in rien.stdout
    mal = coach(dossier, "referentiel", "reporter", "essai-2020", Q, "--vers", "A3")
    assert mal.exit_code == 2
