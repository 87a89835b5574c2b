"""Les écrans pour se positionner : choisir, répondre, voir l'histoire."""
