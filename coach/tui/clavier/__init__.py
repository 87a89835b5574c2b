"""Le clavier : les touches choisies, leurs noms, et ce qui se tape trop tôt."""
