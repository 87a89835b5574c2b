"""Le bac à sable où tourne ce qui vient d'ailleurs : un gabarit récrit, le modèle de l'école."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_AU_PLUS = 1_000_000
"""Caractères qu'un seul calcul peut faire d'un texte, et valeur qu'il peut faire d'un nombre."""

_SANS_BORNE = frozenset(
    {
        *("center", "expandtabs", "join", "ljust", "replace", "rjust", "translate", "zfill"),
    }
)
"""Ce qui ferait d'un mot un texte démesuré ; les filtres du même nom restent, bornés."""


_LARGE = re.compile(r"\d{5}|:[^}]*\{")
"""Une largeur démesurée, ou calculée, dans une formule de mise en forme."""


class _SansRelache(Extension):
    """Aucun gabarit ne suspend l'échappement."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Refuse la balise `autoescape`."""
        avant = ""
        for signe in stream:
            if avant == "block_begin" and signe.value == "autoescape":
                raise TemplateSyntaxError("autoescape", signe.lineno, stream.name, stream.filename)
            avant = signe.type
            yield signe


class _Bac(ImmutableSandboxedEnvironment):
    """Rien ne s'y multiplie au point de remplir la mémoire."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calcule sur des nombres raisonnables ; refuse de multiplier ou de composer un texte."""
        nombres = isinstance(left, int | float) and isinstance(right, int | float)
        if not nombres or max(abs(left), abs(right)) > _AU_PLUS or operator == "**":
            raise SecurityError(f"calcul sans borne : {operator}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse aussi les méthodes qui allongent un texte à volonté."""
        if isinstance(obj, str) and attr in _SANS_BORNE:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`format` reste, sans largeur démesurée."""
        sure = super().wrap_str_format(value)
        if sure is not None and _LARGE.search(value.__self__):
            raise SecurityError("largeur sans borne")
        return sure


def bac_a_sable(**options: Any) -> ImmutableSandboxedEnvironment:
    """Un jinja2 qui n'a que ce qu'on lui donne, qui refuse un nom inconnu, et échappe toujours."""
    bac = _Bac(autoescape=True, undefined=StrictUndefined, extensions=[_SansRelache], **options)
    for nom in ("safe", "format", "xmlattr"):
        del bac.filters[nom]
    for nom in ("lipsum", "namespace"):
        del bac.globals[nom]
    remplacer, centrer, retrait = (bac.filters[n] for n in ("replace", "center", "indent"))

    def remplacer_un_peu(contexte: Any, texte: Any, *mots: Any, **reste: Any) -> Any:
        longs = [len(m) for m in mots if isinstance(m, str)]
        _borner((len(str(texte)) + 1) * max([*longs, 1]))
        return remplacer(contexte, texte, *mots, **reste)

    def centrer_un_peu(texte: Any, width: int = 80) -> Any:
        _borner(width)
        return centrer(texte, width)

    def decaler_un_peu(texte: Any, width: int | str = 4, *reste: Any, **nommes: Any) -> Any:
        _borner((width if isinstance(width, int) else len(width)) * (str(texte).count("\n") + 1))
        return retrait(texte, width, *reste, **nommes)

    remplacer_un_peu.jinja_pass_arg = remplacer.jinja_pass_arg  # type: ignore[attr-defined]
    bac.filters |= {
        "replace": remplacer_un_peu,
        "center": centrer_un_peu,
        "indent": decaler_un_peu,
    }
    return bac


def _borner(taille: int) -> None:
    if taille > _AU_PLUS:
        raise SecurityError("texte sans borne")
