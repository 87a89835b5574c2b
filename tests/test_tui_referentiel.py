"""L'écran des référentiels : parcourir, chercher, aller d'une parente à l'autre, relire."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from banc_tui import Banc, a_part, banc, carnet, journal
from test_tui import finir
from test_tui_francais import anglais
from test_tui_images import app, remplie, seance
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from coach.carnet import Carnet
from coach.modeles.evenements import CompetenceLiee
from coach.referentiels import charger, identifiants
from coach.tui import gestes
from coach.tui.application import CoachApp
from coach.tui.clavier.francais import touches_du_geste
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.widgets.competences.arbre import Arbre
from coach.tui.widgets.fiche import Fiche, Morceau
from coach.tui.widgets.seance.conversation import Dite

__all__ = ["a_part", "app", "carnet", "remplie"]

HOSTILE = "[red]x[/] [link=http://x]y[/] [@click=app.quit]z[/] {0} $texte"
ETROITES = [(80, 24), (60, 20)]


def sur_une_ligne(vu: str) -> str:
    """L'écran, replié en une suite de mots."""
    return " ".join(vu.replace("│", " ").replace("\u00a0", " ").split())


class Lectrice:
    """Une personne devant les référentiels."""

    def __init__(self, b: Banc) -> None:
        self.b = b

    @property
    def ecran(self) -> EcranReferentiel:
        assert isinstance(self.b.app.screen, EcranReferentiel)
        return self.b.app.screen

    @property
    def arbre(self) -> Arbre:
        return self.ecran.query_one(Arbre)

    @property
    def fiche(self) -> Fiche:
        return self.ecran.query_one(Fiche)

    @property
    def code(self) -> str:
        """Le code de la compétence choisie."""
        noeud = self.arbre.noeud
        assert noeud is not None
        return noeud.competence.code if noeud.competence else ""

    def vu(self) -> str:
        return sur_une_ligne(self.b.a_l_ecran())

    def toute_la_fiche(self) -> str:
        """Le texte de la fiche, ce qui ne se voit pas compris."""
        return " ".join(li.texte for m in self.fiche.query(Morceau) for li in m.bloc.lignes)

    async def entrer(self, referentiel: str = "cip") -> None:
        """Ouvre l'écran, et va à ce référentiel."""
        await self.b.touches("c")
        await self.b.jusque(lambda: isinstance(self.b.app.screen, EcranReferentiel))
        titre = charger(referentiel).titre[:40].replace("\u00a0", " ")
        for _ in identifiants():
            if titre in self.vu():
                return
            await self.b.touches("r")
        raise AssertionError(referentiel)

    async def chercher(self, mots: str) -> None:
        """Cherche, et attend que la recherche ait suivi."""
        await self.b.touches("slash")
        self.ecran.query_one(Input).value = ""
        await self.b.jusque(lambda: "trouvée" not in self.vu() and "Aucune" not in self.vu())
        await self.b.coller(mots)
        await self.b.jusque(lambda: "trouvée" in self.vu() or "Aucune compétence" in self.vu())

    async def ouvrir(self, code: str) -> None:
        """Ouvre la fiche de la compétence de ce code."""
        await self.chercher(code)
        await self.b.touches("enter", "enter")
        await self.b.jusque(lambda: self.fiche.has_focus and self.code == code)
        await self.b.jusque(lambda: f"{code} · " in self.toute_la_fiche())


def ecrire_le_mien(tmp_path: Path, texte: str, nom: str = "mien.toml") -> None:
    dossier = tmp_path / "reglages" / "referentiels"
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / nom).write_text(texte, encoding="utf-8")


# --- Parcourir -----------------------------------------------------------------------------------


