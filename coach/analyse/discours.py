"""La parole rapportée : où elle commence, jusqu'où elle va, et ce qui n'en est pas."""

from coach.analyse.donnees import ensemble
from coach.analyse.jetons import Jeton

_INTRODUCTEURS = ensemble("introducteurs")
_FINS = frozenset({".", ";", "!", "?", "—"})
_REPRISES = ensemble("reprises")
_PORTEE = 9
_PROPOS, _REPLIQUE = 30, 9
_QUE = frozenset({"que", "qu'"})
PAROLES = frozenset({"dire"})
PENSEES = frozenset({"avis", "doute", "impression"})
PROJETS = frozenset({"avis", "souhait"})
_INTERIEURS = frozenset({"me", "m'"})
_VERBES_DE_REPLIQUE = ensemble("verbes_de_replique")
_DEBUTS_DE_REPLIQUE = ensemble("debuts_de_replique")
_A_QUI = frozenset({"me", "m'", "lui", "leur", "nous"})
_VOULOIR = ensemble("avant_dire_sans_parole")
_CONSIGNE = 6
"""En mots : d'un verbe de parole à l'infinitif qu'il commande (« demandé au groupe d'écrire »)."""
_PRONOMS_D_INCISE = frozenset({"il", "elle", "ils", "elles", "on", "t"})
_VERBES_D_INCISE = ensemble("verbes_d_incise")
_SUJET_D_INCISE = 4
_PARLEURS = frozenset({"autrui", "propre"})
_AVANT_PARLEUR = frozenset({"det", "je", "qualif"})


def marquer(jetons: list[Jeton]) -> list[tuple[int, int]]:
    """Marque `rapporte` ce qui est dit par quelqu'un ; rend les étendues (verbe, introducteur).

    Ne fait rien sans un mot de `PAROLES` ; `voiler`, de `PENSEES` ; `dater`, de `PROJETS`.
    """
    trouvailles: list[tuple[int, int]] = []
    for i, jeton in enumerate(jetons):
        if "dire" not in jeton.etiquettes or jeton.cite or jeton.rapporte:
            continue
        if _pas_une_parole(jetons, i):
            continue
        if _incise(jetons, i):
            trouvailles.append((i, i))
            _rapporter_avant(jetons, i - 1)
            continue
        fin = _introducteur(jetons, i)
        if fin is not None:
            trouvailles.append((i, i if jetons[fin].cle in (":", "«") else fin))
            if fin + 1 >= len(jetons) or not (jetons[fin].cite or jetons[fin + 1].cite):
                _rapporter(jetons, fin)
        elif _cite_a_cote(jetons, i):
            trouvailles.append((i, i))
        elif _sans_guillemets(jetons, i):
            trouvailles.append((i, i))
            _rapporter(jetons, i, _REPLIQUE)
    return trouvailles


def voiler(jetons: list[Jeton]) -> None:
    """Marque `rapporte` ce que gouverne « j'ai l'impression que », « je pense que »…

    Ce qui suit est la pensée de la personne, même si cela ressemble à un fait.
    """
    for i, jeton in enumerate(jetons):
        if jeton.cite or jeton.rapporte or not jeton.etiquettes & PENSEES:
            continue
        dernier = jeton.cle.rsplit(" ", 1)[-1]
        suite = jetons[i + 1].cle if i + 1 < len(jetons) else ""
        if dernier in _QUE:
            _rapporter(jetons, i, _REPLIQUE, pense=True)
        elif suite in _QUE:
            _rapporter(jetons, i + 1, pense=True)


def dater(jetons: list[Jeton]) -> None:
    """« Je pense le revoir jeudi » : un projet daté n'est ni un avis ni un souhait."""
    for i, jeton in enumerate(jetons):
        if not jeton.etiquettes & PROJETS or jeton.cite:
            continue
        suite = jetons[i + 1 :]
        verbe = next((j for j in suite if "clitique" not in j.etiquettes), None)
        if verbe is None or "inf" not in verbe.etiquettes:
            continue
        if any(j.etiquettes & {"temps", "chiffre"} for j in suite):
            jeton.etiquettes = (jeton.etiquettes - PROJETS) | {"projet"}


