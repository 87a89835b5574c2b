"""Un référentiel se charge, ou dit en français ce qui ne va pas et où."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typographie import fautes_de_typographie

import coach
from coach.modeles.texte import sans_commandes
from coach.referentiels import ErreurDeReferentiel, charger, charger_fichier, identifiants
from coach.referentiels import chargement as module_de_chargement
from coach.ressources import dossier_des_donnees

MESSAGES = tomllib.loads(
    (Path(coach.__file__).parent / "referentiels" / "messages.toml").read_text(encoding="utf-8")
)


# --- le chargement

MODELE = """\
id = "essai"
titre = "Essai"
emetteur = "Personne"
pays = "FR"
millesime = "1"
source = "Inventée"
avertissement = "Reformulation non officielle."

[[groupes]]
code = "A"
titre = "Accueillir"

[[competences]]
code = "C1"
titre = "Recevoir"
groupe = "A"
lieu = "p. 1"
themes = ["accueil"]

[competences.items]
savoir = ["Je sais qui vient."]
critere = [
    "J’accueille.",
    "Je salue.",
]

[[competences]]
code = "C2"
titre = "Écouter"
groupe = "A"
lieu = "p. 2"

[competences.items]
critere = ["J’écoute."]

[[competences.correspondances]]
referentiel = "cip"
code = "CP2"
degre = "proche"
raison = "Même geste."
"""


def ecrire(dossier: Path, contenu: str | bytes, nom: str = "essai.toml") -> Path:
    fichier = dossier / nom
    fichier.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
    return fichier


def refus(fichier: Path) -> str:
    with pytest.raises(ErreurDeReferentiel) as leve:
        charger_fichier(fichier)
    return str(leve.value)


def test_les_items_sont_a_plat_dans_l_ordre_du_fichier(tmp_path: Path) -> None:
    lu = charger_fichier(ecrire(tmp_path, MODELE))
    assert [(i.categorie, i.enonce) for i in lu.competences[0].items] == [
        ("savoir", "Je sais qui vient."),
        ("critere", "J’accueille."),
        ("critere", "Je salue."),
    ]
    assert lu.competences[1].correspondances[0].code == "CP2"


def test_le_texte_est_compose_quelle_que_soit_la_facon_de_l_ecrire(tmp_path: Path) -> None:
    decompose = MODELE.replace('"Écouter"', '" E\\u0301couter "').replace("\n", "\r\n")
    lu = charger_fichier(ecrire(tmp_path, b"\xef\xbb\xbf" + decompose.encode()))
    assert lu.competences[1].titre == "Écouter"


ENTETE = MODELE[: MODELE.index("[[groupes]]")]
GROUPE = '[[groupes]]\ncode = "A"\ntitre = "Accueillir"\n'

# (sorte de messages.toml, texte du modèle, texte fautif, ce que la phrase doit nommer)
FAUTES = [
    ("illisible", 'titre = "Recevoir"', 'titre = "Recevoir', ["ligne 15", "guillemets"]),
    ("illisible", 'raison = "Même geste."', "raison = [", ["ligne 40", "crochets"]),
    ("illisible", 'code = "C2"', 'code = "C2"\ncode = "C3"', ["ligne 29", "deux fois"]),
    ("illisible", 'pays = "FR"', "pays = " + "9" * 5000, []),
    ("illisible", 'pays = "FR"', "pays = " + "[" * 20_000, []),
    ("encodage", 'titre = "Écouter"', b'titre = "\xc9couter"', ["ligne 29", "UTF-8"]),
    ("champ_inconnu_proche", 'titre = "Recevoir"', 'titer = "R"', ["ligne 15", "C1", "« titre »"]),
    ("champ_inconnu_proche", 'emetteur = "P', 'emeteur = "P', ["ligne 3", "« emetteur »"]),
    ("champ_inconnu", 'lieu = "p. 2"', 'lieu = "p. 2"\nxyz = 1', ["ligne 32", "C2", "« xyz »"]),
    ("champ_inconnu", 'lieu = "p. 2"', r'"\u001b\n" = 1', ["ligne 27", "C2"]),
    ("champ_manquant", 'titre = "Recevoir"\n', "", ["ligne 13", "C1", "« titre »"]),
    ("champ_manquant", 'pays = "FR"\n', "", ["« pays »"]),
    ("champ_manquant", 'degre = "proche"\n', "", ["C2", "« degre »"]),
    ("champ_manquant", 'code = "C2"\n', "", ["compétence n° 2", "« code »"]),
    ("champ_vide", 'titre = "Recevoir"', 'titre = "  "', ["ligne 15", "C1", "« titre »"]),
    ("champ_vide", 'source = "Inventée"', 'source = ""', ["ligne 6", "« source »"]),
    ("champ_vide", '["accueil"]', '["accueil", ""]', ["ligne 18", "C1", "« themes »"]),
    ("champ_commande", '"Recevoir"', r'"Re\u001b[31mçu"', ["ligne 15", "C1", "« titre »"]),
    ("champ_commande", "Je salue.", "Je \u202esalue.", ["ligne 22", "C1", "« critere »"]),
    ("forme", 'titre = "Recevoir"', "titre = 3", ["ligne 15", "C1", "« titre »", "un texte"]),
    ("forme", '["accueil"]', '"accueil"', ["ligne 18", "« themes »", "une liste"]),
    ("forme", '["accueil"]', "[1]", ["ligne 18", "« themes »", "un texte"]),
    ("forme", '["J’écoute."]', '"J’écoute."', ["ligne 34", "C2", "« critere »", "une liste"]),
    ("forme", '["J’écoute."]', "[1]", ["ligne 34", "C2", "« critere »", "une liste"]),
    ("forme", 'id = "essai"', 'id = "Essai 1"', ["ligne 1", "« id »", "minuscules"]),
    ("forme", 'degre = "proche"', 'degre = "loin"', ["C2", "« degre »", "equivalente"]),
    ("forme", "[[groupes]]", "[groupes]", ["« groupes »", "[[groupes]]"]),
    ("forme", 'lieu = "p. 2"\n\n[competences.items]\ncritere', 'lieu = "p"\nitems', ["« items »"]),
    ("categorie_inconnue_proche", "critere = [\n", "criteres = [\n", ["ligne 22", "« critere »"]),
    ("categorie_inconnue_proche", 'critere = ["J', '"Critères" = ["J', ["C2", "« critere »"]),
    ("categorie_inconnue_proche", "savoir =", "savoir_fair =", ["C1", "« savoir_faire »"]),
    ("categorie_inconnue", "savoir =", "zzz =", ["ligne 21", "C1", "« zzz »", "metacognition"]),
    ("enonce_vide", '"Je salue."', '" "', ["ligne 22", "C1", "item 2", "« critere »"]),
    ("code_double", 'code = "C2"', 'code = "c1"', ["ligne 28", "« c1 »", "« code »"]),
    ("code_double", GROUPE, GROUPE + GROUPE.replace('"A"', '"a"'), ["ligne 13", "« a »"]),
    ("groupe_inexistant", 'groupe = "A"\nlieu', 'groupe = "B"\nlieu', ["ligne 16", "C1", "« B »"]),
    ("parent_inexistant", GROUPE, GROUPE + 'parent = "Z"\n', ["ligne 12", "« Z »", "« parent »"]),
    ("parent_inexistant", GROUPE, GROUPE + 'parent = "A"\n', ["ligne 12", "« A »"]),
    ("table_vide", MODELE[len(ENTETE) :], "groupes = []\ncompetences = []", ["« groupes »"]),
]  # fmt: skip


def phrase_entiere(message: str, sorte: str) -> bool:
    """Le message est-il celui de cette sorte, et lui seul ?"""
    morceaux = re.split(r"\{\w+\}", MESSAGES["erreurs"][sorte])
    return re.fullmatch(".*".join(map(re.escape, morceaux)), message) is not None


def est_inoffensif(message: str) -> bool:
    """Une seule ligne, et rien qu'un terminal exécuterait."""
    return sans_commandes(message) == message and "\n" not in message


