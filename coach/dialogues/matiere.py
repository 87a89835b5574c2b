"""La matière d'une séance : ses réponses lues, et les passages qu'on peut en reprendre."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coach.dialogues.citation import (
    LONGUEUR_DITE,
    Citation,
    citer,
    citer_mots,
    citer_segment,
    est_un_reste,
    propositions,
)
from coach.dialogues.contexte import Contexte
from coach.dialogues.protocole import Protocole
from coach.dialogues.repertoire import catalogue
from coach.dialogues.signes import ACTE, MOTS_HORS_DE_PROPORTION
from coach.liens import Suggestion
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.presque_rien import precision_seule, presque_vide
from coach.modeles.referentiel import Referentiel
from coach.modeles.seance import Echange, EtatSeance, Reponse
from coach.modeles.texte import cle

_GENRES_DE_RECIT = ("texte", "emotions", "ajustement")
_NEGATION = re.compile(r"\bn(?:e\s|['’])", re.IGNORECASE)
_ADRESSE = re.compile(
    r"\b(?:propos|demand|ecout|expliqu|attend|appel|rassur|reformul|aid|montr|accompagn"
    r"|pris le temps|dit|repond|rappel|not|ecri|lu |relu|invit|remerci|assis|laiss)"
)
_DE_REGRET = ("norme", "souhait", "auto_evaluation")
_REGRET = re.compile(r"\b(?:j'aurais?|on aurait|je (?:n')?aurais?|je regrette|si j'avais)\b")
_SUJET = re.compile(
    r"\b(?:(?:je|tu|il|elle|on|nous|vous|ils|elles)\s+(?:(?:ne|me|te|se|lui|leur)\s+|[nmts]['’])*"
    r"|(?:j['’]|[nmts]['’])+)\Z",
    re.IGNORECASE,
)
"""Un sujet et ce qui le lie à son verbe, jusqu'au bord de la recherche."""

_MOT_PLEIN = re.compile(r"\b[a-z]{6,}\b")
RAPPELS_MAX = 3

_CONFIANCE_D_UNE_EMOTION = 0.8
"""En dessous, rendre un passage à quelqu'un comme son émotion serait s'avancer."""

EXTRAITS_MAX = 4


@dataclass(frozen=True)
class SegmentLu:
    """Un segment, et la réponse où il se trouve."""

    reponse: Reponse
    segment: Segment


