"""L'atelier du livret à l'écran : ses lignes, ses fiches, et où chaque geste mène."""
