"""Des séances où des gestes se suivent au hasard."""

from collections.abc import Sequence

from fabriques import Seance, seance
from hypothesis import strategies as st

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    CompetenceLiee,
    Evenement,
    EvenementAnnule,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import nfc

_MOTS = st.sampled_from(["il", "crie", "é", "œ", " ", "\n", "peur", ".", "« ", " »", "e\u0301"])
_TEXTES = st.lists(_MOTS, min_size=1, max_size=8).map(lambda mots: nfc("".join(mots)))
_NATURES = st.sampled_from(list(Nature))


@st.composite
def journaux(tirer: st.DrawFn, pas: int = 12) -> Seance:
    """Une séance où la personne fait un peu tout, et se ravise."""
    s = seance(1)
    for _ in range(tirer(st.integers(1, pas))):
        _un_geste(tirer, s)
    return s


def _un_geste(tirer: st.DrawFn, s: Seance) -> None:
    reponses = [e for e in s.evenements if isinstance(e, ReponseDonnee)]
    textes = {r.id: [r.texte] for r in reponses}
    for e in s.evenements:
        if isinstance(e, ReponseModifiee):
            textes[e.cible].append(e.texte)
    match tirer(st.integers(0, 9)):
        case 0 | 1:
            s.repondre(tirer(_TEXTES))
        case 2 if reponses:
            s.dire(ReponseModifiee, cible=tirer(st.sampled_from(reponses)).id, texte=tirer(_TEXTES))
        case 3 | 4 if reponses:
            reponse = tirer(st.sampled_from(reponses))
            texte = tirer(st.sampled_from(textes[reponse.id]))
            s.dire(SegmentCorrige, ancre=tirer(ancres(reponse.id, texte)), nature=tirer(_NATURES))
        case 5 if reponses:
            reponse = tirer(st.sampled_from(reponses))
            ancre = tirer(ancres(reponse.id, textes[reponse.id][-1]))
            s.dire(
                CompetenceLiee,
                apres=reponse.id,
                referentiel="cip",
                code="C1",
                millesime="2020",
                ancre=ancre,
                extrait=ancre.texte,
                justification="là",
            )
        case 6:
            s.dire(TitreDonne, titre=tirer(st.sampled_from(["Un", "Deux"])))
        case 7:
            s.dire(AjustementDecide, apres=s.evenements[-1].id, texte="essayer")
        case _:
            s.dire(EvenementAnnule, cible=tirer(st.sampled_from(actes(s.evenements))).id)


def actes(evenements: Sequence[Evenement]) -> list[Evenement]:
    """Ce qui s'annule : les gestes de la personne et les annulations, pas les questions."""
    return [e for e in evenements if not isinstance(e, QuestionPosee)]


@st.composite
def ancres(tirer: st.DrawFn, reponse: str, texte: str) -> Ancre:
    debut = tirer(st.integers(0, len(texte) - 1))
    fin = tirer(st.integers(debut + 1, len(texte)))
    return Ancre(evenement=reponse, debut=debut, fin=fin, texte=texte[debut:fin])


def etat(s: Seance, evenements: Sequence[Evenement] | None = None) -> EtatSeance:
    return plier(s.flux, s.evenements if evenements is None else evenements)
