"""Le lien d'un texte vers les compétences : la bonne, avec les mots qui la font parler."""

import json
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lieux import DONNEES

from coach.liens import HORS_THEME, relier
from coach.liens.index import index_de
from coach.liens.lexique import Lexique
from coach.liens.mots import mots, racine
from coach.liens.situations import SituationsInvalides, charger_situations, lire_situations
from coach.modeles.referentiel import Competence, Item, Referentiel
from coach.modeles.texte import nfc
from coach.referentiels.chargement import charger
from coach.referentiels.themes import ThemesInvalides, charger_themes, lire_themes

CORPUS = DONNEES / "corpus"

SITUATIONS = [
    (
        "CP1",
        "Matinée au guichet. La borne affichait une erreur, quinze personnes attendaient dans le "
        "hall et une maman cherchait où changer son bébé. J'ai distribué des numéros à la main.",
    ),
    (
        "CP1",
        "aide Mr pr sa déclaration en ligne, mdp oublié, code envoyé sur vieux tel, 40 min",
    ),
    (
        "CP2",
        "c'était notre 1er rdv, il m'a dit qu'il venait pour un CV et au bout d'un moment il a "
        "parlé du divorce, des nuits dans la voiture, du petit qu'il voit plus",
    ),
    (
        "CP3",
        "J'ai donné à trois personnes les anciennes conditions de l'aide au permis. Le décret "
        "était sorti en juin, ma fiche n'était pas à jour.",
    ),
    (
        "CP4",
        "Reunion avec le SPIP, le foyer et le CPAS : chacun pensait que l'autre avait prevenu le "
        "juge. Ma collegue levait les yeux au ciel.",
    ),
    (
        "CP5",
        "je dois rendre ma synthèse pour demain et j'ai écrit « manque de volonté », en relisant "
        "ça sonne comme un jugement, j'ai tout efacé",
    ),
    (
        "CP6",
        "Dernier entretien avec Sonia après deux ans de suivi, on a relu les étapes de son "
        "parcours et clôturé le dossier, elle a gardé la copie du contrat d'engagement.",
    ),
    (
        "CP7",
        "Il veut être pilote de ligne et il a le vertige. On a parlé de ce qu'il aime là-dedans, "
        "puis cherché d'autres métiers dans l'aéroport, il a choisi trois pistes à explorer.",
    ),
    (
        "CP8",
        "sa demande de financement a été refusée pour la 2e fois, la formation démarre lundi, on a "
        "refait le dossier Opco et appelé l'organisme de formation",
    ),
    (
        "CP9",
        "J'ai passé l'après-midi à concevoir un nouvel atelier sur la gestion du budget : "
        "objectifs, déroulé minuté, jeu de cartes. Reste à écrire l'évaluation.",
    ),
    (
        "CP10",
        "Ben en gros j'avais huit participants, deux qui causent entre eux, un qui dort, et mon "
        "diaporama qui marche pas, du coup on a poussé les tables et fait un jeu en binômes",
    ),
    (
        "CP11",
        "En supervision j'ai compris que ce jeune me rappelait mon frère, et que ma dureté parlait "
        "de moi. La prochaine fois je voudrais prendre du recul avant de répondre.",
    ),
    (
        "CP12",
        "prospection tel zone industrielle : 30 boites, 25 repondeurs, 2 « rappelez en septembre »",
    ),
    (
        "CP13",
        "La gérante du pressing cherche quelqu'un, on a écrit ensemble l'annonce et la fiche de "
        "poste, et je lui présente deux candidates jeudi avec une immersion avant l'embauche.",
    ),
    (
        "CP14",
        "Le tuteur de Malik au garage m'appelle, il veut rompre la période d'essai. Visite en "
        "entreprise demain, entretien à trois avec le chef d'atelier.",
    ),
    (
        "CP15",
        "Le patron m'a dit au téléphone qu'il ne voulait pas de femmes voilées. J'ai rappelé la "
        "loi sur la discrimination, ma voix tremblait.",
    ),
    (
        "CP15",
        "Au centre on jette encore les restes du midi, les stagiaires ont proposé un compost et un "
        "covoiturage, on présente l'idée à la direction.",
    ),
    (
        "CT1",
        "un usager m'a menacée, il a tapé du poing sur le bureau, j'étais toute seule à l'etage, "
        "pas de bouton d'alarme. la déclaration d'incident est partie au CSE.",
    ),
    (
        "CT1",
        "120 dossiers, deux collègues en arrêt maladie, je n'en peux plus, migraine le soir.",
    ),
]

