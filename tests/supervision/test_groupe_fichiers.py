"""Le fichier d'une rencontre : écrit à chaque geste, réuni à d'autres, jamais cru sur parole."""

import itertools
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lieux import JOURNALS
from rencontre_d_essai import (
    GENRES,
    JOURNAL,
    SEANCE,
    Horloge,
    animation,
)
from ulid import ULID

from coach.analyse import lire
from coach.modeles.evenements import TitreDonne
from coach.modeles.lecture import Lecture
from coach.partage.erreurs import ErreurDeFichier
from coach.supervision.animation import GesteRefuse
from coach.supervision.annotations import Annotations, en_octets, fusionner, lire_annotations
from coach.supervision.cahier import Cahier
from coach.supervision.compte_rendu import composer, rediger
from coach.supervision.methode import methodes
from coach.supervision.rencontre import Rencontre, plier_rencontre
from coach.supervision.tenue import Matiere, auteur_du_clavier, tenir

CLAVIERS = sorted((JOURNALS / "groupe").glob("clavier-*.jsonl"))


# --- Le fichier ----------------------------------------------------------------------------------


def test_chaque_contribution_est_sur_le_disque_au_retour_du_geste(tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    with tenir(fichier, None, "libre", auteur="a", lire=lire, horloge=Horloge()) as tenue:
        tenue.animation.ouvrir()
        for texte in ("Quand ?", "Où ?"):
            tenue.animation.contribuer("question", texte)
            assert texte in fichier.read_text("utf-8")
    assert oct(fichier.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("coupe", range(1, 40, 3))
def test_une_ligne_coupee_par_une_panne_se_retire_et_le_reste_tient(
    tmp_path: Path, coupe: int
) -> None:
    fichier = tmp_path / "nous.jsonl"
    with tenir(fichier, None, "libre", auteur="a", lire=lire, horloge=Horloge()) as tenue:
        tenue.animation.ouvrir()
        tenue.animation.contribuer("question", "Quand ?")
        tenue.animation.contribuer("question", "Où ?")
    octets = fichier.read_bytes()
    fichier.write_bytes(octets[:-coupe])
    with tenir(fichier, None, None, auteur="a", lire=lire, horloge=Horloge()) as tenue:
        textes = [c.texte for c in tenue.animation.rencontre.contributions]
        assert textes == (["Quand ?", "Où ?"] if coupe == 1 else ["Quand ?"])
        tenue.animation.contribuer("question", "Et après ?")
    assert [c.texte for c in _rencontre(fichier).contributions][-1] == "Et après ?"


def test_un_fichier_deplace_pendant_la_rencontre_se_dit(tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    with tenir(fichier, None, "libre", auteur="a", lire=lire, horloge=Horloge()) as tenue:
        tenue.animation.ouvrir()
        fichier.rename(tmp_path / "ailleurs.jsonl")
        with pytest.raises(ErreurDeFichier, match="déplacé"):
            tenue.animation.contribuer("question", "Quand ?")
        assert not tenue.animation.rencontre.contributions


def test_ni_lien_ni_dossier_ni_fichier_d_autre_chose_ne_s_ouvre(tmp_path: Path) -> None:
    vrai = tmp_path / "vrai.jsonl"
    Cahier.creer(vrai, SEANCE, "libre").fermer()
    lien = tmp_path / "lien.jsonl"
    lien.symlink_to(vrai)
    autre = tmp_path / "autre.txt"
    autre.write_text("à moi", "utf-8")
    tube = tmp_path / "tube"
    os.mkfifo(tube)
    for chemin in (lien, tmp_path, autre, tube, JOURNAL):
        with pytest.raises(ErreurDeFichier):
            tenir(chemin, None, "libre", auteur="a", lire=lire, horloge=Horloge())
    assert autre.read_text("utf-8") == "à moi"


def test_un_fichier_d_une_autre_seance_ou_d_une_autre_methode_est_refuse(tmp_path: Path) -> None:
    fichier = tmp_path / "nous.jsonl"
    tenir(fichier, None, "libre", auteur="a", lire=lire, horloge=Horloge()).fermer()
    for matiere, methode in ((Matiere.du_fichier(JOURNAL), None), (None, "gease")):
        with pytest.raises(ErreurDeFichier):
            tenir(fichier, matiere, methode, auteur="a", lire=lire, horloge=Horloge())
    with pytest.raises(ErreurDeFichier, match="gease"):
        tenir(tmp_path / "n.jsonl", None, "inconnue", auteur="a", lire=lire, horloge=Horloge())


def test_la_signature_d_un_clavier_ne_relie_pas_deux_seances() -> None:
    assert auteur_du_clavier("x", "s1") == auteur_du_clavier("x", "s1")
    assert len({auteur_du_clavier(g, s) for g in "xy" for s in ("s1", "s2")}) == 4


# --- La fusion ------------------------------------------------------------------------------------


def _rencontre(fichier: Path) -> Rencontre:
    return plier_rencontre(lire_annotations(fichier).evenements)


@given(
    st.lists(st.lists(st.sampled_from(GENRES), max_size=6), min_size=1, max_size=4), st.randoms()
)
@settings(max_examples=60)
def test_la_fusion_donne_les_memes_octets_dans_tous_les_ordres(
    claviers: list[list[str]], hasard: random.Random
) -> None:
    copies = []
    for n, genres in enumerate(claviers):
        tenue = animation("libre", f"clavier-{n}")
        tenue.ouvrir()
        for genre in genres:
            try:
                tenue.contribuer(genre, f"{genre} {n}")  # type: ignore[arg-type]
            except GesteRefuse:
                tenue.clore()
                if tenue.rencontre.a_venir(tenue.methode):
                    tenue.ouvrir()
                else:
                    break
        copies.append(Annotations(SEANCE, "libre", tenue.evenements))
    attendu = en_octets(fusionner(copies))
    for _ in range(4):
        hasard.shuffle(copies)
        reunies = fusionner([*copies, hasard.choice(copies)])
        assert en_octets(reunies) == attendu
        assert en_octets(fusionner([reunies, hasard.choice(copies)])) == attendu
        par_paires = fusionner([copies[0], fusionner(copies)])
        assert en_octets(par_paires) == attendu
    assert lire_annotations(attendu).evenements == fusionner(copies).evenements
    assert {e.id for c in copies for e in c.evenements} == {e.id for e in reunies.evenements}


def test_les_trois_claviers_d_exemple_se_reunissent_dans_les_six_ordres() -> None:
    assert len(CLAVIERS) == 3
    attendu = (JOURNALS / "groupe" / "rencontre.jsonl").read_bytes()
    for ordre in itertools.permutations(CLAVIERS):
        assert en_octets(fusionner([lire_annotations(f) for f in ordre])) == attendu


def test_deux_animateurs_qui_reprennent_la_meme_copie_ne_s_effacent_pas(tmp_path: Path) -> None:
    commun = tmp_path / "commun.jsonl"
    with tenir(commun, None, "libre", auteur="a", lire=lire, horloge=Horloge()) as tenue:
        tenue.animation.ouvrir()
    copies = []
    for nom in ("a", "b"):
        copie = tmp_path / f"{nom}.jsonl"
        copie.write_bytes(commun.read_bytes())
        with tenir(copie, None, None, auteur=nom, lire=lire, horloge=Horloge()) as tenue:
            tenue.animation.contribuer("question", f"de {nom}")
            tenue.animation.clore()
        copies.append(lire_annotations(copie))
    reunie = plier_rencontre(fusionner(copies).evenements)
    assert {c.texte for c in reunie.contributions} == {"de a", "de b"}
    assert reunie.close("lecture") and len(reunie.phases) == 1


def test_des_copies_qui_se_contredisent_ne_se_reunissent_pas() -> None:
    tenue = animation("libre")
    tenue.titrer("Un titre")
    [titre] = tenue.evenements
    assert isinstance(titre, TitreDonne)
    autre = titre.model_copy(update={"titre": "Un autre"})
    copies = [Annotations(SEANCE, "libre", (e,)) for e in (titre, autre)]
    with pytest.raises(ErreurDeFichier, match="deux choses"):
        fusionner(copies)
    ailleurs = Annotations(str(ULID.from_int(1 << 91)), "libre", ())
    with pytest.raises(ErreurDeFichier, match="même séance"):
        fusionner([copies[0], ailleurs])
    with pytest.raises(ErreurDeFichier, match="même méthode"):
        fusionner([copies[0], Annotations(SEANCE, "gease", ())])


# --- Un fichier hostile --------------------------------------------------------------------------


_POISONS = (
    b"\x1b[2J\x1b]0;x\x07",
    b"\xff\xfe",
    b"\\u0000",
    b'"type":"seance_supprimee"',
    b'"rang":99999999999',
    b'"version":2',
    "\u202e".encode(),
    b"[@click=app.quit]x[/]",
    b"\n\n",
    b'{"a":' * 300,
    b'"quand":"1492-01-01T00:00:00Z"',
    b'"genre":"ordre"',
)


def _abimer(octets: bytes, hasard: random.Random) -> bytes:
    """Une mutation : coupe, répétition, mélange de lignes, octets au hasard, poison."""
    lignes = octets.split(b"\n")
    match hasard.randrange(6):
        case 0:
            return octets[: hasard.randrange(len(octets))]
        case 1:
            hasard.shuffle(lignes)
            return b"\n".join(lignes)
        case 2:
            return b"\n".join([*lignes, hasard.choice(lignes)])
        case 3:
            place = hasard.randrange(len(octets))
            return octets[:place] + bytes([hasard.randrange(256)]) + octets[place + 1 :]
        case 4:
            place = hasard.randrange(len(octets))
            return octets[:place] + hasard.choice(_POISONS) + octets[place:]
        case _:
            rang = hasard.randrange(len(lignes))
            cle = hasard.choice(
                [b'"genre"', b'"texte"', b'"phase"', b'"id"', b'"flux"', b'"ancre"']
            )
            lignes[rang] = lignes[rang].replace(cle, hasard.choice([b'"type"', b'"x"', b'"cible"']))
            return b"\n".join(lignes)


def test_deux_mille_fichiers_abimes_se_lisent_ou_se_refusent_en_une_phrase() -> None:
    """Ce qui se lit se plie, se réunit et se rédige sans rien exécuter."""
    hasard = random.Random(8)
    sains = [f.read_bytes() for f in CLAVIERS]
    lus = 0
    for _ in range(2_000):
        octets = _abimer(hasard.choice(sains), hasard)
        try:
            annotations = lire_annotations(octets)
        except ErreurDeFichier as refus:
            assert "\x1b" not in str(refus) and str(refus).endswith(".")
            continue
        lus += 1
        rencontre = plier_rencontre(annotations.evenements)
        rencontre.a_venir(methodes()["gease"])
        if lus % 20 == 0:
            compte = composer(annotations, methodes()["gease"], lambda _: Lecture())
            assert "\x1b" not in rediger(compte, "md") + rediger(compte, "html")
        assert lire_annotations(en_octets(annotations)).evenements == annotations.evenements
    assert 50 < lus < 1_900
