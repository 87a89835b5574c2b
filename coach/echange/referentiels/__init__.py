"""Les référentiels, vers et depuis les formats des autres : CASE, Moodle, Mahara."""
