"""Ce qui ne casse pas : des touches au hasard, un terminal qu'on tue, un éditeur qui s'en mêle."""

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic

import pexpect
import pytest
from banc_tui import Banc, banc, samedi_soir
from lieux import DEPOT
from textual import events
from textual.geometry import Size

from coach.carnet import Carnet
from coach.modeles.evenements import OptionProposee
from coach.tui.application import CoachApp
from coach.tui.ecrans.bienvenue import EcranBienvenue
from coach.tui.ecrans.reglages.touches import EcranTouches
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.gestes import ECRANS, GENERAUX, PIECES
from coach.tui.terminal import restitution

# --- Des touches au hasard ------------------------------------------------------------------------


def toutes_les_touches() -> list[str]:
    """Ce qu'une main peut frapper ici, sauf ce qui ferme le coach."""
    ensembles = [GENERAUX, *ECRANS.values(), *(g for p in PIECES.values() for g in p.values())]
    gestes = {t for siens in ensembles for g in siens for t in g.touches.split(",") if t}
    frappes = {*"aeéfnop1 23'z", "enter", "tab", "shift+tab", "up", "down", "left", "right"}
    frappes |= {"home", "end", "pageup", "pagedown", "backspace", "ctrl+z", "ctrl+c", "ctrl+v"}
    frappes |= {"ctrl+a", "ctrl+x", "shift+up", "shift+left", "space"}
    return sorted((gestes | frappes) - {"ctrl+q", "ctrl+r", " "})


DEPARTS = (
    ("nouvelle",),
    ("bienvenue",),
    ("journaux", "filtrer"),
    ("journaux", "calendrier"),
    ("app.reglages", "touches"),
    ("nouvelle", "app.aide"),
    ("journaux",),
    ("journaux", "ouvrir"),
    ("referentiels",),
    ("protocoles",),
    ("app.reglages",),
    ("app.diagnostic",),
    (),
)
"""Les gestes qui mènent à un écran, un par graine."""


async def partir(b: Banc, geste: str) -> None:
    """Fait un geste ; ou ouvre un écran auquel aucun geste ne mène d'ici."""
    if geste == "bienvenue":
        b.app.push_screen(EcranBienvenue())
    elif geste == "touches":
        b.app.push_screen(EcranTouches())
    else:
        await b.app.screen.run_action(geste)
    await b.pilote.pause()


@pytest.mark.parametrize("graine", range(len(DEPARTS)))
async def test_des_touches_au_hasard_ne_cassent_rien(carnet: Carnet, graine: int) -> None:
    de = random.Random(graine)
    touches = toutes_les_touches()
    tailles = [Size(80, 24), Size(60, 20), Size(120, 40), Size(40, 12)]
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il s’est levé à 9 h. Il est de mauvaise foi.")
        await b.touches("escape")
        for geste in DEPARTS[graine]:
            await partir(b, geste)
        for tour in range(60):
            touche = de.choice(touches)
            if len(b.app.screen_stack) == 1 and touche in ("escape", "q"):
                touche = de.choice(("n", "c", "j", "ctrl+p"))
            await b.pilote.press(touche)
            if tour % 6 == 0:
                await b.coller(de.choice(("Il est parti à 9 h.", "J’avais honte…", "« là »\n")))
            if tour % 20 == 0:
                await b.pilote.resize_terminal(*de.choice(tailles))
        assert b.app.is_running
        assert b.app.return_code in (None, 0)
        assert b.a_l_ecran().strip()


# --- Le vrai programme, dans un vrai terminal -----------------------------------------------------


AU_PLUS = 120
"""Secondes qu'une machine occupée peut prendre."""


