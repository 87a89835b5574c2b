"""La porte avant de donner une séance : étapes, entités, réserves, aperçu, puis le fichier.

Rien n'est écrit avant `donner`. La séance du carnet ne change pas : le fichier porte les
pseudonymes et les reformulations, le carnet garde de quoi les retrouver.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.carnet import Carnet
from coach.carnet.citations import textes
from coach.carnet.vues import EntetePortable
from coach.confidentialite.entites import identifier
from coach.modeles.evenements import ConsentementDonne, Evenement, PartageFait
from coach.modeles.repli import plier
from coach.modeles.retrait import suites, trouer
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import nfc
from coach.partage.disque import ecrire
from coach.partage.donner import NOTE, Pli, Transforme, plier_pour_donner, reponses_donnees
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import Journal, exporter, lire_fichier
from coach.partage.pseudonymes import FORMULES
from coach.partage.remplacement import Regle, remplacer
from coach.partage.revue import Connus, Lire, Revue, suivre

_SUIVI = "suivi"
"""Ce que sont devenus des engagements d'avant : à ne donner que si on le veut."""


@dataclass(frozen=True)
class EtapeOfferte:
    """Une étape à donner ou non ; `emotions` : elle demande ce qui fut ressenti."""

    id: str
    titre: str
    reponses: int
    emotions: bool = False


