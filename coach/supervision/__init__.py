"""Relire à plusieurs : la séance se déroule, le groupe écrit, chacun garde sa parole."""