class Terminal:
    """Le coach, lancé comme chez quelqu'un."""

    def __init__(self, dossier: Path, **environ: str) -> None:
        self.programme = pexpect.spawn(
            sys.executable,
            ["-m", "coach", "--carnet", str(dossier / "carnet")],
            env=os.environ
            | {"TERM": "xterm-256color", "COACH_CONFIGURATION": str(dossier)}
            | environ,
            cwd=str(DEPOT),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=AU_PLUS,
        )

    def attendre(self, *motifs: str) -> None:
        for motif in motifs:
            self.programme.expect(motif)

    def taper(self, texte: str) -> None:
        self.programme.send(texte)

    def lire(self) -> None:
        """Lit ce qui vient pendant un instant : un terminal qu'on ne lit pas se fige."""
        self.programme.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.05)

    def jusque(self, condition: Callable[[], bool]) -> None:
        """Lit jusqu'à ce qu'une condition soit vraie."""
        fin = monotonic() + AU_PLUS
        while not condition():
            assert monotonic() < fin, "la condition attendue n'est jamais venue"
            self.lire()

    def tuer(self) -> None:
        self.programme.kill(signal.SIGKILL)
        self.programme.wait()


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Path]:
    """Des réglages déjà faits : le premier démarrage est passé."""
    (tmp_path / "reglages.toml").write_text('theme = "sombre"\n', encoding="utf-8")
    yield tmp_path


def test_ecrire_etre_tue_rouvrir_et_retrouver_sa_phrase(dossier: Path) -> None:
    phrase = "L’œuvre, ç’a été d’attendre « là », à Noël"
    un = Terminal(dossier)
    un.attendre("Nouvelle séance")
    un.taper("n")
    un.attendre("Étape 1 sur 11")
    un.taper(phrase)
    un.attendre(r"gardé \d\d:\d\d")
    with Carnet.ouvrir(dossier / "carnet", lecture_seule=True) as lu:
        flux = lu.lister()[0].id
        un.jusque(lambda: (garde := lu.brouillon(flux)) is not None and garde.texte == phrase)
    un.tuer()
    with Carnet.ouvrir(dossier / "carnet") as rouvert, rouvert.tenir(flux):
        pass
    deux = Terminal(dossier)
    deux.attendre("À reprendre", "Ctrl")
    deux.taper("r")
    deux.attendre("Noël")
    deux.taper("\x1bOQ")  # F2
    deux.attendre("Étape 1 sur 11")
    with Carnet.ouvrir(dossier / "carnet", lecture_seule=True) as lu:
        deux.jusque(lambda: phrase in {getattr(e, "texte", "") for e in lu.evenements(flux)})
    deux.tuer()


def test_un_signal_de_fin_rend_le_terminal_propre(dossier: Path) -> None:
    un = Terminal(dossier)
    un.attendre("Nouvelle séance")
    un.taper("n")
    un.attendre("Étape 1 sur 11")
    un.taper("Une phrase commencée")
    un.attendre("commencée")
    un.programme.kill(signal.SIGTERM)
    un.attendre(r"\x1b\[\?1049l")
    un.programme.expect(pexpect.EOF)
    un.programme.wait()
    assert "\x1b[?1000l" in un.programme.before
    assert "Traceback" not in un.programme.before
    with Carnet.ouvrir(dossier / "carnet") as lu:
        brouillon = lu.brouillon(lu.lister()[0].id)
        assert brouillon is not None
        assert brouillon.texte == "Une phrase commencée"


def test_le_terminal_est_repare_des_l_ouverture(dossier: Path) -> None:
    """Ce qu'un coach tué a laissé (la souris) ne gêne pas le suivant."""
    un = Terminal(dossier)
    un.attendre(r"\x1b\[\?1003l")
    assert "1049h" not in un.programme.before
    un.attendre("Nouvelle séance")
    un.tuer()


