"""Montrer les mots qui ont fait pencher une lecture, et dire pourquoi."""

import math
from collections.abc import Iterator, Sequence
from functools import cache

from coach.analyse.classement import Classement
from coach.analyse.donnees import donnees
from coach.analyse.enonce import preparer
from coach.analyse.jetons import Jeton
from coach.analyse.lexique import lexique
from coach.analyse.modele import NATURES, Ecart, attenuation, logits, poids
from coach.analyse.pesage import peser
from coach.analyse.regles import Regle, jeu
from coach.analyse.reperage import Trouvaille, situer
from coach.modeles.lecture import Nature

_TEXTES = donnees("explications")
_MOTS_DU_CORPUS = tuple(_TEXTES["mots_du_corpus"][n] for n in NATURES)
_VIDES = frozenset(_TEXTES["montrer"]["vides"])
_AMORCES = frozenset(_TEXTES["montrer"]["amorces"])
_TRAINES = frozenset(_TEXTES["montrer"]["traines"])
_MENANTS = frozenset(_TEXTES["montrer"]["menants"])
_INDICES_AU_PLUS = 3
_ECART_SUR = 1.5
"""En logit : au-delà, effacer les mots fait presque toujours baisser la nature."""
_INFIME = 1e-9
"""En deçà, ce n'est que l'arrondi du calcul."""
_COUVRANTS = frozenset({"avis", "doute", "impression", "dire"})
"""Mots qui couvrent ceux qui suivent : les effacer les découvre."""
_AU_MOINS = 0.8
"""Part de ce que pèse un indice qu'il doit garder, une fois complété pour se lire."""
_MOTS_REUNIS = 6
"""Au plus, dans un indice que plusieurs règles forment."""
_MESURES = frozenset({"temps", "duree", "nombre", "chiffre", "unite", "prep"})
_COMPTES = frozenset({"nombre", "chiffre"})
_PAS_UN_NOM = frozenset(
    {"det", "signe", "nombre", "chiffre", "inf", "adv", "aux", "clitique", "prep"}
)
_GUILLEMETS = frozenset('«»“”"')
Plaidoyer = tuple[tuple[float, ...], Trouvaille]
"""Une règle reconnue, et son ordre : ce qu'elle explique, ses mots, sa force."""


def indices(classe: Classement, rang: int, sous_type: str) -> list[tuple[int, int, str]]:
    """Rend (debut, fin, raison) des mots qui plaident pour la nature, en tout trois au plus.

    Les plus parlants d'abord ; ceux qui disent le sous-type passent devant. On ne montre que des
    mots dont l'absence ferait baisser la probabilité de la nature.
    """
    retenus: list[tuple[int, int, str]] = []
    plaidoyers = _plaidoyers(classe, rang, sous_type)
    for ordre, trouvaille in plaidoyers:
        if len(retenus) >= _INDICES_AU_PLUS or (retenus and ordre[0] <= 0):
            break
        if _recouvre(trouvaille, retenus):
            continue
        for t in _etendues(classe, trouvaille, plaidoyers):
            if _recouvre(t, retenus):
                continue
            if _compte(classe, t, rang, verifier=not retenus):
                entiere = _entiere(classe, t, rang)
                montree = t if _recouvre(entiere, retenus) else entiere
                retenus.append((*_sans_guillemets(classe, montree), _raison(classe, montree)))
                break
    if not retenus:
        for mot in _mots_forts(classe, rang):
            if _compte(classe, mot, rang, verifier=True):
                return [(*_sans_guillemets(classe, mot), _MOTS_DU_CORPUS[rang])]
    return sorted(retenus)


def _recouvre(t: Trouvaille, retenus: list[tuple[int, int, str]]) -> bool:
    return any(t.debut < fin and debut < t.fin for debut, fin, _ in retenus)


def _plaidoyers(classe: Classement, rang: int, sous_type: str) -> list[Plaidoyer]:
    """Les règles qui plaident pour la nature, une par étendue : la plus parlante d'abord."""
    forces = _forces(rang)
    rendu: dict[tuple[int, int], Plaidoyer] = {}
    reconnues = [reconnue for reconnue in classe.reconnues if reconnue[0] in forces]
    for t in sorted(situer(reconnues, classe.mots, classe.depuis)):
        mots = classe.mots[t.rang : t.rang_fin + 1]
        ordre = (*_parlant(jeu().regles[t.regle], mots, sous_type), forces[t.regle])
        ancien = rendu.get((t.rang, t.rang_fin))
        if ancien is None or ordre > ancien[0]:
            rendu[t.rang, t.rang_fin] = ordre, t
    return sorted(rendu.values(), key=lambda p: (p[0], -p[1].rang), reverse=True)


def _parlant(regle: Regle, mots: Sequence[Jeton], sous_type: str) -> tuple[float, float]:
    """Ce que vaut une règle pour expliquer : ce qu'elle dit, puis les mots qu'elle réunit.

    Zéro ou moins : une tournure générale, un signe seul, presque toute la phrase.
    """
    juste = regle.sous_type == sous_type
    if len(mots) > regle.mots_au_plus:
        return -1.0, juste
    if regle.muette or (len(mots) == 1 and "signe" in mots[0].etiquettes):
        return 0.0, juste
    return regle.parlante + juste, len(mots)


