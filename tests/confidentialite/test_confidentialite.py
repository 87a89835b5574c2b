"""Confidentialité : ce qui est remarqué, ce qui aide."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lieux import lignes

from coach.confidentialite import Mention, remarquer, remplacer, ressources
from coach.modeles.texte import nfc

CAS_MENTIONS = lignes("mentions.jsonl")
RECITS = lignes("corpus/entrainement.jsonl")


# -- mentions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("cas", CAS_MENTIONS, ids=lambda cas: cas["texte"][:50])
def test_les_mentions_attendues_et_elles_seules(cas):
    assert [m.model_dump() for m in remarquer(cas["texte"])] == cas["mentions"]


def test_les_cas_de_mentions_couvrent_presence_et_absence():
    avec = [cas for cas in CAS_MENTIONS if cas["mentions"]]
    assert len(CAS_MENTIONS) >= 120
    assert len(avec) >= 60
    assert len(CAS_MENTIONS) - len(avec) >= 40
    assert {m["genre"] for cas in avec for m in cas["mentions"]} == {
        "nom",
        "telephone",
        "courriel",
        "compte",
        "adresse",
        "numero",
        "naissance",
    }


@pytest.mark.parametrize("cas", CAS_MENTIONS, ids=lambda cas: cas["texte"][:50])
def test_une_fois_remplace_plus_rien_n_identifie(cas):
    remplace = remplacer(cas["texte"], remarquer(cas["texte"]))
    assert remarquer(remplace) == ()


def test_les_recits_n_interrompent_que_pour_une_civilite_suivie_d_un_nom():
    # les récits ne portent ni prénom suivi d'un nom (hors une autrice citée), ni coordonnées
    lues = [m for recit in RECITS for m in remarquer(recit["texte"])]
    etrangeres = [m.texte for m in lues if not re.match(r"(?:M\.|Mme|Monsieur) \w+$", m.texte)]
    assert etrangeres == []
    assert len(lues) >= 15


def test_un_texte_decompose_donne_les_memes_positions():
    texte = "J'ai reçu Mme Éléonore Béranger à Liège."
    decompose = unicodedata.normalize("NFD", texte)
    assert decompose != texte
    (mention,) = remarquer(decompose)
    assert mention.texte == "Mme Éléonore Béranger"
    assert texte[mention.debut : mention.fin] == mention.texte
    assert remplacer(decompose, [mention]) == "J'ai reçu Mme B. à Liège."


def test_le_point_final_n_est_pas_double():
    texte = "J'ai parlé avec Fatoumata Diallo."
    assert remplacer(texte, remarquer(texte)) == "J'ai parlé avec F."


def test_une_mention_d_un_autre_texte_est_refusee():
    mentions = remarquer("Mme Benali est venue.")
    with pytest.raises(ValueError, match="hors du texte"):
        remplacer("Elle est venue. Mme Benali", mentions)
    with pytest.raises(ValueError, match="hors du texte"):
        remplacer("Mme Benali est venue.", [*mentions, *mentions])


def test_une_mention_ne_change_pas():
    (mention,) = remarquer("Mme Benali est venue.")
    with pytest.raises(ValueError, match="frozen"):
        mention.texte = "autre"


FRAGMENTS = st.sampled_from(
    [
        "Mme Benali",
        "Fatoumata Diallo",
        "M. et Mme Lambert",
        "06 12 34 56 78",
        "lea@exemple.ch",
        "12 rue des Lilas",
        "né le 12/03/1984",
        "Rose",
        "Pierre",
        "à Roubaix",
        "d’",
        "France Travail",
        "elle pleurait",
        "JE SUIS ALLÉE",
        "«",
        "»",
        ".",
        ",",
        "\n",
        "e\u0301",
        "756.1234.5678.97",
    ]
)
TEXTES = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=12).map(" ".join))


@given(TEXTES)
def test_les_mentions_sont_justes_ordonnees_et_remplacees(texte):
    normal = nfc(texte)
    mentions = remarquer(texte)
    fin = 0
    hors = []
    for mention in mentions:
        assert fin <= mention.debut < mention.fin <= len(normal)
        assert normal[mention.debut : mention.fin] == mention.texte
        hors.append(normal[fin : mention.debut])
        fin = mention.fin
    hors.append(normal[fin:])
    remplace = remplacer(texte, mentions)
    motif = re.escape(hors[0])
    for mention, suite in zip(mentions, hors[1:], strict=True):
        offre = re.escape(mention.proposition.removesuffix("."))
        motif += f"{offre}\\.?{re.escape(suite)}"
    assert re.fullmatch(motif, remplace, re.DOTALL)


@given(TEXTES)
def test_la_forme_du_texte_ne_change_rien(texte):
    decompose = unicodedata.normalize("NFD", texte)
    assert remarquer(decompose) == remarquer(texte)


# -- ressources -----------------------------------------------------------------------------------

NUMEROS = {
    ("FR", "detresse"): {"3114", "15", "112", "39 19"},
    ("BE", "detresse"): {"0800 32 123", "107", "112", "0800 30 030"},
    ("CH", "detresse"): {"143", "144", "112", "117"},
    ("FR", "danger_tiers"): {"15", "112", "119", "39 19", "3114"},
    ("BE", "danger_tiers"): {"112", "103", "0800 30 030", "0800 32 123"},
    ("CH", "danger_tiers"): {"112", "117", "143", "144", "147"},
}


@pytest.mark.parametrize(("pays", "danger"), NUMEROS)
def test_le_pays_choisi_et_lui_seul(pays, danger):
    secours = ressources(pays.lower(), danger)
    assert {ligne.pays for ligne in secours.lignes} == {pays}
    assert {ligne.numero for ligne in secours.lignes} >= NUMEROS[pays, danger]


@pytest.mark.parametrize("pays", [None, "", "LU", "xx"])
def test_sans_pays_connu_les_trois(pays):
    secours = ressources(pays, "detresse")
    assert {ligne.pays for ligne in secours.lignes} == {"FR", "BE", "CH"}
    assert {"3114", "0800 32 123", "143", "112"} <= {ligne.numero for ligne in secours.lignes}


def test_un_genre_inconnu_est_refuse():
    with pytest.raises(ValueError, match="inconnu"):
        ressources("FR", "tristesse")


@pytest.mark.parametrize("danger", ["detresse", "danger_tiers"])
def test_le_coach_dit_ce_qu_il_ne_fait_pas_et_laisse_le_choix(danger):
    secours = ressources("FR", danger)
    assert "hors ligne" in secours.hors_ligne
    assert "ne prévient personne" in secours.hors_ligne
    assert "arrêter" in secours.suite
    assert "continuer" in secours.suite
    assert any("astreinte" in phrase for phrase in secours.relais)


def test_le_relais_pour_un_tiers_dit_les_gestes_attendus():
    relais = " ".join(ressources("BE", "danger_tiers").relais)
    for geste in ("hiérarchie", "ne restez pas seul·e", "seule", "l’heure", "mots exacts"):
        assert geste in relais
    assert "procédure de signalement" in relais


@pytest.mark.parametrize("danger", ["detresse", "danger_tiers"])
def test_les_textes_montres_sont_bien_composes(danger):
    secours = ressources(None, danger)
    phrases = [secours.ouverture, secours.hors_ligne, secours.suite, *secours.relais]
    phrases += [f"{ligne.nom}, {ligne.precision}" for ligne in secours.lignes]
    for phrase in phrases:
        assert "'" not in phrase
        assert not re.search(r"[ \u202f]:|[ \u00a0][;!?]|[^\s\u202f][;!?]", phrase), phrase
        assert "\n" not in phrase


def test_les_modeles_refusent_ce_qu_ils_ne_connaissent_pas():
    with pytest.raises(ValueError, match="debut"):
        Mention(debut=-1, fin=1, texte="x", genre="nom", proposition="X.")
