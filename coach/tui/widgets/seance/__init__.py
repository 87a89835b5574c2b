"""Les pièces d'une séance : ses étapes, la conversation, ce que l'on répond, ce qui s'entend."""
