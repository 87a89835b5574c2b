"""Ce qu'une commande a chargé en mémoire quand elle a fini : rien de lourd sans besoin."""

import subprocess
import sys

from lieux import DEPOT

CHARGES = """
import sys
from coach.__main__ import main
sys.argv = ["coach", *sys.argv[1:]]
code = main()
if code == 0:
    print("\\n".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def modules_charges(*arguments: str, entree: str = "") -> set[str]:
    """Les modules présents en mémoire à la fin d'une commande qui a réussi."""
    reponse = subprocess.run(
        [sys.executable, "-c", CHARGES, *arguments],
        cwd=DEPOT,
        input=entree,
        encoding="utf-8",
        capture_output=True,
        timeout=120,
    )
    assert reponse.returncode == 0, reponse.stderr
    return set(reponse.stderr.splitlines())
