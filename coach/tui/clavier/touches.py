"""Les touches telles que la personne les a choisies : ce qui s'applique, et ce qui ne va pas.

Une touche fautive n'empêche jamais d'ouvrir : son geste garde sa touche d'origine, et on le dit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.keys import Keys, _character_to_key

from coach.modeles.texte import cle
from coach.tui.gestes import ECRANS, GENERAUX, PIECES, SEANCE, Geste
from coach.tui.paroles import CATALOGUE, dire

_SYNONYMES = {
    "echap": "escape",
    "esc": "escape",
    "entree": "enter",
    "espace": "space",
    "suppr": "delete",
    "inser": "insert",
    "debut": "home",
    "fin": "end",
    "haut": "up",
    "bas": "down",
    "gauche": "left",
    "droite": "right",
    "tabulation": "tab",
    "retour arriere": "backspace",
    "page haut": "pageup",
    "page bas": "pagedown",
    "maj": "shift",
    "control": "ctrl",
}
"""Les noms français des touches, sans accents, et ceux de Textual."""

_BASES = {t.value for t in Keys if "+" not in t.value and not t.value.startswith("<")}
_SIGNES = {"slash", "question_mark"}
_MODIFICATEURS = {"ctrl", "shift", "alt"}

_MEME_SIGNAL = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Touches que le terminal envoie comme une autre."""

_AU_TERMINAL = {"ctrl+c", "ctrl+s", "ctrl+z"}
"""Touches que le terminal, ou la copie, garde pour lui."""

_TRANSMISE = re.compile(
    r"(?:ctrl\+[a-z])|(?:alt\+[a-z])|f(?:1[0-2]|[1-9])|"
    r"(?:(?:ctrl|shift)\+)?(?:up|down|left|right|home|end|pageup|pagedown|delete|insert)|"
    r"escape|enter|tab|shift\+tab|backspace|space"
)

_ECRITURE = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space"),
    *("enter", "tab", "shift+tab", "backspace", "delete", "ctrl+left", "ctrl+right"),
    *("shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end"),
    *("ctrl+a", "ctrl+v", "ctrl+x", "ctrl+y"),
}
"""Touches qui écrivent, déplacent ou défont dans un champ."""

_OU_L_ON_ECRIT = {g.nom for g in (*SEANCE, *GENERAUX)}


Ecrites = str | Sequence[str]
"""Les touches d'un geste, comme on les écrit : une liste, ou « f2, ctrl+e »."""


@dataclass(frozen=True)
class Examen:
    """Les touches retenues, par identifiant de geste, et une phrase par touche écartée."""

    retenues: Mapping[str, str]
    phrases: tuple[str, ...]


def personnelles(app: object) -> Mapping[str, str]:
    """Les touches choisies que l'application a retenues."""
    choisies: Mapping[str, str] = getattr(app, "touches", {})
    return choisies


def touches_de(geste: Geste, choisies: Mapping[str, str]) -> tuple[str, ...]:
    """Les touches de ce geste : celles de la personne, sinon les siennes."""
    return tuple(t for t in choisies.get(geste.nom, geste.touches).split(",") if t)


def tous_les_gestes() -> dict[str, Geste]:
    """Tous les gestes, par identifiant ; le premier qui a une touche l'emporte."""
    trouves: dict[str, Geste] = {}
    for geste in _chacun():
        if geste.nom not in trouves or not trouves[geste.nom].touches:
            trouves[geste.nom] = geste
    return trouves


def _chacun() -> Iterator[Geste]:
    yield from GENERAUX
    for ecran, gestes in ECRANS.items():
        yield from gestes
        for siens in PIECES.get(ecran, {}).values():
            yield from siens


# --- Nommer une touche -------------------------------------------------------------------------


def nom_de_touche(touche: str) -> str:
    """« f6 » → « F6 », « ctrl+p » → « Ctrl+P », « escape » → « Échap »."""
    noms = CATALOGUE.sections["touche"]
    morceaux = [noms.get(m, m.upper() if len(m) <= 3 else m) for m in touche.split("+")]
    return "+".join(morceaux)


def noms_des_touches(app: object) -> dict[str, str]:
    """Pour chaque geste, le nom de sa première touche, ou comment le trouver s'il n'en a pas."""
    choisies, gestes = personnelles(app), tous_les_gestes()
    premieres = {nom: touches_de(geste, choisies)[:1] for nom, geste in gestes.items()}
    noms = {nom: nom_de_touche(touche) for nom, siennes in premieres.items() for touche in siennes}
    palette = dire("aide.palette", commandes=noms["commandes"])
    return {nom: noms.get(nom, palette) for nom in gestes}


def lire_touche(ecrite: str) -> str | None:
    """La touche que la personne nomme (« Ctrl+E », « Échap », « maj+tab ») ; rien si inconnue."""
    *avant, base = [cle(m).strip() for m in ecrite.strip().split("+")]
    modificateurs = [_SYNONYMES.get(m, m) for m in avant]
    base = _SYNONYMES.get(base, base)
    if len(ecrite.strip()) == 1:
        return _character_to_key(ecrite.strip().lower())
    if set(modificateurs) - _MODIFICATEURS:
        return None
    if len(base) == 1:
        base = _character_to_key(base)
    elif base not in _BASES | _SIGNES:
        return None
    return "+".join((*sorted(modificateurs), base))


