"""La ligne de commande parle français partout : aides, erreurs d'usage, exemples, typographie."""

import re
import shlex
import tomllib
from collections.abc import Iterator

import pytest
from anglais import ANGLAIS, COMMANDES
from lieux import DEPOT
from ligne_de_commande import coach

from coach.cli.arbre import ARBRE
from coach.cli.paroles import CATALOGUE


@pytest.mark.parametrize("chemin", [[], *COMMANDES], ids=" ".join)
def test_chaque_aide_est_en_francais_et_donne_un_exemple(chemin: list[str]) -> None:
    resultat = coach(*chemin, "--help")
    assert resultat.exit_code == 0 and resultat.stderr == ""
    assert not ANGLAIS.findall(resultat.stdout)
    assert resultat.stdout.startswith("Usage\u00a0: coach")
    assert "\nExemple\u00a0:\n  " in resultat.stdout
    assert "Montrer cette aide." in resultat.stdout and "--carnet CHEMIN" in resultat.stdout
    assert all(len(ligne) <= 80 for ligne in resultat.stdout.splitlines())


ERREURS = [
    ["jornal"],
    ["lister"],
    ["zzzz"],
    [""],
    ["--inconnue"],
    ["-z"],
    ["--carnet"],
    ["chemins", "de", "trop"],
    ["journal", "montrr", "01KA4M"],
    ["journal", "montrer"],
    ["journal", "chercher"],
    ["journal", "lister", "--jsn"],
    ["journal", "lister", "--json=oui"],
    ["journal", "importer"],
    ["relier", "-n"],
    ["relier", "-n", "zéro"],
    ["relier", "--referentiel"],
    ["referentiel", "montrer"],
    ["referentiel", "montrer", "cip", "CP1", "CP2"],
    ["seance", "--reprendre"],
    ["seance", "protocole", "de trop"],
    ["carnet", "restaurer"],
]


@pytest.mark.parametrize("arguments", ERREURS, ids=" ".join)
def test_chaque_erreur_d_usage_est_une_phrase_francaise(arguments: list[str]) -> None:
    resultat = coach(*arguments)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    phrase, aide = resultat.stderr.splitlines()
    assert not ANGLAIS.findall(resultat.stderr)
    assert phrase.endswith((".", "\u202f?")) or arguments[-1] in phrase
    assert aide.startswith("Pour l’aide et un exemple\u00a0: coach") and aide.endswith("--help")


@pytest.mark.parametrize(
    ("arguments", "proposee"),
    [
        (["jornal"], "coach journal"),
        (["refererentiel"], "coach referentiel"),
        (["séance"], "coach seance"),
        (["lister"], "coach journal lister"),
        (["sauvegarde"], "coach carnet sauvegarder"),
        (["journal", "liste"], "coach journal lister"),
        (["analyser", "--ligne"], "--lignes"),
    ],
    ids=str,
)
def test_une_faute_de_frappe_propose_le_nom_le_plus_proche(
    arguments: list[str], proposee: str
) -> None:
    assert proposee in coach(*arguments).stderr.splitlines()[0]


MUETS = [g for g in ARBRE if g and g not in ("plan", "portfolio", "reglages")]
"""Les groupes qui ne font rien sans verbe ; ces trois-là disent ce qu’il en est."""


@pytest.mark.parametrize("groupe", MUETS)
def test_un_groupe_sans_verbe_montre_son_aide(groupe: str) -> None:
    resultat = coach(groupe)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert "Commandes\u00a0:" in resultat.stderr and not ANGLAIS.findall(resultat.stderr)


def exemples() -> Iterator[list[str]]:
    """Les commandes `coach` que donnent les aides, découpées comme un terminal le ferait."""
    for exemple in CATALOGUE.sections["exemple"].values():
        for ligne in exemple.splitlines():
            programme, *arguments = shlex.split(ligne.rpartition(" | ")[2])
            if programme == "coach":
                yield arguments


@pytest.mark.parametrize("arguments", list(exemples()), ids=" ".join)
def test_chaque_exemple_est_une_commande_qui_existe(arguments: list[str]) -> None:
    assert coach(*arguments, "--help").exit_code == 0


def test_chaque_commande_a_ses_phrases_et_rien_de_plus() -> None:
    cles = {"_".join(chemin) for chemin in COMMANDES}
    assert CATALOGUE.sections["court"].keys() == cles
    assert CATALOGUE.sections["long"].keys() == cles | {"coach"}
    assert CATALOGUE.sections["exemple"].keys() == cles | {"coach"}


def phrases() -> Iterator[str]:
    for fichier in [
        *(DEPOT / "coach" / "cli").rglob("*.toml"),
        DEPOT / "coach" / "reglages" / "messages.toml",
    ]:
        for section, contenu in tomllib.loads(fichier.read_text("utf-8")).items():
            if section != "exemple":
                yield from contenu.values()


MAL_COMPOSE = re.compile(r"'|(?<![\u202f\u00a0])[;!?»](?!\))|(?<!\u00a0):(?!\S)|«(?!\u00a0)|\.\.\.")


def test_la_typographie_est_francaise() -> None:
    fautives = [phrase for phrase in phrases() if MAL_COMPOSE.search(phrase)]
    assert not fautives


def test_chaque_phrase_du_catalogue_sert() -> None:
    code = "".join(f.read_text("utf-8") for f in (DEPOT / "coach" / "cli").rglob("*.py"))
    composees = {"aide", "court", "long", "exemple", "sous_type", "intensite", "citation"}
    composees |= {"chemins", "ajustement", "completion"}
    prefixes = re.findall(r'f"(?:\w+\.)?(\w+_)\{', code)  # f"option.metavar_{nom}"
    inutiles = [
        f"{section}.{nom}"
        for section, contenu in CATALOGUE.sections.items()
        for nom in contenu
        if section not in composees
        and f'"{section}.{nom}"' not in code
        and f'"{nom}"' not in code
        and nom not in {"equivalente", "proche"}  # les degrés d'une correspondance
        and not nom.startswith(tuple(prefixes))
    ]
    assert not inutiles
