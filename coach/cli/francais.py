"""click en français : aides, usages et erreurs, traduits ici et nulle part ailleurs."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from coach import dossiers
from coach.cli.arbre import ARBRE, chemins, cle_du_catalogue
from coach.cli.paroles import dire

NOM_DU_PROGRAMME = "coach"

_CARNET = "coach.carnet"
"""Clé du carnet choisi, dans ce que tous les contextes d'une commande partagent."""

_RESSEMBLANCE = 60
"""Note de rapidfuzz (sur 100) à partir de laquelle un nom proche est proposé."""

_TITRES = {
    "Options": "aide.options",
    "Commands": "aide.commandes",
    "Positional arguments": "aide.arguments",
}


class Formateur(click.HelpFormatter):
    """Une page d'aide dont les titres suivent la typographie française."""

    def write_heading(self, heading: str) -> None:
        """Écrit un titre, traduit s'il vient de click."""
        titre = dire(_TITRES[heading]) if heading in _TITRES else heading
        self.write(f"{'':>{self.current_indent}}{titre}\u00a0:\n")


class ContexteFrancais(click.Context):
    """Le contexte d'une commande, avec le formateur français."""

    formatter_class = Formateur


def _retenir_le_carnet(contexte: click.Context, _: click.Parameter, valeur: str | None) -> None:
    if valeur:
        contexte.meta[_CARNET] = dossiers.chemin_dit(valeur)


def carnet_choisi() -> Path | None:
    """Le dossier donné par `--carnet`, avant ou après le verbe, ou rien."""
    choisi = click.get_current_context().meta.get(_CARNET)
    return choisi if isinstance(choisi, Path) else None


def _option_carnet() -> click.Option:
    return click.Option(
        ["--carnet"],
        metavar=dire("option.chemin"),
        help=dire("option.carnet"),
        expose_value=False,
        callback=_retenir_le_carnet,
    )


class Commande(click.Command):
    """Une commande dont tout ce qui se lit est en français.

    `exemple` : une ou plusieurs lignes, montrées telles quelles.
    """

    context_class = ContexteFrancais

    def __init__(self, *args: Any, exemple: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exemple = exemple
        self.params.append(_option_carnet())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Écrit la ligne d'usage."""
        morceaux = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, morceaux, prefix=dire("aide.usage"))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Écrit l'exemple, sans le replier : il se copie."""
        if self.exemple:
            with formatter.section(dire("aide.exemple")):
                for ligne in self.exemple.splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{ligne}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """L'option --help, présentée en français."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = dire("option.help")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Lit les arguments ; ce qui est de trop se dit en français."""
        ctx.allow_extra_args = True
        try:
            reste = super().parse_args(ctx, args)
        except click.UsageError as erreur:
            erreur.ctx = erreur.ctx or ctx
            raise
        if reste and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise click.UsageError(dire("erreur.de_trop", mots=" ".join(reste)), ctx)
        return reste


