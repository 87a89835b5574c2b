"""Le portfolio à l'écran : ce qui se demande, ce qui se liste, la fiche, les gestes, les traits."""