def _pas_une_parole(jetons: list[Jeton], i: int) -> bool:
    """« je me dis que », « on dirait que », « ça veut dire que » : pensées, pas paroles."""
    jeton = jetons[i]
    avant = [j.cle for j in jetons[max(0, i - 4) : i]]
    if "cond" in jeton.etiquettes or (avant and avant[-1] in _VOULOIR):
        return True
    if ("je" in avant or "j'" in avant) and _INTERIEURS & set(avant):
        return True
    return "on" in avant[-2:] and jeton.cle in ("dit", "raconte")


def _introducteur(jetons: list[Jeton], i: int) -> int | None:
    for k in range(i + 1, min(len(jetons), i + _PORTEE)):
        cle = jetons[k].cle
        if cle in _INTRODUCTEURS:
            return k
        if cle in _FINS or "aux" in jetons[k].etiquettes:
            return None
        if cle in ("de", "d'") and k <= i + _CONSIGNE:
            suite = jetons[k + 1].cle if k + 1 < len(jetons) else ""
            if suite.endswith(("er", "ir", "re", "oir")):
                return k
    return None


def _incise(jetons: list[Jeton], i: int) -> bool:
    """« …, plaident mes collègues. », « …, soupire-t-elle. » : le verbe, puis qui parle."""
    if i < 3 or i + 1 >= len(jetons) or jetons[i - 1].cle != "," or jetons[i - 2].cite:
        return False
    if jetons[i + 1].cle in _PRONOMS_D_INCISE:
        return True
    if jetons[i].cle not in _VERBES_D_INCISE:
        return False
    suite = jetons[i + 1 : i + 1 + _SUJET_D_INCISE]
    qui = next((k for k, j in enumerate(suite) if not _PARLEURS.isdisjoint(j.etiquettes)), None)
    if qui is None:
        return False
    return all(j.etiquettes & _AVANT_PARLEUR for j in suite[:qui])


def _rapporter_avant(jetons: list[Jeton], virgule: int) -> None:
    """Marque ce que clôt une incise, depuis la fin de phrase qui précède."""
    for k in range(virgule - 1, max(-1, virgule - 1 - _PROPOS), -1):
        if jetons[k].cle in _FINS:
            return
        jetons[k].rapporte = True


def _cite_a_cote(jetons: list[Jeton], i: int) -> bool:
    voisins = jetons[max(0, i - 4) : i] + jetons[i + 1 : i + 7]
    return any(j.cite for j in voisins)


def _sans_guillemets(jetons: list[Jeton], i: int) -> bool:
    """« elle dit je pars », « abdul dit ici c'est trop » : la réplique d'une note rapide."""
    if i == 0 or i + 2 >= len(jetons) or jetons[i].cle not in _VERBES_DE_REPLIQUE:
        return False
    sujet = jetons[i - 1].cle if jetons[i - 1].cle not in _A_QUI else jetons[max(0, i - 2)].cle
    if sujet in ("je", "j'", "on", "nous", "ai", "me", "m'"):
        return False
    return jetons[i + 1].cle.split(" ")[0] in _DEBUTS_DE_REPLIQUE


def _rapporter(
    jetons: list[Jeton], depuis: int, portee: int = _PROPOS, *, pense: bool = False
) -> None:
    """Marque ce qui suit, jusqu'à ce que la phrase reprenne ; `portee` en mots."""
    for k in range(depuis + 1, min(len(jetons), depuis + 1 + portee)):
        cle = jetons[k].cle
        if cle in _FINS:
            return
        if cle == "," and k + 1 < len(jetons) and jetons[k + 1].cle in _REPRISES:
            return
        if cle == "et" and k + 1 < len(jetons) and jetons[k + 1].cle in ("je", "j'", "moi", "ca"):
            return
        jetons[k].rapporte = True
        jetons[k].pense = pense
