"""Ce qu'une séance montre à l'écran : ses blocs de conversation, ses étapes, ce qui est entendu.

Tout est tiré du moteur à chaque tour ; rien n'est gardé ici.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.dialogues import presentation
from coach.dialogues.competences import nom_de, trouver
from coach.dialogues.matiere import Matiere
from coach.dialogues.moteur import Moteur
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import (
    AjustementDecide,
    CompetenceLiee,
    EmotionChoisie,
    Evenement,
    NoteDeposee,
    QuestionPosee,
    RelancePosee,
    SeanceTerminee,
)
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature, Segment
from coach.modeles.seance import Echange, EtatSeance
from coach.tui.paroles import dire

Sorte = Literal["accueil", "etape", "but", "parole", "aide", "reponse", "passee", "fait", "bilan"]


@dataclass(frozen=True)
class Bloc:
    """Un morceau de conversation ; `reponse` : l'identifiant de la réponse qu'il montre."""

    cle: str
    sorte: Sorte
    texte: str
    segments: tuple[Segment, ...] = ()
    reponse: str | None = None
    attend: bool = False


def blocs(moteur: Moteur) -> list[Bloc]:
    """La conversation entière, en ordre ; le protocole la commence par son mot d'accueil."""
    etat, matiere = moteur.etat, moteur.matiere
    echanges = {e.demande.id: e for e in etat.echanges}
    faits = [Bloc("accueil", "accueil", moteur.protocole.accueil)]
    etape = ""
    for evenement in vivants(moteur.evenements):
        if isinstance(evenement, QuestionPosee | RelancePosee):
            echange = echanges[evenement.id]
            if echange.ouvert and echange is not etat.en_attente:
                continue
            if evenement.etape != etape:
                etape = evenement.etape
                faits += _etape(moteur, evenement)
            faits += _echange(moteur, matiere, echange)
        else:
            faits += _fait(moteur, evenement)
    return faits


def _etape(moteur: Moteur, demande: QuestionPosee | RelancePosee) -> Iterator[Bloc]:
    protocole = moteur.protocole
    if etape := protocole.etape(demande.etape):
        titre = dire(
            "seance.titre_etape", numero=protocole.numero(demande.etape), titre=etape.titre
        )
        yield Bloc(f"{demande.id}:etape", "etape", titre)
        yield Bloc(f"{demande.id}:but", "but", etape.but)


def _echange(moteur: Moteur, matiere: Matiere, echange: Echange) -> Iterator[Bloc]:
    demande, reponse = echange.demande, echange.reponse
    yield Bloc(f"{demande.id}:parole", "parole", demande.texte, attend=echange.ouvert)
    if echange.ouvert and (aide := presentation.aide_a_montrer(moteur, demande)):
        yield Bloc(f"{demande.id}:aide", "aide", aide)
    if reponse is not None:
        lu = presentation.se_lit(moteur.protocole, demande, reponse.texte)
        segments = matiere.lecture(echange).segments if lu else ()
        texte = _choisi(moteur, demande, reponse.choix) if reponse.choix else reponse.texte
        yield Bloc(f"{demande.id}:reponse", "reponse", texte, segments, reponse=reponse.id)
    elif echange.passee:
        yield Bloc(f"{demande.id}:passee", "passee", dire("seance.passee"))


def _choisi(moteur: Moteur, demande: QuestionPosee | RelancePosee, valeurs: Sequence[str]) -> str:
    """Ce qui fut coché, une ligne par choix ; une compétence par son seul titre."""
    options = demande.options if isinstance(demande, QuestionPosee) else ()
    libelles = {o.valeur: o.libelle for o in options}
    lignes = []
    for valeur in valeurs:
        trouvee = trouver(moteur.contexte.referentiels, valeur)
        if trouvee:
            _, competence = trouvee
            lignes.append(dire("lecture.lien", code=competence.code, titre=competence.titre))
        else:
            lignes.append(libelles.get(valeur, valeur))
    return "\n".join(lignes)


def _fait(moteur: Moteur, evenement: Evenement) -> Iterator[Bloc]:
    """Ce que le coach a noté ou conclu."""
    match evenement:
        case NoteDeposee():
            yield Bloc(evenement.id, "fait", dire("seance.note", note=evenement.texte))
        case CompetenceLiee():
            cle = "seance.lien" if evenement.extrait else "seance.lien_sans_extrait"
            code = nom_de(evenement.referentiel, evenement.code, moteur.contexte.referentiels)
            texte = dire(cle, code=code, extrait=evenement.extrait)
            yield Bloc(evenement.id, "fait", texte)
        case AjustementDecide(echeance=None):
            decide = presentation.decide(evenement.texte)
            yield Bloc(evenement.id, "fait", dire("seance.ajustement", texte=decide))
        case AjustementDecide(echeance=echeance) if echeance:
            decide, date = presentation.decide(evenement.texte), en_clair(echeance)
            texte = dire("seance.ajustement_date", texte=decide, date=date)
            yield Bloc(evenement.id, "fait", texte)
        case EmotionChoisie():
            yield Bloc(evenement.id, "fait", dire("seance.emotion", mot=evenement.mot))
        case SeanceTerminee():
            for rang, ligne in enumerate(presentation.bilan(moteur)):
                sorte: Sorte = "bilan" if rang else "etape"
                yield Bloc(f"{evenement.id}:{rang}", sorte, ligne)
            yield Bloc(f"{evenement.id}:fin", "parole", presentation.fin(evenement), attend=True)


# --- Les étapes --------------------------------------------------------------------------------

EtatEtape = Literal["faite", "en_cours", "passee", "a_venir"]


@dataclass(frozen=True)
class EtapeVue:
    """Une étape dans la colonne."""

    id: str
    titre: str
    etat: EtatEtape


def etapes(moteur: Moteur) -> list[EtapeVue]:
    """Les étapes du protocole et ce qu'il en est : faite si une réponse y fut donnée."""
    etat = moteur.etat
    ici = etat.en_attente.demande.etape if etat.en_attente else None
    return [
        EtapeVue(e.id, e.titre, "en_cours" if e.id == ici else _etat_de(etat, e.id))
        for e in moteur.protocole.etapes
    ]


def _etat_de(etat: EtatSeance, etape: str) -> EtatEtape:
    echanges = etat.de_l_etape(etape)
    if any(e.reponse for e in echanges):
        return "faite"
    return "passee" if any(e.passee for e in echanges) else "a_venir"


# --- Ce que j'entends --------------------------------------------------------------------------


@dataclass(frozen=True)
class Entendu:
    """Un passage lu ; `reponse` est vide tant qu'il s'écrit."""

    reponse: str
    segment: Segment


def entendus(moteur: Moteur, en_cours: tuple[Segment, ...] = ()) -> dict[Nature, list[Entendu]]:
    """Les passages lus dans les récits, puis ceux qui s'écrivent, par nature."""
    ranges: dict[Nature, list[Entendu]] = {nature: [] for nature in Nature}
    for lu in moteur.matiere.segments():
        ranges[lu.segment.nature].append(Entendu(lu.reponse.id, lu.segment))
    for segment in en_cours:
        ranges[segment.nature].append(Entendu("", segment))
    return ranges
