"""La personne écrit ses protocoles ; un fichier mal écrit se dit et n'arrête jamais rien."""

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ligne_de_commande import coach
from typographie import fautes_de_typographie

from coach.dialogues.fichier import TAILLE_MAX, charger_fichier
from coach.dialogues.livres import identifiants_livres
from coach.dialogues.protocole import ErreurDeProtocole, avertissements, charger, identifiants
from coach.modeles.texte import sans_commandes

LIVRES = identifiants_livres()

MIEN = """\
id = "mien"
titre = "Le tour de table"
version = 1
resume = "Revenir sur une réunion."
quand = "Après une réunion."
duree_minutes = 8
competences = ["cip:CP4", "suisse:D2"]
accueil = "Prenons huit minutes pour cette réunion."

[appels]
nets = ["tour de table"]

[[etapes]]
id = "reunion"
titre = "La réunion"
but = "La nommer."

[[etapes.questions]]
id = "titre"
formulations = ["Quelle réunion ?", "De quelle réunion s’agit-il ?"]
courte = true

[[etapes.questions]]
id = "envie"
formulations = ["De 0 à 10, quelle envie d’y retourner ?"]
echelle = true

[[etapes]]
id = "faits"
titre = "Les faits"
but = "Ce qui s’est dit."
attendue = "fait"
relances = ["generalisation", "trop_court"]
relances_max = 1

[[etapes.questions]]
id = "recit"
formulations = [
  "Que s’est-il dit ?",
  "Qui a dit quoi, et dans quel ordre ?",
]
aide = "Les mots exacts."

[[etapes]]
id = "suite"
titre = "La suite"
but = "Un pas."
genre = "ajustement"
rappels = "opinion"
rappels_dits = "Vous pensiez ceci : {cites}."

[[etapes.questions]]
id = "action"
formulations = ["Que ferez-vous ?"]
si = "recit"
reprend = "recit"
reprise = "Cela s’est dit ainsi : {cite}."
"""


