"""Classer un segment : règles reconnues, probabilités, et les mots qui ont fait pencher."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from coach.analyse.charges import charges
from coach.analyse.donnees import donnees
from coach.analyse.jetons import Jeton
from coach.analyse.modele import NATURES, Ecart, Trio, attenuation, logits, poids, softmax
from coach.analyse.pesage import Pesage, Pesee
from coach.analyse.regles import jeu
from coach.analyse.reperage import Reconnue, Trouvaille, preparer, situer
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc

_MOTS_DU_CORPUS = tuple(donnees("explications")["mots_du_corpus"][n] for n in NATURES)
_INDICES_AU_PLUS = 3
_ECART_SUR = 1.5
"""En logit : au-delà, effacer les mots fait presque toujours baisser la nature."""
_INFIME = 1e-9
"""En deçà, ce n'est que l'arrondi du calcul."""
_COUVRANTS = frozenset({"avis", "doute", "impression", "dire"})
"""Mots qui couvrent ceux qui suivent : les effacer les découvre."""
_MOTS_AU_PLUS = 9
_FAUTE_DE_MIEUX = 0.1
_GUILLEMETS = frozenset('«»“”"')


@dataclass
class Classement:
    """La lecture de jetons d'un seul tenant : `probabilites` suit l'ordre de NATURES."""

    texte: str
    """Du premier au dernier jeton."""
    probabilites: list[float]
    mots: list[Jeton]
    pesee: Pesee
    depuis: int
    """Le rang, dans la phrase des règles reconnues, du premier de ces jetons."""
    apports: list[Ecart]
    scores: list[float]

    @property
    def reconnues(self) -> list[Reconnue]:
        """Les règles reconnues, en rangs de la phrase."""
        return self.pesee.reconnues

    @property
    def rang(self) -> int:
        """Rang de la nature la plus probable."""
        return max(range(3), key=self.probabilites.__getitem__)


def conclure(
    texte: str, mots: list[Jeton], depuis: int, pesee: Pesee, attendue: Nature | None
) -> Classement:
    """Des jetons pesés à leur lecture d'un seul tenant ; `texte` est celui dont ils viennent.

    `depuis` : le rang, dans la phrase, du premier de ces jetons.
    """
    compte = len(mots) if attendue is None else sum("signe" not in m.etiquettes for m in mots)
    scores = logits(pesee.apports, attendue, compte)
    extrait = texte[mots[0].debut : mots[-1].fin] if mots else texte
    return Classement(extrait, softmax(scores), mots, pesee, depuis, pesee.apports, scores)


def incliner(classe: Classement, ajout: Trio) -> Classement:
    """La même lecture, une fois ajouté ce que disent les corrections de la personne."""
    scores = [s + a for s, a in zip(classe.scores, ajout, strict=True)]
    return replace(classe, scores=scores, probabilites=softmax(scores))


@lru_cache(maxsize=2048)
def classer(texte: str, attendue: Nature | None = None) -> Classement:
    """Classe un segment NFC, lu sans contexte."""
    mots, paroles = preparer(texte)
    return conclure(
        texte, mots, 0, Pesage(mots, paroles, charges(mots)).peser(0, len(mots)), attendue
    )


def probabilites(texte: str, attendue: Nature | None = None) -> dict[Nature, float]:
    """Rend la probabilité de chaque nature pour un segment déjà découpé, lu sans contexte."""
    return dict(zip(NATURES, classer(nfc(texte), attendue).probabilites, strict=True))


@cache
def _forces(rang: int) -> dict[str, float]:
    """Ce que chaque règle qui plaide pour la nature de ce rang lui donne de plus qu'aux autres.

    Une règle muette, ou qui plaide d'abord pour une autre, ne se montre que faute de mieux.
    """
    regles = jeu().regles
    rendu: dict[str, float] = {}
    for nom, w in poids().regles.items():
        force = w[rang] - max(v for i, v in enumerate(w) if i != rang)
        regle = regles.get(nom)
        if force > 0 and regle is not None:
            franche = regle.nature == NATURES[rang] and not regle.muette
            rendu[nom] = force if franche else force * _FAUTE_DE_MIEUX
    return rendu


def indices(classe: Classement, rang: int) -> list[tuple[int, int, str]]:
    """Rend (debut, fin, raison) des mots qui plaident pour la nature, en tout trois au plus.

    On ne montre que des mots dont l'absence ferait baisser la probabilité de la nature.
    """
    retenus: list[tuple[int, int, str]] = []
    regles = jeu().regles
    for trouvaille in _plaidoyers(classe, rang):
        if len(retenus) >= _INDICES_AU_PLUS:
            break
        if any(trouvaille.debut < f and d < trouvaille.fin for d, f, _ in retenus):
            continue
        regle = regles[trouvaille.regle]
        if retenus and regle.muette:
            continue
        if _compte(classe, trouvaille, rang, verifier=not retenus):
            retenus.append((*_sans_guillemets(classe, trouvaille), regle.raison))
    if not retenus:
        for mot in _mots_forts(classe, rang):
            if _compte(classe, mot, rang, verifier=True):
                return [(*_sans_guillemets(classe, mot), _MOTS_DU_CORPUS[rang])]
    return sorted(retenus)


def _sans_guillemets(classe: Classement, t: Trouvaille) -> tuple[int, int]:
    """L'étendue d'un indice, sans guillemet ni signe à ses bords."""
    dedans: list[Jeton] = []
    for mot in classe.mots[t.rang : t.rang_fin + 1]:
        if "signe" not in mot.etiquettes:
            dedans.append(mot)
        elif dedans and mot.cle in _GUILLEMETS:
            break
    return (dedans[0].debut, dedans[-1].fin) if dedans else (t.debut, t.fin)


def _compte(classe: Classement, t: Trouvaille, rang: int, *, verifier: bool) -> bool:
    """Effacer ces mots fait baisser la nature : on le calcule ; si c'est serré, on le vérifie.

    Relire coûte : sans `verifier`, ce qui est serré ne compte pas.
    """
    ecart = _poids_de(classe, t, rang)
    if ecart <= _INFIME:
        return False
    dedans = classe.mots[t.rang : t.rang_fin + 1]
    if ecart > _ECART_SUR and all(_COUVRANTS.isdisjoint(m.etiquettes) for m in dedans):
        return True
    if not verifier:
        return False
    texte = classe.texte
    depart = classe.mots[0].debut
    sans = texte[: t.debut - depart] + texte[t.fin - depart :]
    mots, paroles = preparer(sans)
    apports = Pesage(mots, paroles, charges(mots)).peser(0, len(mots)).apports
    scores = logits(apports, None, len(mots))
    return _logit(scores, rang) < _logit(classe.scores, rang) - _INFIME


def _poids_de(classe: Classement, t: Trouvaille, rang: int) -> float:
    """Ce que la nature perdrait, en logit, sans ces mots ; positif si elle y perd."""
    total = sum(classe.apports)
    reste = total - sum(classe.apports[t.rang : t.rang_fin + 1])
    jetons = len(classe.apports)
    apres = attenuation(jetons - (t.rang_fin + 1 - t.rang)) * reste
    retire = attenuation(jetons) * total - apres
    fait, opinion, emotion = classe.scores
    sans = [fait - retire.real, opinion - retire.imag, emotion]
    return _logit(classe.scores, rang) - _logit(sans, rang)


def _logit(scores: list[float], rang: int) -> float:
    """Le logit d'une nature face aux deux autres réunies."""
    a, b = scores[rang - 1], scores[rang - 2]
    return scores[rang] - max(a, b) - math.log1p(math.exp(-abs(a - b)))


