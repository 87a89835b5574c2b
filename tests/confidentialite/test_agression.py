"""Agression au travail, violence du couple : deux aides, et rien ne se tranche au hasard."""

from itertools import product

import pytest

from coach.confidentialite import detecter, ressources

AU_TRAVAIL = [
    "J’avais peur qu’il me frappe, là, devant le guichet.",
    "Un usager m’a frappée à l’accueil.",
    "Il m’a menacée avec un couteau au guichet.",
    "Un stagiaire m’a poussée contre le mur.",
    "Il m’a giflée devant tout le groupe.",
    "Mon chef me frappe.",
    "Elle m’a attrapée par le bras et secouée, à l’accueil.",
    "Un participant m’a attrapé par le cou en atelier.",
    "Je me suis fait agresser physiquement au bureau par un bénéficiaire.",
    "Un jeune a levé la main sur moi pendant l’entretien.",
    "Il m’a plaquée contre le mur du bureau, j’avais peur qu’il me frappe.",
    "Une cliente m’a giflée dans le couloir, devant l’équipe.",
    "Un usager m’a donné une gifle au guichet.",
    "Un bénéficiaire m’a envoyé sa chaise dans le dos.",
    "Un stagiaire m’a serrée à la gorge dans le couloir.",
    "Il a sorti un couteau au milieu de l’atelier et il est venu vers moi.",
]
CHEZ_SOI = [
    "Mon mari me frappe.",
    "J’ai peur de mon compagnon, il me frappe.",
    "Il me frappe quand il rentre.",
    "Mon fils me frappe.",
    "J’avais peur qu’il me frappe en rentrant chez moi.",
    "J’ai peur qu’il me tue, mon conjoint a encore bu.",
    "Je suis battue par mon mari, même au travail je n’en parle pas.",
    "Mon copain m’a giflée sur le parking du travail.",
    "Mon ex m’a frappée devant l’agence, à la sortie du bureau.",
    "Mon père m’a frappé, je ne l’ai pas dit à l’équipe.",
    "Mon compagnon m’a attrapée par la gorge hier soir.",
    "Mon conjoint a mis ses mains autour de mon cou.",
    "Quand il a bu je dors dans la salle de bain, la porte fermée à clé.",
    "J’ai dit aux collègues que j’étais tombée, ce n’est pas vrai, c’est lui.",
]
RIEN_N_EST_DIT = ["Il me frappe.", "J’avais peur qu’il me frappe.", "Il m’a encore frappée."]
PLUS_GRAVE = [
    "Un usager m’a frappée et j’ai envie de mourir.",
    "Depuis qu’un stagiaire m’a frappée à l’accueil, je veux en finir avec la vie.",
    "J’ai été violée par un collègue.",
]
D_UN_AUTRE = [
    "« Mon mari m’a attrapée par la gorge », m’a-t-elle dit.",
    "Un usager a frappé ma collègue.",
    "Une stagiaire m’a dit en atelier que son mari la bat.",
    "La dame m’a montré ses bleus à l’accueil, son mari la frappe.",
    "Il m’a poussée à l’accueil. Elle m’a dit que son mari la frappe.",
]
A_L_ACCUEIL = "Un usager est arrivé à l’accueil, il hurlait : son dossier était bloqué."
A_LA_MAISON = "Au bureau tout allait bien. Le soir, j’ai retrouvé mon mari."


def aide(texte: str, autour: str = "") -> str | None:
    alerte = detecter(texte, autour)
    return alerte.aide if alerte else None


@pytest.mark.parametrize("texte", AU_TRAVAIL)
def test_une_agression_au_travail_a_son_aide(texte: str) -> None:
    assert aide(texte) == "agression"


@pytest.mark.parametrize("texte", CHEZ_SOI)
def test_une_violence_du_couple_ou_de_la_famille_garde_la_sienne(texte: str) -> None:
    assert aide(texte) == "detresse"


@pytest.mark.parametrize("texte", RIEN_N_EST_DIT + PLUS_GRAVE)
def test_dans_le_doute_ou_quand_c_est_plus_grave_rien_ne_se_distingue(texte: str) -> None:
    assert aide(texte) == "detresse"


@pytest.mark.parametrize("texte", D_UN_AUTRE)
def test_le_danger_d_un_autre_reste_le_sien(texte: str) -> None:
    assert aide(texte) == "danger_tiers"


def test_le_reste_de_la_seance_dit_ou_l_on_est() -> None:
    peur = "J’avais peur qu’il me frappe."
    assert aide(peur, A_L_ACCUEIL) == "agression"
    assert aide(peur, A_LA_MAISON) == "detresse"
    assert aide(peur, f"{A_L_ACCUEIL}\n{A_LA_MAISON}") == "detresse"


@pytest.mark.parametrize("texte", ["Il me frappe.", "Il me frappe tous les soirs."])
def test_ce_qui_dure_ne_se_met_pas_sur_le_compte_du_travail(texte: str) -> None:
    assert aide(texte, A_L_ACCUEIL) == "detresse"


def test_autour_n_alerte_pas() -> None:
    assert aide("Il est parti à 10 h.", "Je veux mourir.") is None


@pytest.mark.parametrize(("pays", "genre"), product(("FR", "BE", "CH"), ("detresse", "agression")))
def test_chaque_aide_nomme_les_secours_et_les_deux_recours(pays: str, genre: str) -> None:
    secours = ressources(pays, genre)
    assert "112" in {ligne.numero for ligne in secours.lignes}
    assert any("médecine du travail" in phrase for phrase in secours.relais)
    couple = {"FR": "39 19", "BE": "0800 30 030"}.get(pays)
    if couple is not None:
        dites = {ligne.numero: ligne.precision for ligne in secours.lignes}
        assert "votre couple" in dites[couple]


def test_l_aide_d_une_agression_commence_par_les_secours_et_finit_par_le_couple() -> None:
    numeros = [ligne.numero for ligne in ressources("FR", "agression").lignes]
    assert numeros[:2] == ["112", "17"] and "116 006" in numeros and numeros[-1] == "39 19"
    assert "116 006" in {ligne.numero for ligne in ressources("FR", "detresse").lignes}
