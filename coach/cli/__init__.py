"""La ligne de commande : un fichier par verbe, et rien de lourd avant d'en avoir besoin."""