class Matiere:
    """Les textes d'un état de séance, lus à la demande."""

    def __init__(self, etat: EtatSeance, protocole: Protocole, contexte: Contexte) -> None:
        self.etat = etat
        self.protocole = protocole
        self.contexte = contexte
        self.memoire = contexte.memoire()
        self._lectures: dict[str, Lecture] = {}

    def attendue(self, echange: Echange) -> Nature | None:
        """La nature que la demande appelle : celle de la relance, de la question ou de l'étape."""
        demande = echange.demande
        etape = self.protocole.etape(demande.etape)
        if isinstance(demande, RelancePosee):
            relance = catalogue().get(demande.relance)
            if relance and relance.attendue:
                return relance.attendue
        elif etape and (question := etape.question(demande.question)) and question.attendue:
            return question.attendue
        return etape.attendue if etape else None

    def lecture(self, echange: Echange) -> Lecture:
        """La lecture d'une réponse, corrections de la personne comprises."""
        if echange.reponse is None:
            return Lecture()
        reponse = echange.reponse
        if reponse.id not in self._lectures:
            decisions = self.etat.decisions.get(reponse.id, ())
            self._lectures[reponse.id] = self.contexte.lire(
                reponse.texte, decisions, self.attendue(echange)
            )
        return self._lectures[reponse.id]

    def recits(self) -> list[Echange]:
        """Les échanges où la personne raconte (hors titre, choix de compétences et clôture).

        Un récit donné là où un titre suffisait en est un.
        """
        genres = {e.id: e.genre for e in self.protocole.etapes}
        premiere = self.protocole.etapes[0].id
        return [
            e
            for e in self.etat.echanges
            if e.reponse is not None
            and not e.reponse.choix
            and (e.demande.etape != premiere or self._d_avance(e))
            and genres.get(e.demande.etape) in _GENRES_DE_RECIT
        ]

    def recit_d_avance(self) -> Echange | None:
        """Le récit donné avant qu'on le demande, là où une ligne suffisait, ou rien."""
        return next((e for e in self.recits() if self._d_avance(e)), None)

    def _d_avance(self, echange: Echange) -> bool:
        texte = echange.reponse.texte if echange.reponse else ""
        return raconte_d_avance(self.protocole, echange.demande, texte)

    def segments(self, nature: Nature | None = None) -> list[SegmentLu]:
        """Les segments lus dans les récits, de cette nature ou de toutes.

        Un nombre, un jour ou un « rien » donnés seuls n'y sont pas : ils ne racontent rien.
        """
        return self._segments((e for e in self.recits() if _raconte(e)), nature)

    def _segments(self, echanges: Iterable[Echange], nature: Nature | None) -> list[SegmentLu]:
        return [
            SegmentLu(echange.reponse, segment)
            for echange in echanges
            if echange.reponse
            for segment in self.lecture(echange).segments
            if nature is None or segment.nature == nature
        ]

    def rappels(self, nature: Nature, etape: str) -> list[Citation]:
        """Ce qui fut dit avant, d'une nature, hors de son étape : les trois passages les plus nets.

        Ce qu'une relance a déjà repris cède la place à ce qui ne l'est pas encore.

        Une question qui appelait cette nature, ou qui laissait libre d'en penser quelque chose,
        a déjà reçu sa réponse : elle ne se rend pas.
        """
        a_leur_place = (nature, None) if nature == Nature.OPINION else (nature,)
        egares = [
            e for e in self.recits() if self._d_avance(e) or self.attendue(e) not in a_leur_place
        ]
        citations = (
            (citer_segment(lu.reponse, lu.segment), lu.segment)
            for lu in self._segments(egares, nature)
            if lu.reponse.etape != etape and _assez_sur(lu.segment)
            if not presque_vide(lu.segment.texte)
        )
        rendus = {c.ancre.texte: (c, s) for c, s in citations if c and _se_rend(c, s)}
        deja = {e.demande.cite for e in self.etat.echanges if isinstance(e.demande, RelancePosee)}
        nets = sorted(
            rendus,
            key=lambda texte: (rendus[texte][0].ancre not in deja, *_nettete(rendus[texte][1])),
            reverse=True,
        )
        return [c for texte, (c, _) in rendus.items() if texte in nets[:RAPPELS_MAX]]

    def actes(self) -> list[Citation]:
        """Ce que la personne dit avoir fait, proposition par proposition : l'adressé d'abord.

        Jamais ce qu'elle n'a pas fait, ni ce qu'elle a seulement vu, su ou ressenti ; ni ce qu'elle
        regrette : le lui rendre comme un point fort sonnerait faux.
        """
        regrettes = {
            mot
            for lu in self.segments(Nature.OPINION)
            if lu.segment.sous_type in _DE_REGRET and _REGRET.search(cle(lu.segment.texte))
            for mot in _MOT_PLEIN.findall(cle(lu.segment.texte))
        }
        citations = (
            citer(lu.reponse, debut, fin)
            for lu in self.segments(Nature.FAIT)
            if not lu.segment.incertain
            for debut, fin in propositions(lu.reponse.texte, lu.segment.debut, lu.segment.fin)
            if ACTE.match(lu.reponse.texte, debut, fin)
            and not _NEGATION.search(lu.reponse.texte, debut, fin)
            and regrettes.isdisjoint(_MOT_PLEIN.findall(cle(lu.reponse.texte[debut:fin])))
        )
        dits = [c for c in citations if c and len(c.ancre.texte) <= LONGUEUR_DITE]
        return sorted(dits, key=lambda c: not _ADRESSE.search(cle(c.ancre.texte)))

    def texte(self) -> str:
        """Tous les récits à la suite, titre compris, un par ligne : ce que l'on relie."""
        premiere = self.protocole.etapes[0].id
        recits = [e.reponse for e in self.recits() if e.reponse]
        textes = [r.texte for r in self.etat.reponses if r.etape == premiere and r not in recits]
        textes += [r.texte for r in recits]
        return "\n".join([*([self.etat.note] if self.etat.note else []), *textes])

    def suggestions(self, referentiel: Referentiel, nombre: int) -> list[tuple[Suggestion, str]]:
        """Les compétences suggérées, chacune avec les mots de la personne qui parlent pour elle."""
        texte = self.texte()
        if not texte.strip():
            return []
        return [
            (s, mots_des_raisons(texte, s))
            for s in self.contexte.relier(texte, referentiel, nombre)
        ]

    def extraits(self, mots: Iterable[str]) -> list[Citation]:
        """Les passages qui montrent le mieux : ceux qui contiennent ces mots, puis les actes."""
        cherches = [m.casefold() for m in mots]
        notes: list[tuple[int, int, SegmentLu]] = []
        for rang, lu in enumerate(self.segments()):
            texte = lu.segment.texte.casefold()
            note = 2 * min(2, sum(m in texte for m in cherches))
            note += 2 * (lu.segment.nature == Nature.FAIT) + 3 * _est_un_acte(lu.segment.texte)
            if not presque_vide(texte):
                notes.append((note, -rang, lu))
        meilleurs = sorted(notes, key=lambda n: n[:2], reverse=True)[:EXTRAITS_MAX]
        citations = (
            citer_segment(lu.reponse, lu.segment)
            for _, _, lu in sorted(meilleurs, key=lambda n: -n[1])
        )
        return list({cle(c.ancre.texte): c for c in reversed([*citations]) if c}.values())[::-1]

    def retrouver(self, passage: str) -> Citation | None:
        """Le passage tel quel dans un récit, s'il y est."""
        for reponse in (e.reponse for e in self.recits()):
            if reponse and passage and (debut := reponse.texte.find(passage)) >= 0:
                return citer(reponse, debut, debut + len(passage))
        return None


