"""Le référentiel CIP est complet et bien écrit ; un référentiel fautif est expliqué en français."""

import hashlib
import json
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coach
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import cle, sans_commandes
from coach.referentiels import ErreurDeReferentiel, charger, charger_fichier, identifiants
from coach.referentiels import chargement as module_de_chargement
from coach.ressources import dossier_des_donnees

ATTENDU = json.loads(
    (Path(__file__).parent / "donnees" / "structure_cip.json").read_text(encoding="utf-8")
)
MESSAGES = tomllib.loads(
    (Path(coach.__file__).parent / "referentiels" / "messages.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def cip() -> Referentiel:
    return charger("cip")


def mots(texte: str) -> list[str]:
    return re.findall("[a-z0-9]+", cle(texte))


def enonces(referentiel: Referentiel) -> list[str]:
    return [i.enonce for c in referentiel.competences for i in c.items]


def a_ces_places(referentiel: Referentiel) -> dict[tuple[str, str, int], str]:
    """Chaque énoncé par (compétence, catégorie, rang compté de 1)."""
    places = {}
    for competence in referentiel.competences:
        rangs: Counter[str] = Counter()
        for item in competence.items:
            rangs[item.categorie] += 1
            places[competence.code, item.categorie, rangs[item.categorie]] = item.enonce
    return places


# --- le contenu


def test_les_seize_competences_sont_dans_l_ordre_avec_leur_titre_officiel(cip: Referentiel) -> None:
    assert [(g.code, g.titre) for g in cip.groupes] == [
        (g["code"], g["titre"]) for g in ATTENDU["groupes"]
    ]
    assert [(c.code, c.titre, c.groupe) for c in cip.competences] == [
        (c["code"], c["titre"], c["groupe"]) for c in ATTENDU["competences"]
    ]


def test_chaque_categorie_a_tous_ses_items_et_les_categories_sont_en_ordre(
    cip: Referentiel,
) -> None:
    for competence, attendue in zip(cip.competences, ATTENDU["competences"], strict=True):
        comptes = Counter(i.categorie for i in competence.items)
        assert list(comptes.items()) == list(attendue["comptes"].items()), competence.code
    assert len(enonces(cip)) == 391


def test_chaque_competence_dit_sa_page_et_de_un_a_quatre_themes_existants(
    cip: Referentiel,
) -> None:
    themes = tomllib.loads(
        (dossier_des_donnees("referentiels") / "themes.toml").read_text(encoding="utf-8")
    )
    connus = {t["id"] for t in themes["themes"]}
    for competence in cip.competences:
        assert re.search(r"p\.\u00a0\d\d(-\d\d)?$", competence.lieu), competence.lieu
        assert 1 <= len(competence.themes) <= 4, competence.code
        assert len(set(competence.themes)) == len(competence.themes), competence.code
        assert set(competence.themes) <= connus, competence.code


def test_le_referentiel_se_dit_reformule_et_cite_sa_source(cip: Referentiel) -> None:
    assert "Reformulation non officielle" in cip.avertissement
    assert "TP-00403" in cip.source
    assert (cip.id, cip.pays) == ("cip", "FR")


def test_un_item_ne_se_repete_que_si_la_source_se_repete(cip: Referentiel) -> None:
    par_enonce = defaultdict(set)
    for place, enonce in a_ces_places(cip).items():
        par_enonce[" ".join(mots(enonce))].add(place)
    repetes = {frozenset(places) for places in par_enonce.values() if len(places) > 1}
    attendus = {frozenset(tuple(p) for p in groupe) for groupe in ATTENDU["identiques"]}
    assert repetes == attendus


def test_cp11_suit_la_source_item_par_item(cip: Referentiel) -> None:
    places = a_ces_places(cip)
    for categorie, reperes in ATTENDU["reperes_cp11"].items():
        for rang, repere in enumerate(reperes, 1):
            assert repere in places["CP11", categorie, rang]


def test_chaque_item_parle_a_la_premiere_personne(cip: Referentiel) -> None:
    premiere = re.compile(r"\b(je|mon|ma|mes|me|moi)\b|\b[jm]’", re.IGNORECASE)
    assert [e for e in enonces(cip) if not premiere.search(e)] == []


def test_chaque_item_tient_en_une_phrase_courte(cip: Referentiel) -> None:
    for enonce in enonces(cip):
        assert len(enonce) <= 160, enonce
        assert re.fullmatch(r"[A-ZÀÉÊ].*[.…]", enonce), enonce


def test_les_tournures_ne_sonnent_pas_comme_une_grille(cip: Referentiel) -> None:
    debuts = Counter(" ".join(mots(e)[:2]) for e in set(enonces(cip)))
    assert "je connais" not in debuts
    assert not any("capable" in e for e in enonces(cip))
    assert max(debuts.values()) <= 0.12 * len(set(enonces(cip))), debuts.most_common(3)


def test_aucun_item_ne_reprend_six_mots_de_suite_de_la_source(cip: Referentiel) -> None:
    source = {e for ligne in ATTENDU["empreintes"] for e in ligne.split()}
    for enonce in enonces(cip):
        suite = mots(enonce)
        for debut in range(len(suite) - 5):
            six = " ".join(suite[debut : debut + 6])
            assert hashlib.sha256(six.encode()).hexdigest()[:10] not in source, enonce


def fautes_de_typographie(texte: str) -> list[str]:
    fautes = {
        "apostrophe droite": "'",
        "guillemet droit": '"',
        "trois points": r"\.\.\.",
        "espace fine insécable avant ; ! ?": r"(?<!\u202f)[;!?]",
        "espace insécable avant :": r"(?<!\u00a0):",
        "guillemets français": r"«(?!\u00a0)|(?<!\u00a0)»",
        "espaces doubles": r"\s\s",
        "oe séparés": r"\b[Oo]eu",
    }
    return [nom for nom, motif in fautes.items() if re.search(motif, texte)]


def test_tout_ce_qui_s_affiche_est_bien_typographie(cip: Referentiel) -> None:
    textes = [cip.titre, cip.emetteur, cip.millesime, cip.source, cip.avertissement]
    textes += [g.titre for g in cip.groupes] + enonces(cip)
    textes += [t for c in cip.competences for t in (c.titre, c.lieu)]
    assert {t: f for t in textes if (f := fautes_de_typographie(t))} == {}


@pytest.mark.parametrize("code", ["CP11", "cp11", "Cp11"])
def test_une_competence_se_trouve_sans_souci_de_casse(cip: Referentiel, code: str) -> None:
    trouvee = cip.competence(code)
    assert trouvee is not None
    assert trouvee.titre == "Analyser sa pratique professionnelle"
    assert cip.competence("CP99") is None


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


def test_toutes_les_sortes_d_erreur_ont_leur_essai() -> None:
    ailleurs = {"absent", "pas_un_fichier", "interdit", "trop_gros", "inconnu", "inconnu_proche"}
    assert {sorte for sorte, *_ in FAUTES} | ailleurs == set(MESSAGES["erreurs"])


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
