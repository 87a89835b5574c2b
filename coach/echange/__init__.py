"""L'échange avec d'autres outils : référentiels, journaux venus d'ailleurs, carnet en Markdown.

Tout ce qui entre est lu sans confiance, vérifié en entier, puis gardé d'un coup ou pas du tout.
"""
