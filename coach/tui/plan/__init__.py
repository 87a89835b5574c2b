"""Le plan d'action à l'écran : un engagement, et l'agenda où il s'écrit."""