def _raison(classe: Classement, t: Trouvaille) -> str:
    """La raison d'une règle, selon ce que disent ses mots, un à un."""
    regle = jeu().regles[t.regle]
    if not regle.selon:
        return regle.raison
    mots = classe.mots[t.rang : t.rang_fin + 1]
    connus = lexique().mots
    dites = {e for m in mots for e in m.etiquettes}
    dites.update(e for m in mots for mot in m.cle.split() for e in (mot, *connus.get(mot, ())))
    return next((r for e, r in regle.selon.items() if e in dites), regle.raison)


@cache
def _forces(rang: int) -> dict[str, float]:
    """Ce que chaque règle qui plaide pour la nature de ce rang lui donne de plus qu'aux autres."""
    rendu: dict[str, float] = {}
    for nom, regle in jeu().regles.items():
        w = poids().regles.get(nom)
        if w is None or regle.nature != NATURES[rang]:
            continue
        force = w[rang] - max(v for i, v in enumerate(w) if i != rang)
        if force > 0:
            rendu[nom] = force
    return rendu


def _etendues(
    classe: Classement, t: Trouvaille, plaidoyers: Sequence[Plaidoyer]
) -> Iterator[Trouvaille]:
    """Ce qu'on peut montrer d'une règle : ses mots et ceux qui les complètent, ou eux seuls."""
    mots = classe.mots
    a, b = t.rang, t.rang_fin
    voisins = [u for ordre, u in plaidoyers if ordre[0] > 0 and u is not t]
    for u in sorted(voisins, key=lambda u: (abs(u.rang - t.rang), u.rang)):
        debut, fin = min(a, u.rang), max(b, u.rang_fin)
        if u.rang > b + 1 or a > u.rang_fin + 1 or fin - debut >= _MOTS_REUNIS:
            continue
        if _se_completent(mots, t, u):
            a, b = debut, fin
    while a < b and mots[a].cle in _AMORCES:
        a += 1
    while a < b and mots[b].cle in _TRAINES:
        b -= 1
    if (a, b) != (t.rang, t.rang_fin):
        yield Trouvaille(t.regle, mots[a].debut, mots[b].fin, a, b)
    if t.rang != t.rang_fin or mots[t.rang].cle not in _VIDES:
        yield t


def _se_completent(mots: Sequence[Jeton], t: Trouvaille, u: Trouvaille) -> bool:
    """Deux règles voisines disent une même chose ; pour un fait, seulement des mesures."""
    if jeu().regles[t.regle].nature != Nature.FAIT:
        return True
    return all(_MESURES & m.etiquettes for v in (t, u) for m in mots[v.rang : v.rang_fin + 1])


def _entiere(classe: Classement, t: Trouvaille, rang: int) -> Trouvaille:
    """La même, avec les petits mots sans lesquels elle se lit mal, s'ils ne plaident pas contre.

    « regard était méprisant » devient « Son regard était méprisant », « vingt minutes » devient
    « vingt minutes de retard ».
    """
    mots, a, b = classe.mots, t.rang, t.rang_fin
    while a and _mene_a(mots[a - 1], mots[a]):
        a -= 1
    b = _jusqu_au_nom(mots, b)
    entiere = Trouvaille(t.regle, mots[a].debut, mots[b].fin, a, b)
    seuil = _AU_MOINS * min(_ECART_SUR, _poids_de(classe, t, rang))
    return entiere if _poids_de(classe, entiere, rang) >= seuil else t


def _jusqu_au_nom(mots: Sequence[Jeton], b: int) -> int:
    """Le rang du nom que compte un nombre (« quatre fois »), ou d'une durée (« de retard »)."""
    etiquettes = mots[b].etiquettes
    suivant = mots[b + 1] if b + 1 < len(mots) else mots[b]
    au_pluriel = suivant.cle[-1:] in "sx" or _MESURES & suivant.etiquettes
    suite = 1 if _COMPTES & etiquettes and au_pluriel else 0
    if "duree" in etiquettes and [m.cle for m in mots[b + 1 : b + 2]] in (["de"], ["d'"]):
        suite = 2
    nom = b + suite
    return nom if nom < len(mots) and _PAS_UN_NOM.isdisjoint(mots[nom].etiquettes) else b


def _mene_a(mot: Jeton, suivant: Jeton) -> bool:
    """L'article d'un nom, le sujet, la négation ou l'auxiliaire d'un verbe."""
    if mot.cle in _MENANTS:
        return True
    if "det" in mot.etiquettes:
        return _PAS_UN_NOM.isdisjoint(suivant.etiquettes)
    return "aux" in mot.etiquettes and "pp" in suivant.etiquettes


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
    apports = peser(preparer(sans)).apports
    scores = logits(apports, None, len(apports))
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