HORS_SUJET = [
    "",
    "   \n\t",
    "Bof. Rien de spécial aujourd'hui.",
    "Battez les œufs avec le sucre, ajoutez la farine puis le beurre fondu, et enfournez.",
    "Il pleut depuis trois jours, la mer est grise et le chat ronfle sur le radiateur.",
    "Nous partons samedi à la montagne ; il faut encore vérifier les pneus et les skis.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "🌧️🌧️ !!! 12345",
]


@cache
def cip() -> Referentiel:
    return charger("cip")


@pytest.mark.parametrize(("code", "texte"), SITUATIONS)
def test_la_situation_trouve_sa_competence_parmi_les_trois_premieres(code: str, texte: str) -> None:
    assert code in [s.code for s in relier(texte, cip(), 3)]


@pytest.mark.parametrize("texte", HORS_SUJET)
def test_un_texte_vide_ou_hors_sujet_ne_suggere_rien(texte: str) -> None:
    assert relier(texte, cip()) == ()


def test_les_raisons_citent_les_mots_de_la_personne() -> None:
    texte = "Visite de stage chez le patron : le tuteur de Lina veut rompre la période d'essai."
    premiere = relier(texte, cip(), 1)[0]
    cites = [texte[r.debut : r.fin] for r in premiere.raisons]
    assert premiere.code == "CP14"
    assert "Visite de stage" in cites
    assert "période d'essai" in cites
    connus = {t.id for t in charger_themes()} | {HORS_THEME}
    assert {r.theme for r in premiere.raisons} <= connus


def test_les_etendues_comptent_le_texte_nfc() -> None:
    texte = (
        "Élève énervé à la réunion d'équipe, ma collègue s'est levée, le comité de suivi attend."
    )
    decompose = unicodedata.normalize("NFD", texte)
    assert relier(decompose, cip()) == relier(texte, cip())
    cites = {texte[r.debut : r.fin] for s in relier(texte, cip()) for r in s.raisons}
    assert "comité de suivi" in cites


@pytest.mark.parametrize(
    "faute",
    ["acceuil", "formattion", "entreten", "proffessionnel", "recrutemnt", "stagaire"],
)
def test_une_faute_de_frappe_est_absorbee(faute: str) -> None:
    juste = {
        "acceuil": "accueil",
        "formattion": "formation",
        "entreten": "entretien",
        "proffessionnel": "professionnel",
        "recrutemnt": "recrutement",
        "stagaire": "stagiaire",
    }[faute]
    assert Lexique([juste]).corriges(faute)[0].racine == racine(juste)


@pytest.mark.parametrize(
    ("mot", "autre"),
    [("porte", "poste"), ("menton", "mention"), ("agent", "argent"), ("solaire", "salaire")],
)
def test_un_mot_juste_n_est_pas_pris_pour_un_autre(mot: str, autre: str) -> None:
    assert Lexique([autre]).corriges(mot)[0].racine != racine(autre)


@pytest.mark.parametrize(
    "famille",
    [
        "animer anime animé animait",
        "patron patronne patrons",
        "première premier premiers",
        "négocier négocié négociait",
        "suivi suivre suivait",
    ],
)
def test_les_flexions_ont_la_meme_racine(famille: str) -> None:
    assert len({m.racine for m in mots(famille)}) == 1


def test_les_accents_oublies_ne_changent_rien() -> None:
    avec = "Réunion d'équipe tendue, la coordinatrice a coupé ma collègue, comité de suivi demain."
    sans = "".join(c for c in unicodedata.normalize("NFD", avec) if not unicodedata.combining(c))
    assert [s.code for s in relier(sans, cip())] == [s.code for s in relier(avec, cip())]


