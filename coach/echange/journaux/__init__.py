"""Les journaux tenus ailleurs (jrnl, Day One, Markdown) : chaque entrée devient une séance."""