@pytest.mark.parametrize(
    ("sorte", "ancien", "nouveau", "dits"),
    FAUTES,
    ids=[f"{rang}-{sorte}" for rang, (sorte, *_) in enumerate(FAUTES)],
)
def test_chaque_faute_est_situee_et_dite_en_francais(
    tmp_path: Path, sorte: str, ancien: str, nouveau: str | bytes, dits: list[str]
) -> None:
    assert MODELE.count(ancien) >= 1
    remplacant = nouveau if isinstance(nouveau, bytes) else nouveau.encode()
    message = refus(ecrire(tmp_path, MODELE.encode().replace(ancien.encode(), remplacant, 1)))
    assert phrase_entiere(message, sorte), message
    lisible = message.replace("\u00a0", " ")
    assert "essai.toml" in lisible
    for dit in dits:
        assert dit in lisible
    assert est_inoffensif(message)
    assert fautes_de_typographie(message) == []


def test_un_fichier_absent_ou_qui_n_en_est_pas_un_est_dit(tmp_path: Path) -> None:
    assert phrase_entiere(refus(tmp_path / "rien.toml"), "absent")
    assert phrase_entiere(refus(tmp_path), "pas_un_fichier")


def test_un_fichier_sans_droit_de_lecture_est_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fichier = ecrire(tmp_path, MODELE)

    def interdire(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", interdire)
    assert phrase_entiere(refus(fichier), "interdit")


def test_un_fichier_demesure_est_refuse_sans_etre_lu(tmp_path: Path) -> None:
    message = refus(ecrire(tmp_path, MODELE + "#" * 2 * 1024 * 1024))
    assert phrase_entiere(message, "trop_gros")


# essayées dans test_correspondances et test_referentiels_personnels
AILLEURS = {
    *("dossier_interdit", "deja_livre", "deja_personnel", "theme_inconnu", "theme_inconnu_proche"),
    *("parentes_internes", "paire_double", "paire_hors_ordre"),
    *("parente_ailleurs", "parente_ailleurs_proche", "parente_inconnue", "parente_inconnue_proche"),
}


def test_toutes_les_sortes_d_erreur_ont_leur_essai() -> None:
    ici = {"absent", "pas_un_fichier", "interdit", "trop_gros", "inconnu", "inconnu_proche"}
    assert {sorte for sorte, *_ in FAUTES} | ici | AILLEURS == set(MESSAGES["erreurs"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.integers(0, MODELE.count("\n") - 1), st.text(max_size=40))
def test_une_ligne_abimee_ne_donne_jamais_autre_chose_qu_une_phrase(
    tmp_path: Path, rang: int, ligne: str
) -> None:
    lignes = MODELE.split("\n")
    lignes[rang] = ligne
    fichier = ecrire(tmp_path, "\n".join(lignes).encode("utf-8", "surrogatepass"))
    try:
        charger_fichier(fichier)
    except ErreurDeReferentiel as erreur:
        assert est_inoffensif(str(erreur))
        assert "essai.toml" in str(erreur)


# --- les données livrées


def test_seuls_les_referentiels_sont_listes() -> None:
    assert "cip" in identifiants()
    assert not {"themes", "situations-cip"} & set(identifiants())
    assert list(identifiants()) == sorted(identifiants())


def test_chaque_referentiel_livre_se_charge_sous_son_nom() -> None:
    for identifiant in identifiants():
        assert charger(identifiant).id == identifiant


def test_un_referentiel_n_est_lu_qu_une_fois() -> None:
    assert charger("cip") is charger("cip")


@pytest.mark.parametrize("demande", ["cpi", "CIP", "cipp"])
def test_un_identifiant_mal_ecrit_propose_le_bon(demande: str) -> None:
    with pytest.raises(ErreurDeReferentiel, match="cip") as leve:
        charger(demande)
    assert phrase_entiere(str(leve.value), "inconnu_proche")


@pytest.mark.parametrize("demande", ["../themes", "zzzzzz", "\x1b[2J"])
def test_un_identifiant_inconnu_ne_lit_aucun_fichier(
    monkeypatch: pytest.MonkeyPatch, demande: str
) -> None:
    monkeypatch.setattr(module_de_chargement, "charger_fichier", None)
    with pytest.raises(ErreurDeReferentiel) as leve:
        charger(demande)
    assert "\x1b" not in str(leve.value)


def test_les_donnees_sont_dans_la_roue_ou_a_cote_du_paquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (dossier_des_donnees("referentiels") / "cip.toml").is_file()
    monkeypatch.setattr(coach, "__file__", str(tmp_path / "coach" / "__init__.py"))
    assert dossier_des_donnees("journals") == tmp_path / "journals"
    (tmp_path / "coach" / "donnees" / "journals").mkdir(parents=True)
    assert dossier_des_donnees("journals") == tmp_path / "coach" / "donnees" / "journals"
    with pytest.raises(ValueError, match="inconnu"):
        dossier_des_donnees("../ailleurs")
