"""Le terminal : le rendre, ce qui s'y colle, ce qui s'en copie, l'éditeur."""
