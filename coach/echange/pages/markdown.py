"""Un texte de la personne dans une page Markdown : il s'y lit tel quel, et n'y commande rien."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from coach.echange.textes import assaini, en_une_ligne

_SIGNES = re.compile(r"[\\`*_\[\]<>#$~=|&^{}]|%(?=%)|(?<=%)%")
_REFUSES = re.compile("[\ufeff\ufffe\uffff]")
"""Ce que YAML refuse de lire en clair."""

_PUCE = re.compile(r"^(?:[-+](?=\s|$|[-+])|\d{1,9}(?=[.)](?:\s|$)))")


def echapper(texte: str) -> str:
    """Le texte sur une ligne, chaque signe de Markdown précédé d'une barre."""
    return _ligne(en_une_ligne(texte))


def paragraphes(texte: str) -> str:
    """Le texte échappé, ses alinéas et ses fins de ligne gardés."""
    lignes = [_ligne(ligne.strip()) for ligne in assaini(texte).split("\n")]
    alineas: list[list[str]] = [[]]
    for ligne in lignes:
        if ligne:
            alineas[-1].append(ligne)
        elif alineas[-1]:
            alineas.append([])
    return "\n\n".join("  \n".join(alinea) for alinea in alineas if alinea)


def _ligne(ligne: str) -> str:
    echappee = _SIGNES.sub(lambda signe: f"\\{signe[0]}", ligne)
    if puce := _PUCE.match(echappee):
        debut = puce[0]
        garde = f"\\{debut}" if debut in "-+" else f"{debut}\\"
        return garde + echappee[len(debut) :]
    return echappee


def en_tete(champs: Mapping[str, str | datetime | Iterable[str]]) -> Iterator[str]:
    """Les lignes de l'en-tête YAML : chaque texte entre guillemets, un champ vide omis.

    Une date s'y écrit à l'heure du lieu, sans décalage : la forme qu'Obsidian reconnaît.
    """
    yield "---"
    for nom, valeur in champs.items():
        if isinstance(valeur, datetime):
            yield f"{nom}: {valeur.replace(tzinfo=None).isoformat(timespec='seconds')}"
        elif isinstance(valeur, str):
            if valeur:
                yield f"{nom}: {_cite(valeur)}"
        elif textes := list(valeur):
            yield f"{nom}:"
            yield from (f"  - {_cite(texte)}" for texte in textes)
    yield "---"


def _cite(texte: str) -> str:
    """Une chaîne YAML entre guillemets : celle de JSON, à quelques signes près qui s'échappent."""
    ecrit = json.dumps(en_une_ligne(texte), ensure_ascii=False)
    return _REFUSES.sub(lambda signe: f"\\u{ord(signe[0]):04x}", ecrit)
