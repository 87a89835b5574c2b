"""Les modèles du domaine : textes, lectures, référentiels, événements, séance. Sans E/S."""
