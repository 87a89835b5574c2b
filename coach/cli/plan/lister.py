"""`coach plan lister` : les ajustements de toutes les séances, et ce qu'ils deviennent."""

from typing import Any

from coach.cli.francais import verbe
from coach.cli.plan.affichage import lister, options_du_plan


@verbe("lister", "plan")
@options_du_plan
def commande(**choisis: Any) -> None:
    """Groupe par groupe : échus, à venir, sans date, faits, abandonnés."""
    lister(**choisis)