def _plaidoyers(classe: Classement, rang: int) -> list[Trouvaille]:
    """Les règles qui plaident pour la nature : les plus fortes et les plus courtes d'abord."""
    forces = _forces(rang)
    par_etendue: dict[tuple[int, int], tuple[float, Trouvaille]] = {}
    reconnues = [reconnue for reconnue in classe.reconnues if reconnue[0] in forces]
    for t in sorted(situer(reconnues, classe.mots, classe.depuis)):
        force = forces[t.regle]
        if t.rang_fin - t.rang >= _MOTS_AU_PLUS:
            force *= _FAUTE_DE_MIEUX
        ancienne = par_etendue.get((t.debut, t.fin))
        if ancienne is None or force > ancienne[0]:
            par_etendue[t.debut, t.fin] = (force, t)
    return [t for _, t in sorted(par_etendue.values(), key=lambda e: (-e[0], e[1].debut))]


def _mots_forts(classe: Classement, rang: int) -> Iterator[Trouvaille]:
    """Faute de règle, les mots qui pèsent le plus pour la nature."""
    forces = [_force(apport, rang) for apport in classe.apports]
    for i in sorted(range(len(forces)), key=lambda i: (-forces[i], i)):
        if forces[i] > _INFIME and "signe" not in classe.mots[i].etiquettes:
            yield Trouvaille("", classe.mots[i].debut, classe.mots[i].fin, i, i)


def _force(apport: Ecart, rang: int) -> float:
    """Ce qu'un mot donne à la nature de plus qu'à la meilleure autre."""
    poids_ = (apport.real, apport.imag, 0.0)
    return poids_[rang] - max(p for c, p in enumerate(poids_) if c != rang)
