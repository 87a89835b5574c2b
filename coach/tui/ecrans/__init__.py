"""Les écrans, un par fichier ; chacun n'est importé que lorsqu'on l'ouvre."""