def mots_des_raisons(texte: str, suggestion: Suggestion) -> str:
    """Jusqu'à trois groupes de mots de la personne, entre guillemets.

    Un verbe y vient avec son sujet : « je n'ai rien dit », jamais « ai rien dit ».
    """
    dits = (texte[_sujet(texte, r.debut) : r.fin] for r in suggestion.raisons)
    mots = list(dict.fromkeys(dits))[:3]
    return ", ".join(citer_mots(m) for m in mots)


def _sujet(texte: str, debut: int) -> int:
    """Le point de code où commence le sujet écrit juste avant `debut`, ou `debut`."""
    trouve = _SUJET.search(texte, 0, debut)
    return trouve.start() if trouve else debut


def raconte_d_avance(
    protocole: Protocole, demande: QuestionPosee | RelancePosee, texte: str
) -> bool:
    """Vrai pour un récit répondu à une question d'une ligne, avant celle qui le demande."""
    if isinstance(demande, RelancePosee) or len(texte.split()) < MOTS_HORS_DE_PROPORTION:
        return False
    for question in (q for e in protocole.etapes for q in e.questions):
        if question.raconte == "scene":
            return False
        if question.id == demande.question:
            return question.courte
    return False


def _se_rend(citation: Citation, segment: Segment) -> bool:
    """Vrai si ces mots tiennent debout et disent quelque chose.

    « Super », seul, était peut-être de l'ironie ; une question à soi n'est pas un avis à reprendre.
    """
    texte = citation.ancre.texte
    if est_un_reste(texte) or presque_vide(texte):
        return False
    demande = segment.texte.rstrip().endswith("?")
    return segment.nature != Nature.OPINION or (" " in texte and not demande)


def _nettete(segment: Segment) -> tuple[bool, bool, float]:
    """De quoi préférer un passage : dit par la personne, émotion nommée, lecture sûre."""
    return segment.corrige, segment.mode == "nommee", segment.confiance


def _assez_sur(segment: Segment) -> bool:
    """Vrai si la personne l'a dit elle-même, ou si la lecture ne fait guère de doute."""
    if segment.corrige:
        return True
    emotion = segment.nature == Nature.EMOTION
    return not segment.incertain and (not emotion or segment.confiance >= _CONFIANCE_D_UNE_EMOTION)


def _raconte(echange: Echange) -> bool:
    """Vrai si la réponse dit plus qu'un nombre, un jour, un « oui »."""
    texte = echange.reponse.texte if echange.reponse else ""
    return not (presque_vide(texte) or precision_seule(texte))


def _est_un_acte(texte: str) -> bool:
    debut = texte.lstrip(" -–—•").casefold()
    return debut.startswith(("j'", "j’", "je ", "moi j", "alors j", "puis j", "et j"))
