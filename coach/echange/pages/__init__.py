"""Le carnet en pages Markdown à en-tête : une par séance, pour Obsidian et pour tout éditeur."""
