"""Redire une action de la personne en « vous », quand cela se peut sans risque."""

import re

_INFINITIF = re.compile(
    r"(?P<ne>ne (?:pas|plus|jamais) )?(?P<me>me |m['’])?(?P<verbe>[a-zà-ÿœ]+(?:er|ir|re))\b"
)
_PAS_DES_VERBES = re.compile(
    r"(?:encore|atelier|dossier|cahier|courrier|calendrier|papier|premier|dernier|hier|"
    r"avenir|plaisir|désir|souvenir|loisir|heure|lettre|autre|notre|votre|"
    r"cadre|titre|ordre|livre|mètre|centre|semestre|trimestre|séminaire|"
    r"formulaire|questionnaire|commentaire|stagiaire|partenaire|horaire|"
    r"annuaire|sommaire|affaire|maire|père|mère|frère|lumière|manière|"
    r"matière|règle|quatre|ouvre|entre|contre|outre|chambre|nombre|membre|"
    r"rencontre|fenêtre|chapitre|registre|offre)\b"
)
_AUTRES_PERSONNES = re.compile(r"\b(?:je|on|nous|tu|te|toi|mien\w*)\b|\bj['’]|[«»“”\"\n()]", re.I)
_EN_VOUS = (
    (re.compile(r"\b(?:mon|ma)\b"), "votre"),
    (re.compile(r"\bmes\b"), "vos"),
    (re.compile(r"\bmoi\b"), "vous"),
    (re.compile(r"\bme\b"), "vous"),
    (re.compile(r"\bm['’]"), "vous "),
)
_LONGUEUR_MAXIMALE = 140


def infinitif(texte: str) -> str | None:
    """Le verbe à l'infinitif par où commence ce texte en minuscules, ou rien."""
    debut = _INFINITIF.match(texte)
    if debut is None or _PAS_DES_VERBES.match(debut["verbe"]):
        return None
    return debut["verbe"]


def vouvoyer(action: str) -> str | None:
    """« Rappeler mon collègue » devient « de rappeler votre collègue ».

    Rien quand l'action n'est pas un infinitif, ou parle d'une autre façon de soi : elle se cite
    alors telle quelle.
    """
    nue = re.sub(r"^je vais (?=\w+(?:er|ir|re)\b)", "", action.strip(), flags=re.IGNORECASE)
    minuscule = nue[:1].lower() + nue[1:]
    verbe = infinitif(minuscule)
    if verbe is None or verbe.startswith("h"):
        return None
    if len(minuscule) > _LONGUEUR_MAXIMALE or _AUTRES_PERSONNES.search(minuscule):
        return None
    for motif, vous in _EN_VOUS:
        minuscule = motif.sub(vous, minuscule)
    elide = minuscule[0] in "aeiouyàâéèêëîïôùûœ"
    return f"d’{minuscule}" if elide else f"de {minuscule}"
