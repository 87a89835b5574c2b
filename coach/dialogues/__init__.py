"""Les dialogues : protocoles, relances, moteur. Rien ici ne connaît l'écran ni le carnet."""