def test_un_referentiel_sans_fichier_de_situations_est_relie_par_ses_themes_et_ses_enonces() -> (
    None
):
    referentiel = Referentiel(
        id="maison",
        titre="Essai",
        emetteur="",
        pays="FR",
        millesime="1",
        source="",
        avertissement="",
        groupes=(),
        competences=(
            Competence(
                code="A",
                titre="Recevoir",
                groupe="G",
                lieu="",
                themes=("accueil",),
                items=(Item(categorie="savoir", enonce="Je reçois chacun avec égards."),),
            ),
            Competence(
                code="B",
                titre="Tenir la serre",
                groupe="G",
                lieu="",
                themes=("production_encadrement",),
                items=(Item(categorie="savoir", enonce="Je surveille le bouturage."),),
            ),
        ),
    )
    assert (
        relier("La borne en panne, la file dans le hall, le guichet fermé.", referentiel)[0].code
        == "A"
    )
    serre = relier("Commande en retard, deux palettes à livrer, bouturage raté.", referentiel)[0]
    assert serre.code == "B"
    assert any(r.theme == HORS_THEME for r in serre.raisons)


_bouts = st.sampled_from([t for _, t in SITUATIONS] + HORS_SUJET)
_textes = st.one_of(
    st.text(max_size=300), st.lists(_bouts | st.text(max_size=40), max_size=4).map(" ".join)
)


@settings(max_examples=150, deadline=None)
@given(texte=_textes, n=st.integers(min_value=-1, max_value=20))
def test_toujours_ordonne_borne_et_dans_le_texte(texte: str, n: int) -> None:
    suggestions = relier(texte, cip(), n)
    scores = [s.score for s in suggestions]
    codes = [s.code for s in suggestions]
    longueur = len(nfc(texte))
    assert len(suggestions) <= max(0, n)
    assert scores == sorted(scores, reverse=True)
    assert len(set(codes)) == len(codes)
    for suggestion in suggestions:
        assert suggestion.raisons
        bornes = [(r.debut, r.fin) for r in suggestion.raisons]
        assert bornes == sorted(bornes)
        assert all(0 <= debut < fin <= longueur for debut, fin in bornes)
        assert all(a[1] <= b[0] for a, b in pairwise(bornes))


def test_le_corpus_de_mise_au_point_garde_son_plancher() -> None:
    """Le plancher laisse deux récits de marge sous la mesure de `benchmarks/mesurer_liens.py`."""
    lignes = (CORPUS / "mise-au-point.jsonl").read_text(encoding="utf-8").splitlines()
    recits = [json.loads(ligne) for ligne in lignes]
    utiles = [(r["texte"], set(r["competences"]["cip"]["central"])) for r in recits]
    utiles = [(texte, centrales) for texte, centrales in utiles if centrales]
    trouves = {
        n: sum(
            bool({s.code for s in relier(texte, cip(), n)} & centrales)
            for texte, centrales in utiles
        )
        for n in (3, 5)
    }
    assert trouves[3] / len(utiles) >= 0.84
    assert trouves[5] / len(utiles) >= 0.92


ENTRETIEN_TENDU = (
    "Deuxième entretien avec Mme R., trente ans. Elle est arrivée en colère, elle a parlé fort, "
    "elle m'a reproché de ne rien faire pour elle. Je l'ai laissée parler, puis j'ai coupé la "
    "parole et j'ai rappelé le cadre. J'avais la gorge serrée, je me suis sentie attaquée. Elle a"
    " fini par dire qu'elle dormait chez une amie avec sa fille. J'ai appelé le CCAS avec elle "
    "pour un hébergement d'urgence. Après, ma collègue m'a dit qu'elle avait tout entendu. Avec "
    "le recul, j'aurais dû lui demander plus tôt ce qui se passait. La prochaine fois, je "
    "prendrai le temps, et j'en parlerai en réunion d'équipe."
)


