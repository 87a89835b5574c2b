"""Le pli d'une séance en un fichier à donner : des événements neufs, et rien de ce qui fut tu.

Seul ce qui tient encore et que la personne a choisi y entre, dans le texte d'aujourd'hui. Les
identifiants sont neufs et les heures arrondies au jour : rien n'y dit quand elle écrit.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coach.modeles.ancrage import situer
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    ADAPTATEUR,
    AjustementDecide,
    CompetenceLiee,
    EmotionChoisie,
    Evenement,
    NoteDeposee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    SeanceOuverte,
    SeanceTerminee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.expurgation import CHAMPS_DE_TEXTE
from coach.modeles.journal import AUTEUR_DU_COACH, vivants
from coach.modeles.repli import plier
from coach.modeles.retrait import EFFACE
from coach.modeles.seance import EtatSeance, Reponse
from coach.partage.neufs import Neufs
from coach.partage.silence import Silence

EXPOSANT = "exposant"
"""Signe ce que la personne a écrit, sans dire qui elle est."""

NOTE = "note"
"""L'étape sous laquelle se choisit la note d'où part une séance."""


@dataclass(frozen=True)
class Transforme:
    """Un texte tel qu'il sera donné, et où s'y retrouve un passage de celui d'avant."""

    apres: str
    etendue: Callable[[int, int], tuple[int, int]]


Transformer = Callable[[str], Transforme]


@dataclass(frozen=True)
class Pli:
    """Ce que contient le fichier ; `table` : pour chaque événement neuf, celui du carnet."""

    flux: str
    evenements: tuple[Evenement, ...]
    table: Mapping[str, str]


def reponses_donnees(etat: EtatSeance, etapes: Iterable[str]) -> tuple[Reponse, ...]:
    """Les réponses des étapes choisies, dans le texte d'aujourd'hui."""
    choisies = set(etapes)
    return tuple(r for r in etat.reponses if r.etape in choisies)


def plier_pour_donner(
    flux: str,
    evenements: Sequence[Evenement],
    *,
    etapes: Iterable[str],
    transformer: Transformer,
    tus: Iterable[str] = (),
    coach: Iterable[str] = (),
    consentement: str = "",
) -> Pli:
    """La séance, pliée pour être donnée.

    `transformer` remplace noms et passages reformulés ; `tus` : d'autres textes du carnet que le
    coach a pu citer ici, et qui n'ont pas à sortir ; `coach`, ses phrases à lui.
    """
    pliage = _Pliage(flux, evenements, set(etapes), transformer, tuple(tus), tuple(coach))
    return pliage.plier(consentement)


