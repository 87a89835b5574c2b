"""Le partage : le fichier portable d'une séance, son schéma, l'importation et l'exportation."""
