"""Les modèles du domaine, sans entrée-sortie : textes, lectures, référentiels, événements."""
