"""Le banc d'essai de l'interface : un carnet à part, une horloge fixe, et du texte collé."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from calme import au_calme, pose
from textual import events
from textual.pilot import Pilot
from ulid import ULID

from coach import assemblage
from coach.carnet import Carnet
from coach.modeles.evenements import Evenement
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.seance.dialogue import EcranSeance

PARIS = timezone(timedelta(hours=1))
SAMEDI_SOIR = datetime(2026, 11, 21, 21, 4, tzinfo=PARIS)


def samedi_soir() -> datetime:
    """Un samedi soir de novembre, toujours le même."""
    return SAMEDI_SOIR


@pytest.fixture(autouse=True)
def a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ni les réglages ni le hasard de la machine."""
    au_calme(monkeypatch)
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path / "reglages"))
    rangs = count(1)

    def suivant() -> str:
        return str(ULID.from_int((1 << 100) + next(rangs) * 7919))

    monkeypatch.setattr(assemblage, "nouvel_id", suivant)


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Un carnet neuf."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        yield ouvert


class Banc:
    """Une personne devant l'écran."""

    def __init__(self, app: CoachApp, pilote: Pilot[None]) -> None:
        self.app = app
        self.pilote = pilote

    @property
    def seance(self) -> EcranSeance:
        """L'écran de la séance."""
        assert isinstance(self.app.screen, EcranSeance)
        return self.app.screen

    @property
    def a_l_accueil(self) -> bool:
        """Vrai quand l'accueil est devant la personne."""
        return isinstance(self.app.screen, EcranAccueil)

    @property
    def champ(self) -> str:
        """Ce que porte le champ."""
        return self.seance.champ.text

    @property
    def demande(self) -> str:
        """Le nom de la question ou de la relance qui attend."""
        attendu = self.seance.conduite.attendu()
        assert attendu is not None
        return getattr(attendu.demande, "question", None) or getattr(attendu.demande, "relance", "")

    async def jusque(self, condition: Callable[[], object], secondes: float = 60.0) -> None:
        """Attend qu'une condition soit vraie ; sinon, dit ce que l'écran montrait."""
        fin = monotonic() + secondes
        while True:
            await self.pilote.pause()
            if condition():
                return
            if monotonic() > fin:
                raise AssertionError(
                    f"la condition attendue n'est jamais venue :\n{self.a_l_ecran()}"
                )
            await asyncio.sleep(0.01)

    async def pose(self) -> None:
        """Attend que l'écran ne change plus, minuteries comprises."""
        await pose(self.pilote)

    async def touches(self, *touches: str) -> None:
        """Presse des touches, l'une après l'autre."""
        await self.pilote.press(*touches)
        await self.pilote.pause()

    async def coller(self, texte: str) -> None:
        """Colle un texte, comme le terminal le ferait : à l'application."""
        self.app.post_message(events.Paste(texte))
        await self.pilote.pause()
        await self.pilote.pause()

    async def repondre(self, texte: str) -> None:
        """Écrit et envoie ; attend que le champ se vide."""
        await self.coller(texte)
        await self.touches("f2")
        await self.jusque(lambda: not isinstance(self.app.screen, EcranSeance) or not self.champ)

    async def nouvelle(self) -> None:
        """Ouvre une séance neuve depuis l'accueil."""
        await self.touches("n")
        await self.jusque(lambda: isinstance(self.app.screen, EcranSeance))
        await self.jusque(lambda: self.seance.conduite.attendu())

    async def jusqu_aux_faits(self, titre: str = "L’entretien interrompu") -> None:
        """Une séance neuve, à la question des faits."""
        await self.nouvelle()
        await self.repondre(titre)
        await self.repondre("mardi, vers 14 h")
        await self.repondre("à l’agence")
        assert self.demande == "recit"

    async def finir(self) -> None:
        """Répond à tout ce qui vient, jusqu'à la fin."""
        for _ in range(40):
            attendu = self.seance.conduite.attendu()
            if attendu is None:
                break
            avant = attendu.demande.id
            options = getattr(attendu.demande, "options", ())
            if options:
                await self.touches("1")
                if self.seance.saisie.choix.multiple:
                    await self.touches("enter")
            else:
                await self.repondre("J’ai reformulé sa demande et je lui ai proposé jeudi.")
            await self.jusque(
                lambda: (a := self.seance.conduite.attendu()) is None or a.demande.id != avant  # noqa: B023
            )

    @property
    def avis(self) -> str:
        """Ce que disent les avis de passage, sur une ligne, espaces ordinaires."""
        return " ".join(" ".join(avis.message for avis in self.app._notifications).split())

    @property
    def dit(self) -> str:
        """Ce que dit l'écran, sur une ligne, espaces ordinaires."""
        return " ".join(self.a_l_ecran().split())

    def a_l_ecran(self) -> str:
        """Tout ce qui est visible, en texte."""
        return "\n".join(
            "".join(morceau.text for morceau in ligne)
            for ligne in self.app.screen._compositor.render_strips()
        )


@asynccontextmanager
async def banc(carnet: Carnet, taille: tuple[int, int] = (80, 24)) -> AsyncIterator[Banc]:
    """L'interface ouverte sur ce carnet."""
    app = CoachApp(carnet, samedi_soir)
    async with app.run_test(size=taille) as pilote:
        await pilote.pause()
        yield Banc(app, pilote)


def journal(carnet: Carnet, titre: str = "") -> list[Evenement]:
    """Les événements de la séance la plus récente, ou de celle de ce titre."""
    resume = next(r for r in carnet.lister() if titre in r.titre)
    return carnet.evenements(resume.id)
