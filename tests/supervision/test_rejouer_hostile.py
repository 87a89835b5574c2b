"""Rejouer un fichier reçu : une phrase claire, ou une séance entière ; rien d'interprété."""

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fabriques import Seance, ulid
from fichier_recu import POISONS, octets_de
from lieux import JOURNALS
from ligne_de_commande import coach

from coach.analyse import lire
from coach.chiffres import en_chiffres
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.rejouer import RejeuEnTexte
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    EmotionChoisie,
    EvenementAnnule,
    NoteDeposee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
)
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.partage.erreurs import ErreurDeFichier
from coach.supervision.relecture import LISIBLE, Relecture
from coach.supervision.serie import Serie
from coach.supervision.source import du_fichier

JOURNAUX = sorted(JOURNALS.glob("*.jsonl"))
LOTS, PAR_LOT = 8, 300
"""Deux mille quatre cents fichiers mutés, toujours les mêmes."""

COMMANDES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def lire_vite(texte: str, *_: object) -> Lecture:
    """Tout un texte pour un fait : la lecture a ses essais ailleurs."""
    segment = Segment(
        debut=0, fin=len(texte), texte=texte, nature=Nature.FAIT, sous_type="etat", confiance=1
    )
    return Lecture(segments=(segment,) if texte.strip() else ())


def en_texte(relecture: Relecture, commandes: str = "/tout\n/etapes\n/retour\n") -> str:
    """Tout ce que la séance donne à lire par un tube."""
    sortie = StringIO()
    lignes = Lignes(StringIO(commandes), sortie, interactif=False)
    RejeuEnTexte(Serie([relecture]), lignes, lambda s: s.nature.nom).mener()
    return sortie.getvalue()


# --- Les mutants ---------------------------------------------------------------------------------


Mutation = Callable[[random.Random, list[bytes]], list[bytes]]


