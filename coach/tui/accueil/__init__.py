"""Ce que montre l'accueil : son sommaire, et où mène une phrase."""
