"""Refait les captures d'écran de la documentation : `make captures`.

Rien au hasard : la date, les identifiants et le carnet sont fixés, donc une image ne change que si
son écran change.
"""

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

IMAGES = Path(__file__).parent / "images"
DIMANCHE_SOIR = datetime(2026, 11, 22, 20, 40, tzinfo=timezone(timedelta(hours=1)))
TAILLE = (96, 30)
GRANDE = (124, 32)
"""Assez de colonnes pour que la séance montre ses côtés."""
PROJETEE = (120, 40)
"""Un écran de salle, la police agrandie."""

RECIT = (
    "Mme D. est entrée à 14 h 05 et s’est assise sans un mot. Elle a dit : « De toute façon, "
    "vous ne m’écoutez jamais. » Elle était de mauvaise foi. J’avais la gorge serrée. J’ai refermé "
    "le dossier et je lui ai demandé ce qu’elle attendait de moi."
)


class Personne:
    """Quelqu'un devant l'écran."""

    def __init__(self, pilote: "Pilot[None]") -> None:
        self.app = pilote.app
        self._pilote = pilote

    async def presser(self, *touches: str) -> None:
        """Presse des touches, l'une après l'autre."""
        for touche in touches:
            await self._pilote.press(touche)
            await self.attendre()

    async def ecrire(self, texte: str) -> None:
        """Écrit un texte, accents compris."""
        from textual import events

        self.app.post_message(events.Paste(texte))
        await self.attendre()

    async def repondre(self, texte: str) -> None:
        """Écrit et envoie."""
        await self.ecrire(texte)
        await self.presser("f2")

    async def contribuer(self, texte: str) -> None:
        """Écrit une contribution du groupe, et la garde."""
        await self.ecrire(texte)
        await self.presser("enter")

    async def attendre(self) -> None:
        """Attend que l'écran ne change plus."""
        avant = ""
        for _ in range(40):
            await asyncio.sleep(0.15)
            await self._pilote.pause()
            ici = self.image()
            if ici == avant:
                return
            avant = ici

    def image(self) -> str:
        """L'écran en SVG, le curseur au repos."""
        from textual.widgets import Input, TextArea

        for champ in (*self.app.screen.query(Input), *self.app.screen.query(TextArea)):
            champ.cursor_blink = False
        return self.app.export_screenshot(title="coach")


Scene = Callable[[Personne], Awaitable[None]]


# --- Les scènes d'une première fois --------------------------------------------------------------


async def premier_demarrage(elle: Personne) -> None:
    """La première question, avant tout."""


async def faits(elle: Personne) -> None:
    """Le récit qui se lit pendant qu'il s'écrit."""
    await elle.presser("n")
    for reponse in ("L’entretien de 14 heures", "mardi, vers 14 h", "dans mon bureau, avec Mme D."):
        await elle.repondre(reponse)
    await elle.ecrire(RECIT)


async def relance(elle: Personne) -> None:
    """La relance qui reprend les mots de la personne."""
    await faits(elle)
    await elle.presser("f2")


async def pourquoi(elle: Personne) -> None:
    """Les mots qui ont fait pencher une lecture."""
    await relance(elle)
    await elle.presser("f4", "down", "down", "down", "p")


# --- Les scènes d'une pratique de huit mois ------------------------------------------------------


async def accueil(elle: Personne) -> None:
    """L'accueil, tel qu'on l'ouvre."""


async def recommandation(elle: Personne) -> None:
    """Une phrase, et les protocoles qu'elle appelle."""
    await elle.presser("slash")
    await elle.ecrire("Ma collègue m’a encore coupée en réunion, il faut que je lui parle")
    await elle.presser("enter")


async def journaux(elle: Personne) -> None:
    """Les séances, et de quoi les retrouver."""
    await elle.presser("j")


async def calendrier(elle: Personne) -> None:
    """Le mois, jour par jour."""
    await elle.presser("j", "c")


async def lecture(elle: Personne) -> None:
    """Une séance relue, avec ce que le coach y a lu."""
    await elle.presser("j", *["down"] * 4, "enter", *["right"] * 2, "p")


async def referentiel(elle: Personne) -> None:
    """Une compétence, ses énoncés, ses parentes."""
    await elle.presser("c", *["down"] * 3)


async def reglages(elle: Personne) -> None:
    """Les réglages."""
    await elle.app.run_action("app.reglages")


async def aide(elle: Personne) -> None:
    """L'aide de l'accueil."""
    await elle.presser("f1")


async def salle(elle: Personne) -> None:
    """Une séance rejouée en grand, pour une salle."""
    await elle.presser("j", *["down"] * 4, "j", "g", *["right"] * 10)


