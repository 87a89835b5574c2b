"""La revue d'un document : ses noms et ses réserves, comme pour une séance à partager.

Les textes de la personne s'y revoient, et les phrases du coach, qui la citent ; les titres
officiels restent, et l'identité est celle qu'elle a choisie.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from coach.documents.modele import (
    Bloc,
    Citation,
    Document,
    Fiche,
    Liste,
    Paragraphe,
    Partie,
    Preuve,
    Tableau,
    TableDesPreuves,
)
from coach.livret.jugements import juges
from coach.modeles.lecture import Lecture
from coach.modeles.texte import nfc
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.revue import Connus, Lire, Revue

Ecrire = Callable[[str], str]


class RevueDeDocument(Revue):
    """Ce qui se décide des noms d'un document avant qu'il ne s'écrive."""

    def __init__(
        self, document: Document, *, connus: Connus | None = None, lire: Lire | None = None
    ) -> None:
        self.document = document
        self._textes = list(dict.fromkeys(filter(str.strip, textes(document))))
        super().__init__(self._textes, connus=connus, lire=_jugeant(lire) if lire else None)

    def textes(self) -> list[str]:
        """Ce que la personne a écrit, chaque texte une fois."""
        return list(self._textes)

    def revu(self) -> Document:
        """Le document tel qu'il se remettra. Lève `ErreurDeFichier` si un nom remplacé y reste."""
        revu = recrire(self.document, lambda texte: self.transformer(texte).apres)
        for entite in self.restants("\n".join(textes(revu))):
            raise ErreurDeFichier("nom_restant", nom=entite.formes[0])
        return revu


def _jugeant(lire: Lire) -> Lire:
    """Une lecture réduite à ce qui juge quelqu'un : ce que la vérification d'un livret relève."""

    def lue(texte: str) -> Lecture:
        lecture = lire(texte)
        return lecture.model_copy(update={"segments": tuple(s for _, s in juges(lecture))})

    return lue


def textes(document: Document) -> Iterator[str]:
    """Les textes de la personne, dans l'ordre où ils se lisent."""
    vus: list[str] = []

    def retenir(texte: str) -> str:
        vus.append(texte)
        return texte

    recrire(document, retenir)
    yield from vus


def recrire(document: Document, ecrire: Ecrire) -> Document:
    """Le même document, chaque texte de la personne récrit."""
    parties = tuple(_partie(p, ecrire) for p in document.parties)
    titre, sous_titre = (_net(t, ecrire) for t in (document.titre, document.sous_titre))
    return replace(document, titre=titre, sous_titre=sous_titre, parties=parties)


def _net(texte: str, ecrire: Ecrire) -> str:
    return ecrire(nfc(texte))


def _partie(partie: Partie, ecrire: Ecrire) -> Partie:
    titre = _net(partie.titre, ecrire) if partie.de_la_personne else partie.titre
    blocs = tuple(_bloc(b, ecrire) for b in partie.blocs)
    parties = tuple(_partie(p, ecrire) for p in partie.parties)
    return replace(partie, titre=titre, blocs=blocs, parties=parties)


def _bloc(bloc: Bloc, ecrire: Ecrire) -> Bloc:
    match bloc:
        case Paragraphe():
            return replace(bloc, texte=_net(bloc.texte, ecrire))
        case Citation():
            return replace(bloc, texte=_net(bloc.texte, ecrire), source=_net(bloc.source, ecrire))
        case Liste():
            return replace(bloc, elements=tuple(_net(e, ecrire) for e in bloc.elements))
        case Fiche():
            dites = tuple((terme, _net(dit, ecrire)) for terme, dit in bloc.lignes)
            return replace(bloc, lignes=dites)
        case Tableau():
            lignes = tuple(tuple(_net(c, ecrire) for c in ligne) for ligne in bloc.lignes)
            return replace(bloc, lignes=lignes)
        case TableDesPreuves():
            return replace(bloc, preuves=tuple(_preuve(p, ecrire) for p in bloc.preuves))
    return bloc


def _preuve(preuve: Preuve, ecrire: Ecrire) -> Preuve:
    return replace(preuve, extrait=_net(preuve.extrait, ecrire), source=_net(preuve.source, ecrire))
