"""Les écrans d'une séance que l'on rejoue."""
