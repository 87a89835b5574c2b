"""Les écrans d'une séance : choisir un protocole, puis répondre."""
