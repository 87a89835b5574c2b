"""Ce qui suit l'écriture : vérifier, répéter l'oral, figer et relire une version, remettre."""

from itertools import chain

from coach.tui.livret.atelier import EcranDAtelier
from coach.tui.paroles import dire


class AvecSuite(EcranDAtelier):
    """Ses gestes sur le livret entier."""

    def action_verifier(self) -> None:
        """Montre ce qui manque et ce qui est à regarder ; y va si la personne le choisit."""
        from coach.assemblage.lecture import LectureApprise
        from coach.livret.verification import nommer, relire, sourcer, verifier
        from coach.tui.ecrans.livret.constats import EcranConstats

        atelier, lecture = self.atelier, LectureApprise(self.coach.carnet)
        livret, genre = atelier.livret, atelier.genre
        ecran = EcranConstats(
            genre,
            chain(
                sourcer(livret, genre, atelier.fonds),
                relire(livret, genre, lecture.lecteur()),
                nommer(livret, genre),
            ),
            lambda: self.coach.tenter(lambda: verifier(livret, genre, atelier.fonds, lecture.lire)),
        )
        self.app.push_screen(ecran, lambda vers: self.lister(vers or ""))

    def action_repeter(self) -> None:
        """Répète l'oral devant un jury qui a lu ces pages."""
        from coach.tui.livret.entree import repeter

        repeter(self.coach, self.atelier)

    def action_figer(self) -> None:
        """Garde une version, telle qu'elle est remise."""

        def figer(nom: str) -> None:
            self.atelier.figer(nom)
            self.lister()
            self.notify(dire("livret.fige", nom=nom.strip()), markup=False)

        self.coach.demander(dire("livret.nom_de_version"), "", figer)

    def action_versions(self) -> None:
        """Relit une version figée, et ce qui a changé depuis."""
        from coach.tui.ecrans.livret.versions import EcranVersions

        self.app.push_screen(EcranVersions(self.atelier))

    def action_remettre(self) -> None:
        """Revoit les noms, puis écrit le document."""
        from coach.publication.livret import du_carnet
        from coach.tui.partage.remise import identite, remettre

        def agir() -> None:
            jour, qui = self.coach.horloge().date(), identite(self.coach)
            fait = du_carnet(self.coach.carnet, self.atelier.livret, jour, identite=qui)
            remettre(self.coach, fait)

        self.coach.tenter(agir)
