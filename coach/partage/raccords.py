"""Mettre un mot à la place d'un autre sans casser la phrase : article, élision, préposition."""

import re

_VOYELLES = "aeiouyâàéèêëîïôöûüœæ"
_AVANT = re.compile(
    r"(?<![\w'’])(?P<mot>d['’]|qu['’]|l['’]|jusqu['’]à[ \u00a0]"
    r"|(?:de la|de|du|des|que|à la|à|au|aux|le|la|les)[ \u00a0])(?P<article>l['’])?$",
    re.IGNORECASE,
)
_NEUF = re.compile(r"^(?P<article>le |la |les |l[’'])(?P<reste>.+)$", re.DOTALL)


def raccorder(avant: str, neuf: str) -> tuple[int, str]:
    """Combien de points de code reprendre à gauche, et ce qui s'écrit à leur place.

    `avant` : le texte qui précède ; `neuf` : le remplacement, article compris s'il en a un.
    « d’ » devant « la ville C » devient « de la ville C » ; « à », « dans la ville C ».
    """
    trouve = _AVANT.search(avant)
    if trouve is None:
        return 0, neuf
    lie = trouve["mot"].lower().replace("’", "'").replace("\u00a0", " ").strip()
    lie = lie.removesuffix(" la") if lie in {"de la", "à la"} else lie
    if trouve["article"]:
        lie = {"de": "de", "à": "à"}.get(lie, lie)
    fait = _lier(lie, neuf)
    if fait is None:
        return 0, neuf
    ancien = trouve[0]
    if ancien[0].isupper():
        fait = fait[0].upper() + fait[1:]
    return len(ancien), fait


def _lier(lie: str, neuf: str) -> str | None:
    """La préposition et le remplacement ensemble ; rien si ce qui précède convient déjà."""
    match lie:
        case "d'" | "de" | "du" | "des":
            return _avec_de(neuf)
        case "à" | "au" | "aux" | "jusqu'à":
            return _avec_a(neuf, "jusqu’" if lie.startswith("jusqu") else "")
        case "qu'" | "que":
            return f"qu’{neuf}" if _elide(neuf) else f"que {neuf}"
        case "le" | "la" | "les" | "l'":
            return neuf if _NEUF.match(neuf) else None
    return None


def _avec_de(neuf: str) -> str:
    if article := _NEUF.match(neuf):
        if article["article"] == "le ":
            return f"du {article['reste']}"
        if article["article"] == "les ":
            return f"des {article['reste']}"
        return f"de {neuf}"
    return f"d’{neuf}" if _elide(neuf) else f"de {neuf}"


def _avec_a(neuf: str, tete: str) -> str:
    if neuf.startswith("la ville") and not tete:
        return f"dans {neuf}"
    if article := _NEUF.match(neuf):
        if article["article"] == "le ":
            return f"{tete}au {article['reste']}"
        if article["article"] == "les ":
            return f"{tete}aux {article['reste']}"
    return f"{tete}à {neuf}"


def _elide(neuf: str) -> bool:
    return neuf[:1].lower() in _VOYELLES and neuf[:2] not in {"y.", "Y."}
