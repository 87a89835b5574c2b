"""Lancer une commande du coach, dans ce processus, et lire ce qu'elle rend."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from coach.cli.principal import commande


def coach(*arguments: str | Path, entree: str | bytes = "") -> Result:
    """Lance une commande dans ce processus ; aucune ne doit laisser échapper d'erreur."""
    resultat = CliRunner().invoke(commande, [str(a) for a in arguments], input=entree)
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit)
    assert "Traceback" not in resultat.stderr
    return resultat


def en_json(*arguments: str | Path, entree: str | bytes = "") -> Any:
    """Le document d'une commande qui a réussi : la sortie entière, et elle seule."""
    resultat = coach(*arguments, "--json", entree=entree)
    assert resultat.exit_code == 0, resultat.stderr
    return json.loads(resultat.stdout)


def refus(*arguments: str | Path, entree: str | bytes = "", code: int = 2) -> str:
    """La phrase d'une commande refusée ; rien n'est sorti."""
    resultat = coach(*arguments, entree=entree)
    assert (resultat.exit_code, resultat.stdout) == (code, "")
    assert resultat.stderr.strip()
    return resultat.stderr
