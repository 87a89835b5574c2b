"""Les écrans d'où l'on donne : la porte, l'aperçu, la revue, la phrase secrète."""
