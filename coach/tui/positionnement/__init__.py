"""Se positionner : ouvrir l'activité, et les regards qu'elle met à côté."""
