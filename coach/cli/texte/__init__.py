"""Le mode texte : chaque activité guidée en lignes simples, pour tube, script, lecteur d'écran."""
