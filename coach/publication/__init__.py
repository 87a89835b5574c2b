"""Ce qui se remet : d'une séance ou d'un portfolio à un document, les noms revus avant."""
