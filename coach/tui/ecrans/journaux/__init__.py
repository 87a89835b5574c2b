"""Les écrans des séances gardées : les retrouver, les relire."""
