"""Ce que la personne peut régler ; l'ordre des champs est celui du fichier, de l'écran, de la page.

Leurs titres, leurs aides et le nom de leurs choix sont dans `messages.toml`, sous leur nom.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from coach.reglages.apparence import NOM_MAXIMAL, convient, en_touches, nom_propre

AUCUN = "aucun"
"""Comment s'écrit, dans le fichier, un choix que la personne ne fait pas."""

Accord = Literal["feminin", "masculin", "neutre"]
Appui = Literal["accompagne", "allege", "libre"]


def _rien_si_aucun(valeur: Any) -> Any:
    return None if valeur == AUCUN else valeur


def _livres_ou_siens(valeur: tuple[str, ...]) -> tuple[str, ...]:
    from coach.referentiels import identifiants  # seulement si la personne en a choisi

    if set(valeur) - set(identifiants()):
        raise ValueError("référentiel inconnu")
    return tuple(dict.fromkeys(valeur))


def _bien_formees(valeur: Any) -> Any:
    """Chaque geste avec la liste de ses touches, d'où qu'elles viennent."""
    if not isinstance(valeur, dict):
        raise ValueError("une table est attendue")
    for geste, touches in valeur.items():
        liste = list(touches) if isinstance(touches, tuple) else touches
        if not isinstance(geste, str) or not convient(geste, liste):
            raise ValueError("geste ou touches mal écrits")
    return {g: en_touches(t) if isinstance(t, str) else tuple(t) for g, t in valeur.items()}


class Reglages(BaseModel):
    """Les choix de la personne.

    `pays` : celui des lignes d'aide, ou rien ; `referentiels` : ceux qu'elle suit, en ordre ;
    `touches` : par identifiant de geste, les noms de touches qui remplacent celles d'origine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    pays: Annotated[Literal["FR", "BE", "CH"] | None, BeforeValidator(_rien_si_aucun)] = None
    referentiels: Annotated[
        tuple[str, ...], Field(min_length=1, strict=False), AfterValidator(_livres_ou_siens)
    ] = ("cip",)
    nom: Annotated[str, AfterValidator(nom_propre), Field(max_length=NOM_MAXIMAL)] = ""
    accord: Accord = "neutre"
    appui: Appui = "accompagne"
    theme: Literal["sombre", "clair", "contraste"] = "sombre"
    animations: bool = True
    touches: Annotated[dict[str, tuple[str, ...]], BeforeValidator(_bien_formees)] = {}
