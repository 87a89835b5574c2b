"""Les écrans : un par fichier, un dossier par activité ; chacun s'importe quand on l'ouvre."""
