"""Un groupe : le convier, et reprendre ce qu'il a dit d'une séance."""
