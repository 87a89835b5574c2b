"""Classer un segment : règles reconnues, probabilités, et les mots qui ont fait pencher."""

from dataclasses import dataclass
from functools import lru_cache

from coach.analyse.donnees import donnees
from coach.analyse.jetons import Jeton
from coach.analyse.modele import NATURES, logits, poids, softmax
from coach.analyse.regles import Trouvaille, jeu, mots_appris, trouvailles
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc

_MOTS_DU_CORPUS = tuple(donnees("explications")["mots_du_corpus"][n] for n in NATURES)
_INDICES_AU_PLUS = 3
_ESSAIS_AU_PLUS = 5
_MOTS_AU_PLUS = 9


@dataclass(slots=True)
class Classement:
    """La lecture d'un segment hors contexte : `probabilites` suit l'ordre de NATURES."""

    texte: str
    probabilites: list[float]
    mots: list[Jeton]
    trouvailles: list[Trouvaille]

    @property
    def rang(self) -> int:
        """Rang de la nature la plus probable."""
        return max(range(3), key=self.probabilites.__getitem__)


@lru_cache(maxsize=2048)
def classer(texte: str, attendue: Nature | None = None) -> Classement:
    """Classe un segment NFC ; les derniers sont gardés, une frappe n'en change qu'un ou deux."""
    mots, trouves = trouvailles(texte)
    trouves += mots_appris(mots, poids().regles)
    compte = sum("signe" not in m.etiquettes for m in mots)
    scores = logits(sorted({t.regle for t in trouves}), attendue, compte)
    return Classement(texte, softmax(scores), mots, trouves)


def probabilites(texte: str, attendue: Nature | None = None) -> dict[Nature, float]:
    """Rend la probabilité de chaque nature pour un segment déjà découpé, lu sans contexte."""
    return dict(zip(NATURES, classer(nfc(texte), attendue).probabilites, strict=True))


def avantage(regle: str, rang: int) -> float:
    """De combien une règle pousse vers la nature de ce rang, face à la meilleure autre."""
    w = poids().regles.get(regle)
    if w is None:
        return 0.0
    return w[rang] - max(v for i, v in enumerate(w) if i != rang)


def indices(classe: Classement, rang: int, attendue: Nature | None) -> list[tuple[int, int, str]]:
    """Rend (debut, fin, raison) des mots qui plaident pour la nature, chacun vérifié.

    Vérifié : effacer ces mots du segment baisse la probabilité de la nature.
    """
    retenus: list[tuple[int, int, str]] = []
    regles = jeu().regles
    for essai, trouvaille in enumerate(_candidats(classe, rang)):
        if essai >= _ESSAIS_AU_PLUS or len(retenus) >= _INDICES_AU_PLUS:
            break
        debut, fin = trouvaille.debut, trouvaille.fin
        if any(debut < f and d < fin for d, f, _ in retenus):
            continue
        regle = regles.get(trouvaille.regle)
        if retenus and (regle is None or regle.muette):
            continue
        sans = classe.texte[:debut] + classe.texte[fin:]
        if classer(sans, attendue).probabilites[rang] < classe.probabilites[rang]:
            retenus.append((debut, fin, regle.raison if regle else _MOTS_DU_CORPUS[rang]))
    return sorted(retenus)


def _candidats(classe: Classement, rang: int) -> list[Trouvaille]:
    """Trouvailles qui plaident pour la nature : les plus fortes et les plus courtes d'abord."""
    nature = NATURES[rang]
    regles = jeu().regles
    par_etendue: dict[tuple[int, int], tuple[float, Trouvaille]] = {}
    for t in sorted(classe.trouvailles):
        force = avantage(t.regle, rang)
        if force <= 0:
            continue
        regle = regles.get(t.regle)
        if regle is None or regle.nature != nature or regle.muette:
            force *= 0.1
        if t.rang_fin - t.rang >= _MOTS_AU_PLUS:
            force *= 0.1
        ancienne = par_etendue.get((t.debut, t.fin))
        if ancienne is None or force > ancienne[0]:
            par_etendue[t.debut, t.fin] = (force, t)
    return [t for _, t in sorted(par_etendue.values(), key=lambda e: (-e[0], e[1].debut))]
