"""Les compétences à l'écran : leurs fiches, et les preuves que l'on en a."""