def tronquer(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    octets = b"\n".join(lignes)
    return [octets[: hasard.randrange(len(octets))]]


def melanger(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    suite = lignes[1:]
    hasard.shuffle(suite)
    return [lignes[0], *suite]


def retirer(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    gardees = [ligne for ligne in lignes[1:] if hasard.random() > 0.2]
    return [lignes[0], *gardees]


def doubler(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    return [*lignes, hasard.choice(lignes[1:])]


def un_octet(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    octets = bytearray(b"\n".join(lignes))
    for _ in range(hasard.randint(1, 4)):
        octets[hasard.randrange(len(octets))] = hasard.randrange(256)
    return [bytes(octets)]


def un_champ(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    """Une valeur d'une ligne devient autre chose, ou s'en va."""
    rang = hasard.randrange(len(lignes))
    objet: dict[str, Any] = json.loads(lignes[rang])
    nom = hasard.choice(sorted(objet))
    autres: list[Any] = [*POISONS, None, -1, 2**70, True, [], {}, ulid(7), "9999-99-99", 1.5]
    if hasard.random() < 0.2:
        del objet[nom]
    else:
        objet[nom] = hasard.choice(autres)
    return [*lignes[:rang], json.dumps(objet).encode(), *lignes[rang + 1 :]]


def un_poison(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    """Des textes, des noms d'étape et des choix empoisonnés : le fichier reste valide."""
    return [lignes[0], *(_empoisonner(hasard, ligne) for ligne in lignes[1:])]


def _empoisonner(hasard: random.Random, ligne: bytes) -> bytes:
    objet: dict[str, Any] = json.loads(ligne)
    for nom in ("texte", "etape", "mot", "extrait", "justification", "titre", "code"):
        if nom in objet and hasard.random() < 0.3:
            objet[nom] = hasard.choice(POISONS)[: 200 if nom != "texte" else None] or "x"
    return json.dumps(objet).encode()


def autres_liens(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    """Réponses orphelines, ancres d'ailleurs, questions d'une autre séance."""
    connus = [json.loads(ligne)["id"] for ligne in lignes[1:]]
    rendues = [lignes[0]]
    for ligne in lignes[1:]:
        objet: dict[str, Any] = json.loads(ligne)
        for nom in ("question", "cible", "apres"):
            if nom in objet and objet["type"] != "question_posee" and hasard.random() < 0.3:
                objet[nom] = hasard.choice([*connus, ulid(3)])
        if "ancre" in objet and objet["ancre"] and hasard.random() < 0.5:
            objet["ancre"]["evenement"] = hasard.choice([*connus, ulid(3)])
        rendues.append(json.dumps(objet).encode())
    return rendues


def autres_temps(hasard: random.Random, lignes: list[bytes]) -> list[bytes]:
    dates = ["1900-01-01T00:00:00+14:00", "2199-12-31T23:59:59-12:00", "0001-01-01T00:00:00Z", "x"]
    rang = hasard.randrange(1, len(lignes))
    objet: dict[str, Any] = json.loads(lignes[rang])
    objet["quand"] = hasard.choice(dates)
    objet["rang"] = hasard.choice([1, 10**9, 10**12, 0, objet["rang"]])
    return [*lignes[:rang], json.dumps(objet).encode(), *lignes[rang + 1 :]]


MUTATIONS: tuple[Mutation, ...] = (
    tronquer,
    melanger,
    retirer,
    doubler,
    un_octet,
    un_champ,
    un_poison,
    autres_liens,
    autres_temps,
)


def mutants(lot: int) -> Iterator[tuple[str, bytes]]:
    """Les mêmes à chaque fois."""
    hasard = random.Random(20261122 + lot)
    bases = [f.read_bytes().splitlines() for f in JOURNAUX]
    for rang in range(PAR_LOT):
        mutation = MUTATIONS[rang % len(MUTATIONS)]
        lignes = mutation(hasard, list(hasard.choice(bases)))
        if rang % 5 == 4 and mutation not in (tronquer, un_octet, un_champ):
            lignes = hasard.choice((un_poison, autres_liens, melanger))(hasard, lignes)
        yield f"{mutation.__name__}-{rang}", b"\n".join(lignes) + b"\n"


@pytest.mark.parametrize("lot", range(LOTS))
def test_un_fichier_mute_se_refuse_d_une_phrase_ou_se_rejoue_en_entier(lot: int) -> None:
    lus, refus = 0, set()
    for rang, (nom, octets) in enumerate(mutants(lot)):
        try:
            relecture = du_fichier(octets, lire if rang % 60 == 0 else lire_vite)
        except ErreurDeFichier as erreur:
            assert erreur.phrase.endswith("."), nom
            assert not COMMANDES.search(str(erreur)), nom
            refus.add(erreur.raison)
            continue
        lus += 1
        verifier(nom, relecture)
    assert lus > PAR_LOT // 3
    assert len(refus) >= 7


def verifier(nom: str, relecture: Relecture) -> None:
    """Rien d'un terminal ne sort, et la séance se parcourt dans les deux sens."""
    dit = en_texte(relecture)
    assert not COMMANDES.search(dit), nom
    assert "Traceback" not in dit
    serie = Serie([relecture])
    place, chemin = serie.reperes[0].place, []
    while place != serie.derniere:
        chemin.append(place)
        place = serie.apres(place)
    assert len(chemin) == len(relecture.moments), nom
    for attendue in reversed(chemin):
        place = serie.avant(place)
        assert place == attendue, nom
    identifiants = [m.evenement for m in relecture.moments]
    assert len(identifiants) == len(set(identifiants)), nom


# --- Les cas que l'on nomme ----------------------------------------------------------------------


def test_ce_qui_ne_se_rattache_a_rien_est_compte_et_n_est_pas_montre() -> None:
    s = Seance(ulid(1))
    reponse = s.repondre("Elle est partie.")
    s.dire(ReponseDonnee, etape="faits", question=ulid(99), texte="orpheline")
    s.dire(ReponseDonnee, etape="faits", question=reponse.question, texte="seconde fois")
    s.dire(ReponseModifiee, cible=ulid(98), texte="récrite de nulle part")
    fausse = Ancre(evenement=reponse.id, debut=0, fin=4, texte="Iels")
    s.dire(SegmentCorrige, ancre=fausse, nature=Nature.FAIT)
    relecture = du_fichier(octets_de(s), lire_vite)
    assert [m.genre for m in relecture.moments] == ["question", "reponse"]
    assert relecture.sans_attache == 4
    dit = en_texte(relecture)
    assert "4 éléments" in dit
    assert "orpheline" not in dit and "seconde fois" not in dit and "nulle part" not in dit


def test_ce_que_la_personne_a_recrit_ne_se_montre_pas_d_un_fichier() -> None:
    s = Seance(ulid(1))
    reponse = s.repondre("Un nom qu’elle regrette. Elle est partie.")
    ancre = Ancre(evenement=reponse.id, debut=25, fin=41, texte="Elle est partie.")
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT)
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle est partie.")
    relecture = du_fichier(octets_de(s), lire)
    dit = en_texte(relecture)
    assert "regrette" not in dit
    assert [m.genre for m in relecture.moments] == ["question", "reponse", "correction"]
    (segment,) = relecture.lecture(reponse.id, 3).segments
    assert segment.corrige and (segment.debut, segment.fin) == (0, 16)
    ici = Relecture(s.flux, s.evenements, lire, chez_soi=True)
    assert [m.genre for m in ici.moments][-1] == "reprise"
    assert "regrette" in en_texte(ici)


def test_une_etape_et_un_protocole_inconnus_se_nomment_sans_rien_executer() -> None:
    s = Seance(ulid(1))
    s.evenements[0] = s.evenements[0].model_copy(update={"protocole": "../../secret\x1b[2J"})
    s.repondre("Bonjour", etape="[red]une_étape[/red]\n\x1b[1m")
    relecture = du_fichier(octets_de(s), lire_vite)
    dit = en_texte(relecture)
    assert "../../secret\ufffd[2J" in dit
    assert "Étape 1 sur 1\u00a0: [red]une étape[/red] \ufffd[1m" in dit


def test_une_note_sans_question_et_une_seance_sans_moment() -> None:
    s = Seance(ulid(1))
    vide = du_fichier(octets_de(s), lire_vite)
    assert vide.moments == () and "C’est la fin." in en_texte(vide)
    s.dire(NoteDeposee, texte="À reprendre.")
    s.dire(EmotionChoisie, famille="colere", mot="agacée")
    relecture = du_fichier(octets_de(s), lire_vite)
    assert [m.genre for m in relecture.moments] == ["note", "emotion"]
    assert relecture.etapes == ()


def test_une_seance_dont_tout_est_annule_se_dit_vide() -> None:
    s = Seance(ulid(1))
    s.repondre("Annulée.")
    for evenement in list(s.evenements):
        s.dire(EvenementAnnule, cible=evenement.id)
    relecture = du_fichier(octets_de(s), lire_vite)
    assert relecture.moments == ()
    dit = en_texte(relecture)
    assert "3 mars 2026" in dit and "Annulée" not in dit


def test_un_texte_demesure_se_coupe_et_ne_se_lit_pas() -> None:
    def jamais(*_: object) -> Lecture:
        raise AssertionError("trop long pour être lu")

    s = Seance(ulid(1))
    reponse = s.repondre("mot" * 150_000)
    relecture = du_fichier(octets_de(s), jamais)
    assert relecture.lecture(reponse.id, 2) == Lecture()
    dit = en_texte(relecture)
    assert f"({en_chiffres(450_000 - LISIBLE)} caractères de plus, non montrés)" in dit
    assert len(dit) < LISIBLE + 2_000


def test_cent_mille_evenements_sous_une_seule_reponse_se_rejouent() -> None:
    s = Seance(ulid(1))
    reponse = s.repondre("Elle est partie. " * 40)
    for rang in range(100_000):
        debut = (rang * 17) % 600
        texte = reponse.texte[debut : debut + 5]
        ancre = Ancre.model_construct(evenement=reponse.id, debut=debut, fin=debut + 5, texte=texte)
        s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
    relecture = du_fichier(octets_de(s), lire)
    total = len(relecture.moments)
    assert total == 100_002
    assert len(relecture.scene(total, 12)) == 12
    assert any(x.corrige for x in relecture.lecture(reponse.id, total).segments)
    serie = Serie([relecture])
    assert serie.avant(serie.derniere).pas == total - 1


def test_des_milliers_d_etapes_se_listent_en_partie() -> None:
    s = Seance(ulid(1))
    for rang in range(5_000):
        demande = s.dire(QuestionPosee, etape=f"é{rang}", question="q", texte="?")
        s.dire(ReponseDonnee, etape="faits", question=demande.id, texte="x")
    relecture = du_fichier(octets_de(s), lire_vite)
    dit = en_texte(relecture, "/etapes\n/etape 5000\n/etape 5001\n/etape ²\n/etape " + "9" * 5_000)
    assert "Et 4\u202f800 autres" in dit
    assert "Étape 5\u202f000 sur 5\u202f000" in dit
    assert dit.count("entre 1 et 5\u202f000") == 3


# --- Des chemins qui n'en sont pas ---------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="ni tube ni périphérique ici")
def test_un_lien_un_tube_un_dossier_un_peripherique(tmp_path: Path, dossier: Path) -> None:
    vrai = tmp_path / "vrai.jsonl"
    vrai.write_bytes(JOURNAUX[0].read_bytes())
    lien, tube = tmp_path / "lien.jsonl", tmp_path / "tube.jsonl"
    lien.symlink_to(vrai)
    os.mkfifo(tube)
    for chemin in (lien, tube, tmp_path, Path("/dev/zero"), Path("/dev/stdin")):
        resultat = coach("rejouer", chemin, "--texte")
        assert (resultat.exit_code, resultat.stdout) == (2, ""), chemin
        assert "fichier ordinaire" in resultat.stderr
    for absent in ("rien.jsonl", "./01KA4M", "a\x00b.jsonl", "x" * 5_000 + ".jsonl"):
        resultat = coach("rejouer", absent, "--texte")
        assert (resultat.exit_code, resultat.stdout) == (2, ""), absent
        assert "n’existe pas" in resultat.stderr
    assert not dossier.exists()


def test_un_mauvais_fichier_de_la_suite_arrete_tout(tmp_path: Path, dossier: Path) -> None:
    mauvais = tmp_path / "mauvais.jsonl"
    mauvais.write_bytes(JOURNAUX[0].read_bytes()[:-40])
    resultat = coach("rejouer", JOURNAUX[0], mauvais, "--texte")
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert "Rien n’a été importé" in resultat.stderr
    assert not dossier.exists()
    assert sorted(tmp_path.iterdir()) == [mauvais]