def test_un_entretien_tendu_montre_plusieurs_competences() -> None:
    """Ce qu'y voit une superviseuse : écoute et besoins, équipe et réseau, réflexivité."""
    suggestions = {s.code: s for s in relier(ENTRETIEN_TENDU, cip())}
    assert {"CP2", "CP4", "CP11"} <= set(suggestions)
    reflexives = [ENTRETIEN_TENDU[r.debut : r.fin] for r in suggestions["CP11"].raisons]
    assert "Avec le recul" in reflexives


@pytest.mark.parametrize("referentiel", ["cip", "casp", "coordinateur", "suisse", "cisp"])
def test_un_recit_entier_se_relie_a_trois_competences_au_moins_de_chaque_referentiel(
    referentiel: str,
) -> None:
    assert len(relier(ENTRETIEN_TENDU, charger(referentiel))) >= 3


def test_un_mot_courant_ne_suffit_pas_a_suggerer() -> None:
    for texte in ("Le téléphone.", "J'ai vu ma collègue.", "Il était malade."):
        assert relier(texte, cip()) == ()


def test_les_recits_qui_reglent_et_ceux_qui_mesurent_ont_d_autres_auteurs() -> None:
    auteurs = {}
    for role in ("reglage", "mesure"):
        lignes = (CORPUS / f"liens-{role}.jsonl").read_text(encoding="utf-8").splitlines()
        recits = [json.loads(ligne) for ligne in lignes]
        auteurs[role] = {r["recit"].split("-")[0] for r in recits}
        for recit in recits:
            for referentiel, codes in recit["competences"].items():
                connus = {c.code for c in charger(referentiel).competences}
                assert {*codes["central"], *codes["lie"]} <= connus
    assert auteurs["reglage"].isdisjoint(auteurs["mesure"])


def test_les_themes_livres_sont_riches_et_ceux_que_portent_les_competences_existent() -> None:
    themes = charger_themes()
    ids = {t.id for t in themes}
    assert len(themes) == len(ids) == 35
    assert all(len(set(t.mots)) >= 30 for t in themes)
    assert all(set(c.themes) <= ids for c in cip().competences)


def test_les_situations_livrees_visent_des_competences_et_des_themes_qui_existent() -> None:
    situations = charger_situations("cip")
    ids = {t.id for t in charger_themes()}
    assert set(situations) == {c.code for c in cip().competences}
    assert {theme for par_theme in situations.values() for theme in par_theme} <= ids


def test_les_poids_livres_ne_parlent_que_de_competences_et_de_themes_qui_existent() -> None:
    poids = index_de(cip()).poids
    codes = {c.code for c in cip().competences}
    assert set(poids.biais) <= codes
    assert set(poids.themes) <= {t.id for t in charger_themes()}
    assert all(set(par_code) <= codes for par_code in poids.themes.values())


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        ("[[themes]]\nid = 'x'", "thème x"),
        ("[[themes]]\nid = 'x'\ntitre='X'\ndefinition='.'\nmots=[]", "thème x, mots"),
        ("themes = 3", "[[themes]]"),
        ("[[themes", "ne se lit pas"),
    ],
)
def test_un_fichier_de_themes_abime_est_dit(tmp_path: Path, contenu: str, attendu: str) -> None:
    fichier = tmp_path / "themes.toml"
    fichier.write_text(contenu, encoding="utf-8")
    with pytest.raises(ThemesInvalides) as refus:
        lire_themes(fichier)
    assert "themes.toml" in str(refus.value)
    assert attendu in str(refus.value)


@pytest.mark.parametrize("contenu", ["CP1 = 3", "[CP1]\naccueil = 'mot'", "[CP1"])
def test_un_fichier_de_situations_abime_est_dit(tmp_path: Path, contenu: str) -> None:
    fichier = tmp_path / "situations-essai.toml"
    fichier.write_text(contenu, encoding="utf-8")
    with pytest.raises(SituationsInvalides) as refus:
        lire_situations(fichier)
    assert "situations-essai.toml" in str(refus.value)