def test_une_longue_reponse_se_redige_dans_un_editeur(dossier: Path) -> None:
    script = dossier / "editeur.sh"
    script.write_text('#!/bin/sh\ntest -t 0 || exit 3\nprintf " et l’hiver" >> "$1"\n', "utf-8")
    script.chmod(0o700)
    memoire = dossier / "memoire"
    memoire.mkdir()
    un = Terminal(dossier, VISUAL=str(script), XDG_RUNTIME_DIR=str(memoire))
    un.attendre("Nouvelle séance")
    un.taper("n")
    un.attendre("Étape 1 sur 11")
    un.taper("L’été")
    un.attendre("L’été")
    un.taper("\x12")
    un.attendre("revenu de l’éditeur")
    with Carnet.ouvrir(dossier / "carnet", lecture_seule=True) as lu:
        attendu = "L’été et l’hiver"
        un.jusque(lambda: attendu in {b.texte for r in lu.lister() if (b := lu.brouillon(r.id))})
    assert not [d for d in memoire.iterdir() if d.name.startswith("coach-redaction")]
    un.tuer()


def test_rien_n_est_ecrit_ailleurs_que_dans_un_terminal(tmp_path: Path) -> None:
    fichier = tmp_path / "sortie"
    with fichier.open("w", encoding="utf-8") as sortie:
        restitution.reparer(sortie)
    assert fichier.read_text("utf-8") == ""


# --- Ce qui se tape trop tôt ----------------------------------------------------------------------


async def test_ce_qui_se_tape_pendant_l_ouverture_va_au_champ_et_pas_a_l_accueil(
    carnet: Carnet,
) -> None:
    """« n », « l » ou « f » y seraient des gestes ; ce sont les premiers mots d'une réponse."""
    app = CoachApp(carnet, samedi_soir)
    app.d_abord = partial(app.ouvrir_seance, protocole="express")
    async with app.run_test(size=(80, 24)) as pilote:
        for lettre in "Nul, fin":
            app.post_message(events.Key(lettre, lettre))
        b = Banc(app, pilote)
        await b.jusque(lambda: isinstance(app.screen, EcranSeance) and b.champ == "Nul, fin")
        assert len(app.screen_stack) == 2
    assert len(carnet.lister()) == 1


async def test_une_phrase_tapee_d_avance_ne_choisit_rien_dans_une_liste(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        choix = b.seance.saisie.choix
        options = [OptionProposee(valeur=v, libelle=v) for v in ("fait", "en cours")]
        choix.proposer(options, multiple=False)
        choix.display = True
        choix.focus()
        await b.pilote.pause()
        for lettre in "Tout de 2":
            choix.post_message(events.Key(lettre if lettre.strip() else "space", lettre))
        await b.jusque(lambda: b.champ == "Tout de 2")
        assert b.demande == "titre"


# --- Un écran se ferme une fois, et lui seul ------------------------------------------------------


async def test_une_touche_de_trop_ne_ferme_pas_l_ecran_d_en_dessous(carnet: Carnet) -> None:
    """Entrée, puis Échap dans le même souffle : la fenêtre se ferme, la séance reste."""
    async with banc(carnet) as b:
        await b.nouvelle()
        rendus: list[str | None] = []
        fenetre = EcranSaisie("Un titre", "Proposé")
        b.app.push_screen(fenetre, rendus.append)
        await b.jusque(lambda: b.app.screen is fenetre and fenetre.is_mounted)
        fenetre.dismiss("le premier")
        fenetre.dismiss(None)
        await b.jusque(lambda: rendus)
        assert rendus == ["le premier"]
        assert isinstance(b.app.screen, EcranSeance)


async def test_un_ecran_couvert_se_ferme_quand_on_y_revient(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        rendus: list[str | None] = []
        dessous, dessus = EcranSaisie("Dessous", ""), EcranSaisie("Dessus", "")
        b.app.push_screen(dessous, rendus.append)
        b.app.push_screen(dessus, rendus.append)
        await b.jusque(lambda: b.app.screen is dessus and dessus.is_mounted)
        dessous.dismiss("fini")
        dessous.dismiss("encore")
        await b.pilote.pause()
        assert b.app.screen is dessus and rendus == []
        dessus.dismiss("haut")
        await b.jusque(lambda: len(b.app.screen_stack) == 1)
        assert rendus == ["haut", "encore"]