@dataclass
class _Pliage:
    flux: str
    evenements: Sequence[Evenement]
    etapes: set[str]
    transformer: Transformer
    tus: tuple[str, ...]
    coach: tuple[str, ...]
    ecrits: list[Evenement] = field(default_factory=list)
    _du_coach: bool = False

    def __post_init__(self) -> None:
        self.etat = plier(self.flux, self.evenements)
        self.donnees = {r.id: r for r in reponses_donnees(self.etat, self.etapes)}
        self.demandes = {r.question for r in self.donnees.values()}
        self.jour = _jour(self.etat.cree_le or self.evenements[0].quand)
        self.neufs = Neufs(self.jour)
        self.textes = {ident: self.transformer(r.texte) for ident, r in self.donnees.items()}
        montres = [r.texte for r in self.donnees.values()]
        if NOTE in self.etapes and self.etat.note:
            montres.append(self.etat.note)
        montres.append(self.etat.titre)
        self.silence = Silence([*self._textes_tus(), *self.tus], montres, self.coach)
        self.neufs[self.flux] = self.neufs.tirer(self.jour)

    def _textes_tus(self) -> Iterator[str]:
        """Ce que la personne a écrit et qui n'est pas donné, versions d'avant comprises."""
        for evenement in self.evenements:
            texte = getattr(evenement, "texte", None)
            demande = isinstance(evenement, QuestionPosee | RelancePosee)
            if isinstance(texte, str) and not demande and evenement.id not in self.donnees:
                yield texte
        for reponse in self.donnees:
            for evenement in self.evenements:
                if evenement.id == reponse and isinstance(evenement, ReponseDonnee):
                    yield evenement.texte

    def plier(self, consentement: str) -> Pli:
        for evenement in vivants(e for e in self.evenements if e.flux == self.flux):
            if self._entre(evenement):
                self._ecrire(evenement)
                if isinstance(evenement, ReponseDonnee):
                    self._decisions(evenement)
        if consentement:
            self._ajouter(
                {"type": "consentement_donne", "texte": self.transformer(consentement).apres},
                EXPOSANT,
                self.jour,
                "",
            )
        table = {neuf: ancien for ancien, neuf in self.neufs.items()}
        dedans = {e.id for e in self.ecrits}
        return Pli(
            self.neufs[self.flux],
            tuple(self.ecrits),
            {neuf: ancien for neuf, ancien in table.items() if neuf in dedans},
        )

    # --- Ce qui entre ------------------------------------------------------------------------

    def _entre(self, evenement: Evenement) -> bool:
        match evenement:
            case SeanceOuverte():
                return not self.ecrits
            case QuestionPosee() | RelancePosee():
                return evenement.id in self.demandes
            case ReponseDonnee():
                return evenement.id in self.donnees
            case EmotionChoisie() | AjustementDecide():
                connus = {e.id for e in self.etat.emotions} | {a.id for a in self.etat.ajustements}
                return evenement.id in connus and evenement.apres in self.donnees
            case CompetenceLiee():
                return self._lien_entre(evenement)
            case NoteDeposee():
                return NOTE in self.etapes and evenement.texte == self.etat.note
            case TitreDonne():
                return evenement.titre == self.etat.titre
            case _:
                return isinstance(evenement, SeanceTerminee)

    def _lien_entre(self, lien: CompetenceLiee) -> bool:
        """Vrai si le lien tient toujours, et que son extrait est dans ce qui est donné."""
        if lien.id not in {fait.id for fait in self.etat.liens}:
            return False
        if lien.ancre is not None:
            return lien.ancre.evenement in self.donnees
        return lien.apres in self.donnees

    # --- Écrire ------------------------------------------------------------------------------

    def _ecrire(self, evenement: Evenement) -> None:
        brut = evenement.model_dump(mode="json")
        if isinstance(evenement, ReponseDonnee):
            brut["texte"] = self.donnees[evenement.id].texte
        citations: list[tuple[str, str]] = []
        brut = {
            nom: self._ancres(valeur, citations) for nom, valeur in brut.items() if nom not in _TETE
        }
        self._du_coach = isinstance(evenement, QuestionPosee | RelancePosee)
        if isinstance(evenement, ReponseDonnee):
            brut["texte"] = self.textes[evenement.id].apres
            brut["choix"] = self._textes(brut["choix"], "choix", citations)
        else:
            brut = {nom: self._textes(v, nom, citations) for nom, v in brut.items()}
        if brut.get("apres") and not self._donne(brut["apres"]):
            brut["apres"] = None
        auteur = AUTEUR_DU_COACH if evenement.auteur == AUTEUR_DU_COACH else EXPOSANT
        self._ajouter(brut, auteur, _jour(evenement.quand), evenement.id)

    def _donne(self, identifiant: str) -> bool:
        return any(self.neufs.get(identifiant) == e.id for e in self.ecrits)

    def _decisions(self, reponse: ReponseDonnee) -> None:
        """Les natures que la personne a décidées, à leur place dans le texte donné."""
        for decision in self.etat.decisions.get(reponse.id, ()):
            texte = self.donnees[reponse.id].texte[decision.debut : decision.fin]
            ancre = self._placer(reponse.id, decision.debut, decision.fin)
            if texte and ancre:
                corps = {
                    "type": SegmentCorrige.model_fields["type"].default,
                    "ancre": ancre,
                    "nature": decision.nature.value,
                    "sous_type": decision.sous_type,
                }
                self._ajouter(corps, EXPOSANT, _jour(reponse.quand), "")

    def _ajouter(self, corps: dict[str, Any], auteur: str, quand: datetime, ancien: str) -> None:
        identifiant = self.neufs.tirer(quand)
        if ancien:
            self.neufs[ancien] = identifiant
        brut = {
            **self.neufs.renommer(corps),
            "id": identifiant,
            "flux": self.neufs[self.flux],
            "rang": len(self.ecrits) + 1,
            "auteur": auteur,
            "quand": quand.isoformat(),
        }
        self.ecrits.append(ADAPTATEUR.validate_python(brut))

    # --- Textes et ancres --------------------------------------------------------------------

    def _ancres(self, brut: Any, citations: list[tuple[str, str]]) -> Any:
        """Les ancres à leur place nouvelle ; une ancre perdue laisse un trou dans la citation."""
        if isinstance(brut, dict):
            if brut.keys() == _CHAMPS_D_ANCRE:
                neuve = self._deplacer(Ancre.model_validate(brut))
                citations.append((brut["texte"], neuve["texte"] if neuve else EFFACE))
                return neuve
            return {nom: self._ancres(valeur, citations) for nom, valeur in brut.items()}
        if isinstance(brut, list):
            gardees = [self._ancres(valeur, citations) for valeur in brut]
            return [g for g in gardees if g is not None]
        return brut

    def _deplacer(self, ancre: Ancre) -> dict[str, Any] | None:
        reponse = self.donnees.get(ancre.evenement)
        if reponse is None:
            return None
        debut = situer(
            ancre.debut,
            ancre.fin,
            ancre.texte,
            reponse.texte,
            inchange=reponse.texte[ancre.debut : ancre.fin] == ancre.texte,
        )
        return None if debut is None else self._placer(reponse.id, debut, debut + len(ancre.texte))

    def _placer(self, reponse: str, debut: int, fin: int) -> dict[str, Any] | None:
        neuf = self.textes[reponse]
        debut, fin = neuf.etendue(debut, fin)
        if debut >= fin:
            return None
        texte = neuf.apres[debut:fin]
        return {"evenement": reponse, "debut": debut, "fin": fin, "texte": texte}

    def _textes(self, brut: Any, champ: str, citations: Sequence[tuple[str, str]]) -> Any:
        if isinstance(brut, dict):
            if brut.keys() == _CHAMPS_D_ANCRE:
                return brut
            return {nom: self._textes(valeur, nom, citations) for nom, valeur in brut.items()}
        if isinstance(brut, list):
            return [self._textes(valeur, champ, citations) for valeur in brut]
        if isinstance(brut, str) and champ in CHAMPS_DE_TEXTE:
            return self._texte(brut, citations)
        return brut

    def _texte(self, brut: str, citations: Sequence[tuple[str, str]]) -> str:
        """Le texte, ses citations remises comme elles se lisent dans ce qui est donné."""
        tenues: list[str] = []
        for cite, neuve in citations:
            if cite and cite in brut:
                brut = brut.replace(cite, _marque(len(tenues)))
                tenues.append(neuve)
        nu = self.silence.taire(brut) if self._du_coach else brut
        rendu = self.transformer(nu).apres
        for rang, neuve in enumerate(tenues):
            rendu = rendu.replace(_marque(rang), neuve)
        return rendu


_CHAMPS_D_ANCRE = frozenset({"evenement", "debut", "fin", "texte"})
_TETE = frozenset({"id", "flux", "rang", "auteur", "quand"})


def _marque(rang: int) -> str:
    """Tient la place d'une citation pendant que le reste se remplace."""
    return f"\ue000{chr(0xE100 + rang)}\ue001"


def _jour(quand: datetime) -> datetime:
    return quand.replace(hour=0, minute=0, second=0, microsecond=0)