class Porte(Revue):
    """Ce que la personne décide avant de donner une séance.

    `connus` : les pseudonymes des partages d'avant ; `tus` : d'autres textes du carnet, que le
    coach a pu citer ; `coach` : ses phrases à lui ; `lire` : de quoi voir les jugements.
    """

    def __init__(
        self,
        flux: str,
        evenements: Sequence[Evenement],
        *,
        etapes: Mapping[str, tuple[str, bool]] | None = None,
        connus: Connus | None = None,
        tus: Iterable[str] = (),
        coach: Iterable[str] = (),
        lire: Lire | None = None,
    ) -> None:
        self.flux = flux
        self.evenements = tuple(evenements)
        self.etat = plier(flux, evenements)
        self.etapes = _etapes_offertes(self.etat, etapes or {})
        self.choisies = {e.id for e in self.etapes if not e.emotions and e.id != _SUIVI}
        self._tus, self._coach = tuple(tus), tuple(coach)
        super().__init__(self._textes_de({e.id for e in self.etapes}), connus=connus, lire=lire)

    # --- Les étapes --------------------------------------------------------------------------

    def choisir(self, etapes: Iterable[str]) -> None:
        """Ne donne que ces étapes ; ce qui fut décidé des entités reste."""
        self.choisies = set(etapes) & {e.id for e in self.etapes}

    def textes(self) -> list[str]:
        """Ce que la personne a écrit et donne, tel qu'au carnet."""
        return self._textes_de(self.choisies)

    def _textes_de(self, etapes: set[str]) -> list[str]:
        donnees = reponses_donnees(self.etat, etapes)
        ids = {r.id for r in donnees}
        textes = [r.texte for r in donnees if not r.choix]
        for lien in self.etat.liens:
            if lien.ancre is None or lien.ancre.evenement in ids:
                textes += [lien.extrait, lien.justification]
        textes += [t for a in self.etat.ajustements for t in (a.texte, a.moment, a.indicateur)]
        textes += [self.etat.titre]
        if NOTE in etapes and self.etat.note:
            textes.insert(0, self.etat.note)
        return [t for t in textes if t.strip()]

    # --- Le fichier --------------------------------------------------------------------------

    def transformer(self, texte: str) -> Transforme:
        """Un texte du carnet tel qu'il sera donné ; ce qui citait un passage reformulé se troue."""
        etats = self._etats(texte)
        rendu = etats[-1].apres
        restes = suites(passage for passage, _ in self.reformulations)
        if restes and not any(e.coupes for e in etats[1:]) and texte not in self._ecrits():
            rendu = trouer(rendu, restes - suites(self._ecrits_reformules(self._regles())))
        return suivre(etats, rendu)

    def _ecrits(self) -> set[str]:
        return {r.texte for r in reponses_donnees(self.etat, self.choisies)}

    def _ecrits_reformules(self, regles: Sequence[Regle]) -> Iterable[str]:
        for texte in self._ecrits():
            rendu = remplacer(texte, regles).apres
            for passage, neuf in self.reformulations:
                rendu = rendu.replace(passage, remplacer(neuf, regles).apres)
            yield rendu

    def pli(self, consentement: str = "") -> Pli:
        """Les événements à donner."""
        return plier_pour_donner(
            self.flux,
            self.evenements,
            etapes=self.choisies,
            transformer=self.transformer,
            tus=self._tus,
            coach=self._coach,
            consentement=consentement,
        )

    def accord_ecrit(self, accord: str) -> tuple[str, tuple[str, ...]]:
        """Les mots de l'accord tels que le fichier les portera, et qui ils nomment encore."""
        ecrit = self.transformer(nfc(accord)).apres
        return ecrit, tuple(dict.fromkeys(i.texte for i in identifier(ecrit)))

    def apercu(self) -> EtatSeance:
        """La séance telle qu'on la lira."""
        pli = self.pli()
        return plier(pli.flux, pli.evenements)

    def octets(self, pli: Pli) -> bytes:
        """Le fichier. Lève `ErreurDeFichier` si rien n'est donné, ou si un nom accepté y reste."""
        if not self.choisies:
            raise ErreurDeFichier("rien_a_donner")
        octets = exporter(pli.flux, pli.evenements, EntetePortable(pseudonymise=True))
        self._verifier(lire_fichier(octets))
        return octets

    def _verifier(self, journal: Journal) -> None:
        """Relit ce qui s'écrira : aucun nom accepté n'y reste."""
        ecrits = "\n".join(_mots_de(e) for e in journal.evenements)
        for entite in self.restants(ecrits):
            raise ErreurDeFichier("nom_restant", nom=entite.formes[0])

    def donner(
        self,
        carnet: Carnet,
        chemin: Path,
        consentement: str,
        enfermer: Callable[[bytes], bytes] = lambda octets: octets,
    ) -> Pli:
        """Écrit le fichier et le retient au carnet. Lève `ErreurDeFichier`, `ErreurDeCarnet`.

        `consentement` : les mots par lesquels la personne accepte de donner ; `enfermer` chiffre.
        """
        if not consentement.strip():
            raise ErreurDeFichier("consentement")
        pli = self.pli(consentement)
        ecrire(chemin, enfermer(self.octets(pli)))
        try:
            self._retenir(carnet, pli, consentement)
        except Exception:
            chemin.unlink(missing_ok=True)
            raise
        return pli

    def _retenir(self, carnet: Carnet, pli: Pli, consentement: str) -> None:
        etapes = tuple(e.id for e in self.etapes if e.id in self.choisies)
        fait = {"seance": self.flux, "fichier": pli.flux, "etapes": etapes}
        carnet.retenir_le_partage(
            [(ConsentementDonne, {"texte": consentement}), (PartageFait, fait)],
            fichier=pli.flux,
            flux=self.flux,
            pseudonymes=self.gardes(),
            table=pli.table,
        )


def _etapes_offertes(
    etat: EtatSeance, noms: Mapping[str, tuple[str, bool]]
) -> tuple[EtapeOfferte, ...]:
    choisies = {e.apres for e in etat.emotions}
    compte: dict[str, int] = {}
    emues: set[str] = set()
    for reponse in etat.reponses:
        compte[reponse.etape] = compte.get(reponse.etape, 0) + 1
        if reponse.id in choisies:
            emues.add(reponse.etape)
    offertes = [EtapeOfferte(NOTE, FORMULES["etapes"][NOTE], 1)] if etat.note else []
    for etape, nombre in compte.items():
        titre, emotion = noms.get(etape, (FORMULES["etapes"].get(etape, etape), False))
        offertes.append(EtapeOfferte(etape, titre, nombre, emotion or etape in emues))
    return tuple(offertes)


def _mots_de(evenement: Evenement) -> str:
    return "\n".join(textes(evenement))