# --- Vérifier ----------------------------------------------------------------------------------


def verifier_touches(touches: Mapping[str, Ecrites]) -> list[str]:
    """Une phrase par touche personnelle qui ne peut pas s'appliquer ; rien quand tout va bien."""
    return list(examiner(touches).phrases)


def examiner(touches: Mapping[str, Ecrites]) -> Examen:
    """Sépare ce qui s'applique de ce qui ne va pas."""
    phrases: list[str] = []
    lues: dict[str, tuple[str, ...]] = {}
    connus = tous_les_gestes()
    for nom, ecrites in touches.items():
        if nom not in connus:
            phrases.append(_inconnu(nom, connus))
            continue
        lues[nom], fautes = _lire(connus[nom], ecrites)
        if fautes:
            phrases += fautes
            del lues[nom]
    retenues = _sans_conflit({nom: ",".join(siennes) for nom, siennes in lues.items()}, phrases)
    return Examen(retenues, tuple(phrases))


def _inconnu(nom: str, connus: Iterable[str]) -> str:
    from rapidfuzz import process  # seulement quand un nom est inconnu

    proche = process.extractOne(cle(nom), list(connus), score_cutoff=60)
    if proche is None:
        return dire("touches.inconnu", nom=nom)
    return dire("touches.inconnu_proche", nom=nom, proche=proche[0])


def _lire(geste: Geste, ecrites: Ecrites) -> tuple[tuple[str, ...], list[str]]:
    """Les touches écrites, et ce qui ne va pas en chacune."""
    lues: list[str] = []
    fautes: list[str] = []
    liste = ecrites.split(",") if isinstance(ecrites, str) else ecrites
    for ecrite in filter(None, map(str.strip, liste)):
        touche = lire_touche(ecrite)
        if touche is None:
            fautes.append(dire("touches.touche_inconnue", geste=geste.libelle, touche=ecrite))
        elif faute := _faute(touche):
            cle_, autre = faute
            nom = nom_de_touche(touche)
            fautes.append(dire(f"touches.{cle_}", geste=geste.libelle, touche=nom, autre=autre))
        else:
            lues.append(touche)
    if not fautes and not lues:
        fautes.append(dire("touches.vide", geste=geste.libelle))
    if lues and geste.nom in _OU_L_ON_ECRIT and all(map(_s_ecrit, lues)):
        nom = nom_de_touche(lues[0])
        fautes.append(dire("touches.s_ecrit", geste=geste.libelle, touche=nom))
    return tuple(dict.fromkeys(lues)), fautes


def _faute(touche: str) -> tuple[str, str] | None:
    """La clé de la phrase qui dit pourquoi cette touche n'arrivera pas ; rien si elle arrive."""
    if touche in _MEME_SIGNAL:
        return "meme_signal", nom_de_touche(_MEME_SIGNAL[touche])
    if touche in _AU_TERMINAL:
        return "au_terminal", ""
    if "+" not in touche and touche not in _BASES:
        return None
    return None if _TRANSMISE.fullmatch(touche) else ("jamais", "")


def _s_ecrit(touche: str) -> bool:
    """Dans un champ, cette touche écrit ou déplace : elle n'y peut rien d'autre."""
    return touche in _ECRITURE or ("+" not in touche and touche not in _BASES)


def _sans_conflit(retenues: dict[str, str], phrases: list[str]) -> dict[str, str]:
    """Écarte les touches qui en rencontrent une autre, jusqu'à ce que chacune soit seule."""
    while rencontre := next(_rencontres(retenues), None):
        touche, un, autre = rencontre
        phrases.append(
            dire(
                "touches.conflit",
                touche=nom_de_touche(touche),
                geste=un.libelle,
                autre=autre.libelle,
            )
        )
        for geste in (un, autre):
            retenues.pop(geste.nom, None)
    return retenues


def _rencontres(retenues: Mapping[str, str]) -> Iterator[tuple[str, Geste, Geste]]:
    """Les paires de gestes d'un même écran qui auraient la même touche, l'un d'eux déplacé."""
    for ensemble in _ensembles():
        prises: dict[str, Geste] = {}
        for geste in ensemble:
            for touche in touches_de(geste, retenues):
                autre = prises.setdefault(touche, geste)
                if autre.nom != geste.nom and {autre.nom, geste.nom} & retenues.keys():
                    yield touche, autre, geste


def _ensembles() -> Iterator[tuple[Geste, ...]]:
    """Les gestes possibles en même temps : un écran, puis chacune de ses pièces avec lui."""
    for ecran, gestes in ECRANS.items():
        yield (*gestes, *GENERAUX)
        for siens in PIECES.get(ecran, {}).values():
            yield (*siens, *gestes, *GENERAUX)
