"""Un document inventé, dont chaque bloc porte un mot qu'on reconnaît."""

from datetime import UTC, datetime

from coach.documents.modele import (
    Barre,
    Bloc,
    Citation,
    Colonne,
    Document,
    Fiche,
    Graphique,
    Liste,
    Paragraphe,
    Partie,
    Preuve,
    Tableau,
    TableDesPreuves,
)

MAINTENANT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

DANS_L_ORDRE = (
    *("Mot01", "Mot02", "Mot03", "Mot04", "Mot05", "Mot06", "Mot07", "Mot08", "Mot09", "Mot10"),
    *("Mot11", "Mot12", "Mot13", "Mot14", "Mot15", "Mot16", "Mot17", "Mot18", "Mot19"),
)
"""Les mots du corps du document, dans l'ordre où chaque forme doit les dire."""

GRAPHE = Graphique(
    "Ce que montrent mes séances Mot12",
    ("preuves", "positionnements"),
    (Barre("Écouter", (3, 2), "5 sur 8"), Barre("Négocier, en équipe", (1, 0), "1 sur 8")),
    8,
    "Écouter : 5 sur 8. Négocier, en équipe : 1 sur 8.",
    "Une barre entière vaut huit. Mot13",
)


def livret() -> Document:
    """Tous les blocs, deux niveaux de parties, des renvois vers une table des preuves."""
    premiere = Partie(
        "1. Me présenter Mot01",
        (
            Paragraphe("Je suis arrivée en mars : Mot02 !\nPuis j’ai appris.", (1, 2)),
            Citation("« J’ai posé mon stylo. » Mot03", "Séance du 3 mars 2026 Mot04", (2,)),
            Liste(("Écouter Mot05", "Nommer Mot06"), numerotee=True),
        ),
        (Partie("Mes objectifs Mot07", (Fiche((("Formation", "Insertion Mot08"),)),)),),
        cle="presentation",
    )
    tableau = Tableau(
        "Mes ajustements Mot09",
        (Colonne("Décidé", 1), Colonne("Devenu", 3)),
        (("1 mai Mot10", "Tenu Mot11"),),
    )
    preuves = TableDesPreuves(
        (
            Preuve(1, "3 mars 2026 Mot16", "Elle s’est tue. Mot17", "Séance A", ("Écouter",)),
            Preuve(2, "4 mars 2026 Mot18", "J’ai attendu.", "Séance B", ("Négocier Mot19",)),
        )
    )
    return Document(
        "livret",
        "Livret des capacités",
        (
            premiere,
            Partie("2. Mon parcours", (tableau, GRAPHE, Paragraphe("Mot14", (9,), note=True))),
            Partie("Table des preuves Mot15", (preuves,), nouvelle_page=True),
        ),
        sous_titre="Devant le jury",
        identite=(("Nom", "Camille R."), ("Formation suivie", "Coordination")),
        date="22 novembre 2026",
        mention="Les noms sont inventés.",
        sommaire=True,
        auteur="Camille R.",
    )


def d_un_bloc(*blocs: Bloc) -> Document:
    """Un document qui ne dit que ces blocs."""
    return Document("journal", "Titre", (Partie("Partie", blocs),))
