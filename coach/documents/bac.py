"""Le bac à sable où tourne ce qui vient d'ailleurs : un gabarit récrit, le modèle de l'école."""

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment


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


def bac_a_sable(**options: Any) -> ImmutableSandboxedEnvironment:
    """Un jinja2 qui n'a que ce qu'on lui donne, qui refuse un nom inconnu, et échappe toujours."""
    bac = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, extensions=[_SansRelache], **options
    )
    del bac.filters["safe"]
    return bac
