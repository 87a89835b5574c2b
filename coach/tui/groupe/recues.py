"""Ce que des groupes ont dit d'une séance : à côté d'elle, et de quoi en faire un ajustement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.modeles.calendrier import en_clair
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import en_une_ligne
from coach.supervision.presentation import en_mots, par_genre_recu
from coach.supervision.retour import Recue, a_retenir, importer, recues, retenir
from coach.tui.paroles import dire
from coach.tui.widgets.peint import Phrase

if TYPE_CHECKING:
    from coach.supervision.annotations import Annotations
    from coach.tui.application import CoachApp

Ensuite = Callable[[], None]
_DEBUT = 60
"""Points de code qui suffisent à reconnaître une réponse."""


def pieces(donnees: Sequence[Recue], etat: EtatSeance) -> Iterator[Phrase]:
    """Les contributions, genre par genre : de quelle réponse chacune parle, si elle est retenue."""
    if donnees:
        yield Phrase(dire("recues.titre"), classes="etape")
    textes = {r.id: r.texte for r in etat.reponses}
    for titre, siennes in par_genre_recu(donnees):
        yield Phrase(titre, classes="genre")
        for recue in siennes:
            yield Phrase(en_une_ligne(en_mots(recue.contribution)), classes="recue")
            for detail in _details(recue, textes):
                yield Phrase(detail, classes="recue_detail")


def _details(recue: Recue, textes: Mapping[str, str]) -> Iterator[str]:
    if texte := textes.get(recue.contribution.cible or ""):
        yield dire("recues.a_propos", texte=_debut(texte))
    if recue.ajustement is not None:
        yield dire("recues.retenue")


def _debut(texte: str) -> str:
    ligne = en_une_ligne(texte)
    return ligne if len(ligne) <= _DEBUT else ligne[:_DEBUT].rsplit(" ", 1)[0] + "…"


# --- Retenir une piste ---------------------------------------------------------------------------


def retenir_une_piste(coach: "CoachApp", flux: str, ensuite: Ensuite) -> None:
    """Demande laquelle, dans quels mots, pour quand et à quel signe ; puis l'écrit au plan."""
    from coach.tui.ecrans.groupe.pistes import EcranPistes

    offertes = a_retenir(recues(coach.carnet.evenements(flux)))
    siennes = {r.contribution.id: r.contribution.texte for r in offertes}

    def choisie(piste: str | None) -> None:
        if piste is not None:
            _Retenue(coach, flux, piste, ensuite).demander(siennes[piste])

    coach.push_screen(EcranPistes(offertes), choisie)


class _Retenue:
    """Une piste que l'on prend pour soi, une question à la fois."""

    def __init__(self, coach: "CoachApp", flux: str, piste: str, ensuite: Ensuite) -> None:
        self._coach, self._flux, self._piste, self._ensuite = coach, flux, piste, ensuite
        self._texte = ""
        self._echeance: date | None = None

    def demander(self, texte: str) -> None:
        """Ses mots d'abord : ceux du groupe sont proposés."""
        self._saisir("recues.en_mes_mots", en_une_ligne(texte), self._recevoir_les_mots)

    def _recevoir_les_mots(self, mots: str) -> None:
        if mots.strip():
            self._texte = mots
            self._saisir("recues.pour_quand", "", self._recevoir_la_date)

    def _recevoir_la_date(self, dite: str) -> None:
        from coach.plan.gestes import comprendre_la_date

        if dite.strip():
            self._echeance = comprendre_la_date(dite, self._coach.horloge().date())
        self._saisir("recues.a_quel_signe", "", self._ecrire)

    def _ecrire(self, signe: str) -> None:
        retenir(
            self._coach.carnet,
            self._flux,
            self._piste,
            texte=self._texte,
            echeance=self._echeance,
            indicateur=signe,
        )
        dit = dire("recues.au_plan")
        if self._echeance is not None:
            dit = dire("recues.au_plan_pour", jour=en_clair(self._echeance, semaine=True))
        self._coach.notify(dit, markup=False, timeout=8)
        self._ensuite()

    def _saisir(self, cle: str, valeur: str, suite: Callable[[str], None]) -> None:
        self._coach.demander(dire(cle), valeur, suite)


# --- Prendre un fichier --------------------------------------------------------------------------


def prendre(coach: "CoachApp", ensuite: Callable[[str], None]) -> None:
    """Demande un fichier d'annotations et le prend ; `ensuite` reçoit la séance qu'il annote."""
    from coach.supervision.annotations import lire_annotations
    from coach.tui.partage.coffre import ouvrir_recu

    def prendre_ceci(contenu: bytes | Path) -> None:
        ensuite(rendre(coach, lire_annotations(contenu)))

    def recevoir(nom: str) -> None:
        if nom.strip():
            ouvrir_recu(coach, nom, prendre_ceci)

    coach.demander(dire("recues.fichier"), "", recevoir)


def rendre(coach: "CoachApp", annotations: "Annotations") -> str:
    """Met ces contributions à côté de leur séance, le dit, et rend cette séance."""
    retour = importer(coach.carnet, annotations)
    resume = coach.carnet.resume(retour.seance)
    titre = en_une_ligne(resume.titre) if resume else ""
    cle = "prises" if retour.ajoutees else "deja_la"
    dit = dire(f"recues.{cle}", nombre=retour.ajoutees, titre=titre or dire("accueil.sans_titre"))
    coach.notify(dit, markup=False, timeout=8)
    if retour.autres:
        dit = dire("recues.autres", nombre=retour.autres)
        coach.notify(dit, markup=False, severity="warning", timeout=12)
    return retour.seance
