"""Les pièces d'une relecture : ses jours, ses réponses, une séance rejouée, une rencontre."""