@pytest.mark.parametrize("taille", ETROITES)
async def test_les_62_competences_se_parcourent_a_l_etroit(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("coordinateur")
        for groupe in "ABCDE":
            assert f"▸ {groupe} · " in moi.vu()
        assert "62 compétences" in moi.vu()
        await b.touches("down", "right")
        assert "▾ A · " in moi.vu()
        assert "▾ A1 · " in moi.vu()
        await b.touches("right", "right", "enter")
        await b.jusque(lambda: moi.fiche.has_focus)
        assert not moi.arbre.display or not moi.arbre.is_on_screen
        vu = moi.vu()
        assert "1.1 · Effectuer une veille" in vu
        assert "Bloc A, activité A1" in vu
        assert "Comment elle s’évalue" in moi.toute_la_fiche()
        await b.touches("right")
        await b.jusque(lambda: "1.2 · " in moi.vu())
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert moi.code == "1.2"
        await b.touches("left", "left", "left", "left")
        assert "▸ A · " in moi.vu()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


@pytest.mark.parametrize("referentiel", identifiants())
async def test_tout_ouvert_l_arbre_a_chaque_groupe_et_chaque_competence(
    carnet: Carnet, referentiel: str
) -> None:
    attendu = charger(referentiel)
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer(referentiel)
        total = 1 + len(attendu.groupes) + len(attendu.competences)
        while moi.arbre.option_count != total:
            await b.touches("d")
        codes = []
        for rang in range(total):
            moi.arbre.highlighted = rang
            codes.append(moi.code)
    assert [c for c in codes if c] == [c.code for c in attendu.competences]


async def test_une_fiche_donne_ses_items_par_categorie_sa_situation_et_ses_sous_items(
    carnet: Carnet,
) -> None:
    avec = next(c for c in charger("casp").competences if c.sous_items)
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP2")
        fiche = moi.toute_la_fiche()
        for section in ("Critères de performance", "Savoir-faire techniques", "Savoirs"):
            assert section in fiche
        for item in charger("cip").competence("CP2").items:  # type: ignore[union-attr]
            assert item.enonce in fiche
        await b.touches("r")
        await moi.ouvrir(avec.code)
        assert all(e in moi.toute_la_fiche() for s in avec.sous_items for e in s.enonces)


# --- Chercher ------------------------------------------------------------------------------------


async def test_chercher_sans_accent_ni_faute(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.chercher("diagnostic partage")
        assert moi.code == "CP2"
        await moi.chercher("DIAGNOSTIK")
        assert moi.code == "CP2"
        await moi.chercher("cp11")
        assert moi.code == "CP11"
        assert "une compétence trouvée" in moi.vu()
        await moi.chercher("zzzzzz")
        await b.jusque(lambda: "Aucune compétence ne ressemble" in moi.vu())
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert "16 compétences" in moi.vu()


async def test_une_recherche_dit_ou_elle_a_trouve_et_suit_au_referentiel_suivant(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("casp")
        await moi.chercher("mediation")
        assert "je fais le lien et la médiation" in moi.vu()
        await b.touches("enter", "r")
        await b.jusque(lambda: "CISP" in moi.vu())
        assert "trouvée" in moi.vu()
        assert moi.ecran.query_one(Input).value == "mediation"


async def test_rien_trouve_vide_la_fiche_d_a_cote(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.chercher("diagnostic partage")
        await b.jusque(lambda: "Critères de performance" in moi.vu())
        await moi.chercher("zzzzzz")
        await b.jusque(lambda: "Critères de performance" not in moi.vu())


# --- Les parentes --------------------------------------------------------------------------------


@pytest.mark.parametrize("taille", [*ETROITES, (120, 40)])
async def test_aller_a_une_parente_et_en_revenir(carnet: Carnet, taille: tuple[int, int]) -> None:
    origine = charger("cip").competence("CP11")
    assert origine is not None
    premiere, deuxieme = origine.correspondances[:2]
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP11")
        await b.touches("p")
        await b.jusque(lambda: "Ses parentes dans les autres référentiels" in moi.vu())
        assert f"{premiere.referentiel} {premiere.code} · " in moi.vu()
        assert "Équivalente : " in moi.vu()
        await b.touches("down", "enter")
        await b.jusque(lambda: moi.code == deuxieme.code)
        assert moi.fiche.has_focus
        titre = charger(deuxieme.referentiel).titre[:30].replace("\u00a0", " ")
        assert titre in moi.vu()
        await b.touches("escape")
        await b.jusque(lambda: moi.code == "CP11")
        await b.jusque(lambda: moi.fiche.choisi is not None)
        assert f"{deuxieme.referentiel} {deuxieme.code} · " in moi.vu()
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert moi.code == "CP11"


async def test_fleche_bas_lit_tout_et_s_arrete_a_chaque_lien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP11")
        hauteur = int(moi.fiche.max_scroll_y)
        choisis: list[int] = []
        await b.touches("down", "down")
        for _ in range(hauteur + 40):
            moi.fiche.action_avancer(1)
            choisi = moi.fiche.choisi
            if choisi is not None and choisi not in choisis:
                choisis.append(choisi)
        liens = [n for n, m in enumerate(moi.fiche.query(Morceau)) if m.bloc.vers]
        assert choisis == liens
        assert moi.fiche.scroll_y == moi.fiche.max_scroll_y
        for _ in range(hauteur + 40):
            moi.fiche.action_avancer(-1)
        assert moi.fiche.scroll_y == 0


# --- Ce qui est déjà montré ----------------------------------------------------------------------


async def test_une_preuve_ouvre_la_seance_a_sa_reponse_et_part_avec_elle(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits("L’entretien interrompu")
        await b.repondre(
            "Elle est arrivée en retard. Nous avons fait le point sur sa demande et posé "
            "ensemble un premier diagnostic."
        )
        await finir(b)
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        lien = next(e for e in journal(carnet) if isinstance(e, CompetenceLiee) and e.ancre)
        moi = Lectrice(b)
        await moi.entrer(lien.referentiel)
        await moi.chercher(lien.code)
        assert "montrée une fois" in moi.vu()
        await b.touches("enter", "enter")
        await b.jusque(lambda: moi.fiche.has_focus and "déjà montrée une fois" in moi.vu())
        await b.touches("m")
        await b.jusque(lambda: "Ce que vous avez déjà montré" in moi.vu())
        assert "aujourd’hui · L’entretien interrompu" in moi.vu()
        assert lien.extrait in moi.toute_la_fiche()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        choisies = [d for d in b.app.screen.query(Dite) if d.has_class("-choisie")]
        assert [d.bloc.reponse for d in choisies] == [lien.ancre.evenement]  # type: ignore[union-attr]
        assert lien.extrait in choisies[0].bloc.texte
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        assert moi.fiche.has_focus
        assert moi.code == lien.code
        await b.touches("enter", "delete", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        await b.jusque(lambda: "déjà montré" not in moi.toute_la_fiche())


# --- Les référentiels de la personne -------------------------------------------------------------


def le_mien() -> str:
    return f'''
id = "mien"
titre = "Mes repères {HOSTILE}"
emetteur = "Nous {HOSTILE}"
pays = "{HOSTILE}"
millesime = "2026"
source = "Écrit {HOSTILE}"
avertissement = "Repères {HOSTILE}"

[[groupes]]
code = "G"
titre = "Recevoir {HOSTILE}"
modalites = ["Oral {HOSTILE}"]

[[competences]]
code = "M1"
titre = "Prendre du recul {HOSTILE}"
groupe = "G"
lieu = "p. 1 {HOSTILE}"
situation = "Un soir {HOSTILE}"

[competences.items]
critere = ["Je reviens {HOSTILE}"]

[[competences.correspondances]]
referentiel = "cip"
code = "CP11"
degre = "proche"
raison = "Revenir {HOSTILE}"

[[competences.correspondances]]
referentiel = "ailleurs"
code = "[b]Z9[/b]"
degre = "proche"
raison = "Un référentiel absent"
'''


@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
async def test_un_referentiel_personnel_reste_du_texte(
    carnet: Carnet, tmp_path: Path, taille: tuple[int, int]
) -> None:
    ecrire_le_mien(tmp_path, le_mien())
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("mien")
        assert "Mes repères [red]x[/]" in moi.vu()
        assert "[@click=app.quit]z[/] {0} $texte" in moi.vu()
        assert "Référentiel 5 sur 6 · [red]x[/]" in moi.vu()
        await moi.chercher("recul")
        await b.touches("enter", "enter")
        await b.jusque(lambda: moi.fiche.has_focus and "[red]x[/]" in moi.vu())
        for texte in ("Prendre du recul", "Recevoir", "p. 1", "Un soir", "Je reviens", "Oral"):
            assert f"{texte} [red]x[/]" in moi.vu()
        await b.touches("p")
        assert f"Proche : Revenir {HOSTILE}" in moi.vu()
        assert "ailleurs [b]Z9[/b]" in moi.vu()
        await b.touches("enter")
        await b.jusque(lambda: moi.code == "CP11")
        assert "mien M1" in moi.toute_la_fiche().replace("\u00a0", " ")


async def test_un_fichier_abime_se_dit_et_n_empeche_rien(carnet: Carnet, tmp_path: Path) -> None:
    ecrire_le_mien(tmp_path, "id = [", "casse.toml")
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await b.jusque(lambda: "casse.toml" in moi.vu())
        assert "Vos fichiers laissés de côté" in moi.toute_la_fiche()
        assert "16 compétences" in moi.vu()


async def test_un_referentiel_retire_en_chemin_laisse_la_place(
    carnet: Carnet, tmp_path: Path
) -> None:
    ecrire_le_mien(tmp_path, le_mien())
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("mien")
        (tmp_path / "reglages" / "referentiels" / "mien.toml").unlink()
        await b.touches("f1")
        assert isinstance(b.app.screen, EcranAide)
        await b.touches("escape")
        await b.jusque(lambda: "Référentiel 1 sur 5" in moi.vu())
        await b.touches("r")
        assert "Référentiel 2 sur 5" in moi.vu()


# --- L'écran -------------------------------------------------------------------------------------


async def test_changer_de_taille_garde_la_competence_et_la_place(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await b.touches("down", "down", "down")
        await b.jusque(lambda: "Critères de performance" in moi.vu())
        assert "CP3 · " in moi.vu()
        await b.pilote.resize_terminal(60, 20)
        await b.pilote.pause()
        assert moi.arbre.has_focus
        assert "CP2 · " in moi.vu()
        assert "Critères de performance" not in moi.vu()
        await b.touches("enter")
        for taille in ((80, 24), (40, 12), (120, 40), (60, 20)):
            await b.pilote.resize_terminal(*taille)
            await b.pilote.pause()
            assert moi.fiche.has_focus
            assert "CP2 · Analyser la demande" in moi.vu()
        assert "CP3 · " not in moi.vu()


async def test_l_accueil_et_la_palette_y_menent(carnet: Carnet) -> None:
    for jours in range(6):
        seance(carnet, jours + 1, f"Titre {jours}")
    async with banc(carnet) as b:
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.touches(*"referentiels")
        await b.jusque(lambda: 1 <= b.app.screen.query_one(CommandList).option_count <= 3)
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))


async def test_pas_un_mot_d_anglais(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("coordinateur")
        vus = [b.a_l_ecran()]
        for touches in (("f1",), ("pagedown",), ("escape",), ("ctrl+p",)):
            await b.touches(*touches)
            await b.pilote.pause()
            vus.append(b.a_l_ecran())
        await b.jusque(lambda: b.app.screen.query_one(CommandList).option_count)
        vus.append(b.a_l_ecran())
        await b.touches("escape", "enter")
        await b.jusque(lambda: moi.fiche.has_focus)
        vus.append(b.a_l_ecran())
        await b.touches("end")
        vus.append(b.a_l_ecran())
        await moi.chercher("zzzz")
        vus.append(b.a_l_ecran())
    assert {mot for vu in vus for mot in anglais(vu)} == set()
    assert "Le livret à remettre" in " ".join(vus)


def test_les_touches_ont_un_nom_et_une_aide_et_six_tiennent_au_pied() -> None:
    prises = [t for g in gestes.REFERENTIEL for t in g.touches.split(",")]
    assert len(prises) == len(set(prises))
    for geste in gestes.REFERENTIEL:
        assert geste.libelle
        assert geste.aide
        assert not anglais(touches_du_geste(geste))
    assert sum(g.pied for g in (*gestes.REFERENTIEL, *gestes.GENERAUX)) <= 6


def test_rien_de_l_ecran_ne_se_charge_au_demarrage() -> None:
    code = (
        "import sys, coach.tui.application, coach.tui.ecrans.accueil\n"
        "print([m for m in sys.modules if 'arbre' in m or m.endswith('ecrans.referentiel')])"
    )
    sortie = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "coach.tui" not in sortie


# --- Les images ----------------------------------------------------------------------------------


async def devant_une_parente(pilote: Pilot[None]) -> None:
    """La fiche de CP2, une parente choisie."""
    assert isinstance(pilote.app, CoachApp)
    moi = Lectrice(Banc(pilote.app, pilote))
    await moi.entrer("cip")
    await moi.b.touches("down", "down", "down", "enter")
    await moi.b.jusque(lambda: moi.fiche.has_focus and "CP2 · " in moi.toute_la_fiche())
    await moi.b.touches("p", "down")
    await moi.b.jusque(lambda: moi.fiche.choisi is not None)


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="images prises sous Python 3.11")
@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
def test_image(
    remplie: CoachApp, snap_compare: Callable[..., bool], taille: tuple[int, int]
) -> None:
    assert snap_compare(remplie, terminal_size=taille, run_before=devant_une_parente)
