"""Apprendre les poids de la lecture : exemples, poids des natures, coût des changements."""
