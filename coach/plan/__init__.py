"""Le plan d'action : les ajustements de toutes les séances, ce qu'ils deviennent, l'agenda."""
