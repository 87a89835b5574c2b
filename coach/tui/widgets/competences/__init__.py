"""Les pièces des compétences : un référentiel à parcourir, ce qui les montre, où l'on en est."""
