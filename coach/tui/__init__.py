"""L'interface du terminal : le même moteur que le mode texte, avec un écran autour."""
