"""Le coach réflexif : analyser sa pratique de l'insertion, seul·e, hors ligne, dans un terminal."""

__version__ = "0.1.0"