class Groupe(Commande, click.Group):
    """Un groupe qui n'importe un verbe que pour l'exécuter, ou pour montrer son aide.

    Le verbe `v` du groupe `g` est l'objet `commande` du module `coach.cli.g.v` ; un tiret y devient
    un trait de soulignement.
    """

    def __init__(self, *args: Any, groupe: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("callback", _exiger_un_verbe)
        kwargs.setdefault("subcommand_metavar", dire("aide.verbe"))
        super().__init__(*args, invoke_without_command=True, **kwargs)
        self.groupe = groupe

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Les verbes, dans l'ordre de l'arbre."""
        return list(ARBRE[self.groupe])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Le verbe de ce nom, chargé maintenant, ou rien s'il n'existe pas."""
        if cmd_name not in ARBRE[self.groupe]:
            return None
        chemin = ("coach.cli", self.groupe, cmd_name.replace("-", "_"))
        module = ".".join(partie for partie in chemin if partie)
        commande: click.Command = importlib.import_module(module).commande
        return commande

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Écrit la liste des verbes d'après le catalogue, sans en charger aucun."""
        with formatter.section(dire("aide.commandes")):
            formatter.write_dl(
                [
                    (verbe, dire(f"court.{cle_du_catalogue(self.groupe, verbe)}"))
                    for verbe in ARBRE[self.groupe]
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Le verbe demandé ; s'il n'existe pas, le plus proche est proposé."""
        nom = args[0]
        if nom not in ARBRE[self.groupe] and not nom.startswith("-"):
            raise click.UsageError(self._inconnue(nom), ctx)
        return super().resolve_command(ctx, args)

    def _inconnue(self, nom: str) -> str:
        verbes = {verbe: f"{self.groupe} {verbe}".strip() for verbe in ARBRE[self.groupe]}
        connus = verbes if self.groupe else chemins()
        proche = plus_proche(nom, connus)
        if proche is None:
            return dire("erreur.commande", nom=nom)
        return dire(
            "erreur.commande_proche", nom=nom, proche=f"{NOM_DU_PROGRAMME} {connus[proche]}"
        )


@click.pass_context
def _exiger_un_verbe(contexte: click.Context) -> None:
    if contexte.invoked_subcommand is None:
        raise NoArgsIsHelpError(contexte)


def plus_proche(nom: str, connus: Iterable[str]) -> str | None:
    """Le nom connu qui ressemble le plus à `nom`, accents et casse à part, ou rien."""
    from rapidfuzz import fuzz, process  # seulement quand il y a une faute à expliquer

    from coach.modeles.texte import cle

    plies = {connu: cle(connu) for connu in connus}
    trouve = process.extractOne(cle(nom), plies, scorer=fuzz.ratio, score_cutoff=_RESSEMBLANCE)
    return None if trouve is None else str(trouve[2])


# --- Écrire un verbe -------------------------------------------------------------------------


def verbe(nom: str, groupe: str = "") -> Callable[[Callable[..., Any]], Commande]:
    """Fait une commande d'une fonction ; son aide et son exemple viennent du catalogue."""
    cle = cle_du_catalogue(groupe, nom)
    return click.command(
        nom, cls=Commande, help=dire(f"long.{cle}"), exemple=dire(f"exemple.{cle}")
    )


def groupe(nom: str) -> Groupe:
    """Un groupe de verbes ; son aide et son exemple viennent du catalogue."""
    return Groupe(name=nom, groupe=nom, help=dire(f"long.{nom}"), exemple=dire(f"exemple.{nom}"))


def verbe_et_groupe(nom: str) -> Callable[[Callable[..., Any]], Groupe]:
    """Un verbe qui agit seul, et qui en a d'autres sous lui ; tout vient du catalogue."""
    return click.command(
        nom, cls=Groupe, groupe=nom, help=dire(f"long.{nom}"), exemple=dire(f"exemple.{nom}")
    )


def option_json() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """L'option --json, la même pour tous les verbes qui répondent en JSON."""
    return click.option("--json", "en_json", is_flag=True, help=dire("option.json"))


# --- Dire une erreur d'usage -----------------------------------------------------------------


def phrase_de(erreur: click.ClickException) -> str:
    """Ce qu'on montre pour une erreur de click : une phrase, puis où trouver l'aide."""
    if isinstance(erreur, NoArgsIsHelpError):
        return erreur.format_message()
    phrase = _phrase(erreur)
    if isinstance(erreur, click.UsageError) and erreur.ctx is not None:
        phrase += "\n" + dire("erreur.aide", commande=erreur.ctx.command_path)
    return phrase


def _phrase(erreur: click.ClickException) -> str:
    match erreur:
        case click.MissingParameter():
            return dire("erreur.manque", nom=_nom(erreur.param))
        case click.BadParameter():
            return dire("erreur.valeur", nom=_nom(erreur.param), raison=erreur.message)
        case click.NoSuchOption():
            return _option_inconnue(erreur)
        case click.BadOptionUsage():
            attend = _attend_une_valeur(erreur)
            cle = "option_sans_valeur" if attend else "option_avec_valeur"
            return dire(f"erreur.{cle}", nom=erreur.option_name)
    return erreur.message


def _nom(parametre: click.Parameter | None) -> str:
    if isinstance(parametre, click.Option):
        return max(parametre.opts, key=len)
    return parametre.human_readable_name.strip("[]") if parametre else ""


def _options(contexte: click.Context | None) -> Sequence[click.Option]:
    if contexte is None:
        return ()
    return [p for p in contexte.command.get_params(contexte) if isinstance(p, click.Option)]


def _option_inconnue(erreur: click.NoSuchOption) -> str:
    connues = [nom for option in _options(erreur.ctx) for nom in option.opts]
    if proche := plus_proche(erreur.option_name, connues):
        return dire("erreur.option_proche", nom=erreur.option_name, proche=proche)
    return dire("erreur.option", nom=erreur.option_name)


def _attend_une_valeur(erreur: click.BadOptionUsage) -> bool:
    return any(
        erreur.option_name in option.opts and not option.is_flag for option in _options(erreur.ctx)
    )
