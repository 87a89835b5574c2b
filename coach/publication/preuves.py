"""Les preuves d'un document : chacune reçoit un numéro, que les passages citent."""

from collections.abc import Mapping
from dataclasses import replace

from coach.documents.modele import Preuve, TableDesPreuves
from coach.modeles.calendrier import en_clair
from coach.publication.paroles import dire
from coach.scoring.lignes import PreuveLue


class Registre:
    """Numérote les preuves dans l'ordre où elles sont citées ; un extrait ne compte qu'une fois.

    `titres` : celui de chaque séance, par identifiant.
    """

    def __init__(self, titres: Mapping[str, str]) -> None:
        self._titres = titres
        self._preuves: dict[tuple[str, str], Preuve] = {}

    def citer(self, preuve: PreuveLue, competence: str = "") -> int:
        """Son numéro ; la compétence qu'elle montre s'ajoute à celles déjà dites."""
        ou = (preuve.journal or preuve.source, preuve.extrait)
        connue = self._preuves.get(ou) or Preuve(
            len(self._preuves) + 1,
            en_clair(preuve.date),
            preuve.extrait or preuve.justification,
            self.source(preuve),
        )
        if competence and competence not in connue.competences:
            connue = replace(connue, competences=(*connue.competences, competence))
        self._preuves[ou] = connue
        return connue.numero

    def source(self, preuve: PreuveLue) -> str:
        """D'où elle vient : le titre de la séance, ou le document et son témoin."""
        if preuve.journal:
            return self._titres.get(preuve.journal) or dire("preuves.seance")
        temoin = dire("preuves.temoin", nom=preuve.temoin) if preuve.temoin else ""
        return " · ".join(filter(None, (preuve.source, temoin)))

    def table(self) -> TableDesPreuves:
        """Toutes, dans l'ordre de leurs numéros."""
        return TableDesPreuves(tuple(self._preuves.values()))

    def __len__(self) -> int:
        return len(self._preuves)