@pytest.fixture
def reglages(foyer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Le dossier des réglages, avec un dossier de protocoles vide."""
    dossier = foyer / "reglages"
    (dossier / "protocoles").mkdir(parents=True)
    monkeypatch.setenv("COACH_CONFIGURATION", str(dossier))
    return dossier


def ranger(reglages: Path, contenu: str = MIEN, nom: str = "mien.toml") -> Path:
    fichier = reglages / "protocoles" / nom
    fichier.write_text(contenu, encoding="utf-8")
    return fichier


# --- vus partout


def test_sans_dossier_il_n_y_a_que_les_livres(foyer: Path) -> None:
    assert identifiants() == LIVRES and avertissements() == ()


def test_un_protocole_range_dans_les_reglages_sert_partout(reglages: Path) -> None:
    ranger(reglages, nom="ce que je veux.toml")
    assert identifiants() == tuple(sorted((*LIVRES, "mien")))
    fiches = {f["id"]: f for f in json.loads(coach("protocole", "lister", "--json").stdout)}
    assert fiches["mien"]["duree_minutes"] == 8 and fiches["mien"]["livre"] is False
    assert fiches["express"]["livre"] is True and fiches["express"]["quand"]
    liste = coach("protocole", "lister").stdout
    assert "mien · Le tour de table (8 minutes, le vôtre)" in liste
    assert "  Après une réunion." in liste
    assert "Qui a dit quoi" not in coach("protocole", "montrer", "mien").stdout
    assert "Que s’est-il dit" in coach("protocole", "montrer", "mien").stdout
    seance = coach("seance", "mien", "--texte", entree="Le lundi\n\n7\n\n\n\n")
    assert seance.exit_code == 0 and "Prenons huit minutes" in seance.stdout
    [gardee] = json.loads(coach("journal", "lister", "--json").stdout)
    assert (gardee["titre"], gardee["protocole"]) == ("Le lundi", "mien")


def test_une_seance_dont_le_protocole_a_disparu_se_relit_et_se_dit(reglages: Path) -> None:
    fichier = ranger(reglages)
    coach("seance", "mien", "--texte", entree="Le lundi\n\n")
    [gardee] = json.loads(coach("journal", "lister", "--json").stdout)
    fichier.unlink()
    assert coach("journal", "montrer", gardee["id"]).exit_code == 0
    reprise = coach("seance", "--texte", "--reprendre", gardee["id"])
    assert reprise.exit_code == 2 and "« mien »" in reprise.stderr.replace("\u00a0", " ")


def test_ce_qui_change_dans_le_dossier_se_voit_aussitot(reglages: Path) -> None:
    ranger(reglages)
    assert charger("mien").titre == "Le tour de table"
    ranger(reglages, MIEN.replace("Le tour de table", "Le tour de la table"))
    assert charger("mien").titre == "Le tour de la table"


def test_un_mauvais_fichier_n_arrete_rien(reglages: Path) -> None:
    ranger(reglages, MIEN.replace("duree_minutes = 8", "duree_minutes = 0"), "abime.toml")
    ranger(reglages)
    ranger(reglages, MIEN, "second.toml")
    ranger(reglages, MIEN.replace('"mien"', '"express"'), "livre.toml")
    (reglages / "protocoles" / "dossier.toml").mkdir()
    ranger(reglages, "pas du TOML", "._cache.toml")
    assert "mien" in identifiants() and charger("express").titre == "Express"
    resultat = coach("protocole", "lister")
    assert resultat.exit_code == 0 and "mien · " in resultat.stdout
    abime, dossier, livre, second = resultat.stderr.splitlines()
    assert "abime.toml" in abime and "ligne 6" in abime
    assert "second.toml" in second and "ligne 1" in second
    assert "dossier.toml" in dossier
    assert "livre.toml" in livre and "livré" in livre
    for dit in (abime, dossier, livre, second):
        assert fautes_de_typographie(dit) == []
    assert coach("noter", "Une note").exit_code == 0
    demande = coach("protocole", "montrer", "abime")
    assert demande.exit_code == 2 and demande.stderr.strip() == abime


def test_un_dossier_interdit_se_dit(reglages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interdire(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", interdire)
    assert identifiants() == LIVRES
    [dit] = avertissements()
    assert "ne s’ouvre pas" in dit and fautes_de_typographie(dit) == []


def test_un_nom_mal_tape_offre_le_plus_proche() -> None:
    resultat = coach("seance", "expres", "--texte")
    assert resultat.exit_code == 2 and "« express »" in resultat.stderr.replace("\u00a0", " ")


# --- coach protocole valider


def change(ancien: str, nouveau: str) -> tuple[str, str]:
    """Le fichier avec ce texte remplacé, et « ligne N » de ce texte."""
    assert MIEN.count(ancien) == 1, ancien
    ligne = MIEN[: MIEN.index(ancien)].count("\n") + 1
    return MIEN.replace(ancien, nouveau), f"ligne {ligne}"


FAUTES = [
    ('genre = "ajustement"', 'genre = "ajustemant"', ["suite", "« genre »", "« ajustement »"]),
    ('attendue = "fait"', 'attendue = "emotions"', ["faits", "« attendue »", "« emotion »"]),
    ('"generalisation", "trop_court"', '"trop_cour"', ["faits", "« trop_court »"]),
    ('competences = ["cip:CP4", "suisse:D2"]', 'competences = ["cip:CP44"]', ["« CP4 »"]),
    ('competences = ["cip:CP4", "suisse:D2"]', 'competences = ["cipp:CP4"]', ["« cip »"]),
    ('competences = ["cip:CP4", "suisse:D2"]', 'competences = ["CP4"]', ["deux-points"]),
    ("duree_minutes = 8", 'duree_minutes = "longue"', ["« duree_minutes »", "de 1 à 240"]),
    ("resume =", "resumé =", ["TOML"]),
    ('quand = "Après une réunion."', 'qand = "Après une réunion."', ["« quand »"]),
    ('but = "Un pas."', 'buts = "Un pas."', ["suite", "« but »"]),
    ("courte = true", 'courte = "peut-être"', ["reunion", "« courte »", "true ou false"]),
    ('si = "recit"', 'si = "recits"', ["suite", "« si »", "« recit »"]),
    ('reprend = "recit"', 'reprend = "action"', ["suite", "« reprend »"]),
    ("ainsi : {cite}.", "ainsi : {cites}.", ["suite", "« reprise »", "{cite}"]),
    ("ainsi : {cite}.", "ainsi.", ["suite", "« reprise »", "{cite}"]),
    ('"Que ferez-vous ?"', '"Que ferez-vous {cite} ?"', ["« formulations »", "accolade"]),
    ('"Qui a dit quoi, et dans', '"{0.__class__} Qui a dit quoi, et dans', ["accolade"]),
    ('id = "recit"', 'id = "envie"', ["faits", "« envie »", "plus haut"]),
    ('id = "recit"', 'id = "roue"', ["faits", "« roue »"]),
    ('id = "suite"', 'id = "faits"', ["« faits »", "plus haut"]),
    ('id = "reunion"', 'id = "La réunion"', ["lettres minuscules"]),
    ('aide = "Les mots exacts."', 'aide = ""', ["faits", "« aide »", "vide"]),
    ('aide = "Les mots exacts."', r'aide = "\u001b[31mRouge"', ["« aide »", "invisible"]),
    ('id = "mien"', 'id = "express"', ["« express »", "livré"]),
]


@pytest.mark.parametrize(("ancien", "nouveau", "dits"), FAUTES)
def test_valider_nomme_le_fichier_la_ligne_et_la_faute(
    reglages: Path, tmp_path: Path, ancien: str, nouveau: str, dits: list[str]
) -> None:
    contenu, ligne = change(ancien, nouveau)
    fichier = tmp_path / "essai.toml"
    fichier.write_text(contenu, encoding="utf-8")
    resultat = coach("protocole", "valider", str(fichier), "--json")
    [verdict] = json.loads(resultat.stdout)
    message = verdict["message"]
    assert resultat.exit_code == 2 and verdict["valide"] is False and resultat.stderr == ""
    assert fautes_de_typographie(message) == [] and sans_commandes(message) == message
    for dit in ["essai.toml", ligne, *dits]:
        assert dit in message.replace("\u00a0", " "), message
    simple = coach("protocole", "valider", str(fichier))
    assert (simple.exit_code, simple.stdout, simple.stderr) == (2, "", f"{message}\n")


def test_valider_une_table_sans_question_ou_en_trop(tmp_path: Path) -> None:
    fichier = tmp_path / "essai.toml"
    for contenu, dit in [
        (MIEN + '\n[[etapes]]\nid = "vide"\ntitre = "Vide"\nbut = "Rien."\n', "aucune question"),
        (
            MIEN + '\n[[etapes]]\nid = "c"\ntitre = "C"\nbut = "C."\ngenre = "competences"\n'
            '[[etapes.questions]]\nid = "q"\nformulations = ["Quoi ?"]\n',
            "a trop de questions",
        ),
        (MIEN.replace("relances_max = 1\n", ""), "« relances_max »"),
        (MIEN.replace('rappels = "opinion"\n', ""), "« rappels »"),
        (MIEN.split("[[etapes]]")[0], "« etapes »"),
    ]:
        fichier.write_text(contenu, encoding="utf-8")
        resultat = coach("protocole", "valider", str(fichier))
        assert resultat.exit_code == 2
        assert dit in resultat.stderr.replace("\u00a0", " "), resultat.stderr


def test_valider_sans_fichier_voit_les_livres_et_les_siens(reglages: Path) -> None:
    ranger(reglages)
    resultat = coach("protocole", "valider")
    assert resultat.exit_code == 0 and resultat.stdout.count("tout est en ordre") == len(LIVRES) + 1
    ranger(reglages, nom="second.toml")
    resultat = coach("protocole", "valider")
    assert resultat.exit_code == 2 and "second.toml" in resultat.stderr
    assert "mien.toml" in resultat.stdout


def test_un_fichier_enorme_ou_absent_se_dit(tmp_path: Path) -> None:
    gros = tmp_path / "gros.toml"
    gros.write_text("#" * (TAILLE_MAX + 1), encoding="utf-8")
    for fichier in (gros, tmp_path / "rien.toml"):
        resultat = coach("protocole", "valider", str(fichier))
        assert resultat.exit_code == 2 and fichier.name in resultat.stderr


def test_un_texte_trop_long_se_dit(tmp_path: Path) -> None:
    fichier = tmp_path / "long.toml"
    fichier.write_text(MIEN.replace("Les mots exacts.", "mot " * 300), encoding="utf-8")
    assert "trop long" in coach("protocole", "valider", str(fichier)).stderr


def test_un_texte_sur_plusieurs_lignes_est_ramene_a_une(tmp_path: Path) -> None:
    fichier = tmp_path / "lignes.toml"
    contenu = MIEN.replace('"Les mots exacts."', '"""Les mots\n> exacts."""')
    fichier.write_text(contenu, encoding="utf-8")
    protocole = charger_fichier(fichier)
    assert protocole.etapes[1].questions[0].aide == "Les mots > exacts."


# --- coach protocole essayer


def test_essayer_un_fichier_ne_garde_rien(foyer: Path, tmp_path: Path) -> None:
    fichier = tmp_path / "essai.toml"
    fichier.write_text(MIEN, encoding="utf-8")
    avant = {f for f in foyer.rglob("*") if f.is_file()}
    entree = "Le lundi\n\n7\n\nJe suis arrivée à 9 h, il a dit : non.\n\n" + "\n" * 10
    resultat = coach("protocole", "essayer", str(fichier), entree=entree)
    assert resultat.exit_code == 0
    assert "Cela s’est dit ainsi" in resultat.stdout
    assert "rien de ce que vous écrirez ne sera gardé" in resultat.stderr
    assert "rien n’a été gardé" in resultat.stdout
    assert "gardée dans votre carnet" not in resultat.stdout
    assert {f for f in foyer.rglob("*") if f.is_file()} == avant


def test_essayer_un_protocole_livre_ou_un_inconnu(foyer: Path) -> None:
    resultat = coach("protocole", "essayer", "express", entree="")
    assert resultat.exit_code == 0 and "rien n’a été gardé" in resultat.stdout
    assert coach("protocole", "essayer", "exprès").exit_code == 2
    assert coach("protocole", "essayer", "rien.toml").exit_code == 2


def test_une_initiale_se_remplace_aussi_pendant_un_essai() -> None:
    entree = "Le café\n\nKarim Benali est parti à 10 h.\n\n/initiale\n\n"
    resultat = coach("protocole", "essayer", "express", entree=entree)
    assert resultat.exit_code == 0 and "remplacé" in resultat.stdout


# --- ce qu'un autre a écrit est une donnée


def test_les_balises_d_un_protocole_ne_sont_que_du_texte(reglages: Path) -> None:
    ranger(reglages, MIEN.replace("Prenons huit", "[red]Prenons[/] huit"))
    assert "[red]Prenons[/]" in coach("seance", "mien", "--texte", entree="").stdout


MORCEAUX = st.sampled_from(
    [
        *('"', "'", "[", "]", "[[", "=", "{", "}", "{cite}", "\\", "\x1b", "\x00", "é", "\n", "0"),
        *("true", "[[etapes]]", "[appels]", "id = 3", "genre = []", "questions = 1", "\u202e"),
        *("-1", "1e999"),
    ]
)


@given(
    graine=st.integers(0, 2**32),
    gestes=st.lists(
        st.tuples(st.sampled_from(["oter", "doubler", "glisser"]), MORCEAUX), max_size=6
    ),
)
def test_un_fichier_abime_donne_une_phrase_jamais_une_trace(
    graine: int, gestes: list[tuple[str, str]]
) -> None:
    hasard = random.Random(graine)
    lignes = MIEN.split("\n")
    for geste, morceau in gestes:
        rang = hasard.randrange(len(lignes))
        if geste == "oter" and len(lignes) > 1:
            del lignes[rang]
        elif geste == "doubler":
            lignes.insert(hasard.randrange(len(lignes)), lignes[rang])
        else:
            place = hasard.randrange(len(lignes[rang]) + 1)
            lignes[rang] = lignes[rang][:place] + morceau + lignes[rang][place:]
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier) / "abime.toml"
        fichier.write_text("\n".join(lignes), encoding="utf-8")
        try:
            protocole = charger_fichier(fichier)
        except ErreurDeProtocole as refus:
            dit = str(refus)
            assert "abime.toml" in dit and "\n" not in dit
            assert dit.endswith((".", "?")) and sans_commandes(dit) == dit
        else:
            assert protocole.etapes