async def rencontre(elle: Personne) -> None:
    """Un groupe autour d'un journal d'exemple, à l'étape des hypothèses."""
    from coach.ressources import dossier_des_donnees
    from coach.supervision.tenue import Matiere
    from coach.tui.groupe.convier import Invitation

    journal = dossier_des_donnees("journals") / "fr-le-rendez-vous-ecourte.jsonl"
    fichier = Path(os.environ["HOME"]) / "rencontre.jsonl"
    invitation = Invitation(Matiere.du_fichier(journal), "gease", "", fichier)
    elle.app.tenir_un_groupe(invitation)  # type: ignore[attr-defined]
    await elle.attendre()
    await elle.presser("enter", "f6", "f6", "f6")
    await elle.contribuer("Où étaient vos mains pendant que vous lui parliez ?")
    await elle.presser("f6", "f6")
    await elle.contribuer("J’ai un bureau où l’on ne peut pas s’asseoir côte à côte.")
    await elle.presser("f3")
    await elle.contribuer("Le casque n’est pas un refus : c’est ce qu’il garde à lui.")
    await elle.presser(*["pagedown"] * 8)


PREMIERES: tuple[Scene, ...] = (premier_demarrage, faits, relance, pourquoi)
SUIVANTES: tuple[Scene, ...] = (
    accueil,
    recommandation,
    journaux,
    calendrier,
    lecture,
    referentiel,
    reglages,
    aide,
    salle,
    rencontre,
)
SCENES = (*PREMIERES, *SUIVANTES)
TAILLES: dict[Scene, tuple[int, int]] = {
    **dict.fromkeys((faits, relance, pourquoi, referentiel), GRANDE),
    **dict.fromkeys((salle, rencontre), PROJETEE),
}


async def prendre(scene: Scene, modele: Path, chez_elle: Path) -> str:
    """Joue une scène et en rend l'image ; `modele` : le carnet de démonstration, qui se copie."""
    from coach import assemblage
    from coach.demonstration import regler
    from coach.demonstration.temps import Temps
    from coach.reglages.ecriture import enregistrer
    from coach.tui.application import CoachApp
    from coach.tui.porte import Porte

    configuration, carnet = chez_elle / ".config/coach-reflexif", chez_elle / "coach-reflexif"
    os.environ |= {"HOME": str(chez_elle), "COACH_CONFIGURATION": str(configuration)}
    assemblage.nouvel_id = Temps(DIMANCHE_SOIR.date()).nouvel_id
    if scene in SUIVANTES:
        regler(configuration)
        shutil.copytree(modele, carnet)
    elif scene is not premier_demarrage:
        enregistrer(configuration, {"pays": "FR", "accord": "feminin"})
    with Porte(carnet) as porte:
        app = CoachApp(porte, lambda: DIMANCHE_SOIR)
        if app.preferences.neuves:
            app.d_abord = app.accueillir
        async with app.run_test(size=TAILLES.get(scene, TAILLE)) as pilote:
            elle = Personne(pilote)
            await elle.attendre()
            await scene(elle)
            await elle.attendre()
            return elle.image()


# --- L'image -------------------------------------------------------------------------------------

_POLICES = re.compile(r"\s*@font-face\s*\{[^}]*\}|\s*<!--.*?-->", re.DOTALL)
"""Textual y renvoie au réseau : la capture se contente des polices de qui la regarde."""

_IDENTIFIANT = re.compile(r"terminal-\d+")
_PASSAGE = re.compile(
    r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>'
)
_BLANC = "&#160;"
_PAS = 12.2
"""Largeur d'une colonne, en unités de l'image."""


def _sans_blancs(passage: re.Match[str]) -> str:
    """Le passage sans ses blancs de bord, que tous les lecteurs ne gardent pas."""
    classe, x, y, _, decoupe, texte = passage.groups()
    milieu = texte.strip().removesuffix(_BLANC)
    avant = 0
    while milieu.startswith(_BLANC):
        milieu, avant = milieu.removeprefix(_BLANC), avant + 1
    while milieu.endswith(_BLANC):
        milieu = milieu.removesuffix(_BLANC)
    if not milieu:
        return ""
    colonnes = len(re.sub(r"&[^;]+;", " ", milieu))
    place = f'x="{float(x) + avant * _PAS:.1f}" y="{y}" textLength="{colonnes * _PAS:.1f}"'
    return f'<text class="{classe}" {place} {decoupe}>{milieu}</text>'


def epurer(image: str) -> str:
    """La même image, sans rien qui renvoie ailleurs ni qui change d'une fois à l'autre."""
    image = _IDENTIFIANT.sub("ecran", _POLICES.sub("", image))
    image = image.replace("Fira Code, monospace", "Fira Code, DejaVu Sans Mono, Menlo, monospace")
    image = _PASSAGE.sub(_sans_blancs, image)
    return "\n".join(ligne.rstrip() for ligne in image.splitlines() if ligne.strip()) + "\n"


def main() -> None:
    """Refait toutes les captures."""
    from coach.demonstration import ecrire

    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporaire:
        modele = Path(temporaire) / "modele"
        ecrire(modele, DIMANCHE_SOIR.date())
        for rang, scene in enumerate(SCENES):
            image = epurer(asyncio.run(prendre(scene, modele, Path(temporaire) / str(rang))))
            if temporaire in image:
                raise SystemExit(f"{scene.__name__} : un chemin de cette machine est à l'écran.")
            (IMAGES / f"{scene.__name__}.svg").write_text(image, encoding="utf-8")
            print(f"docs/images/{scene.__name__}.svg")


if __name__ == "__main__":
    main()
