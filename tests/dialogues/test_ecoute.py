"""Ce qui est déjà dit ne se redemande pas ; un « rien » n'est pas relancé comme un récit."""

from types import SimpleNamespace

import pytest

from coach.dialogues.citation import citer_mots
from coach.dialogues.matiere import mots_des_raisons
from coach.dialogues.presentation import se_lit
from coach.dialogues.protocole import charger
from coach.modeles.evenements import RelancePosee
from coach.modeles.presque_rien import presque_vide, renvoie_plus_haut

RECIT = "\n".join(
    [
        "Mardi vers neuf heures, dans mon bureau, M. T. a posé une enveloppe fermée devant moi.",
        "O/jugement: Il était de mauvaise foi.",
        "F/acte: J'ai lu le courrier à voix haute, phrase après phrase, jusqu'au bout.",
        "E/peur: J'avais peur de l'humilier.",
        "F/observation: Il a remis la lettre dans l'enveloppe et il a demandé à revenir.",
    ]
)


@pytest.mark.parametrize(
    "texte",
    [
        "Rien",
        "pff",
        "bah rien",
        "Bof, je sais pas",
        "non, rien",
        "euh... rien, désolée",
        "aucune idée",
        "je ne sais pas quoi dire",
        "Je passe",
        "RAS",
        "…",
    ],
)
def test_une_reponse_fermee_ne_dit_presque_rien(texte):
    assert presque_vide(texte)
    assert not renvoie_plus_haut(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "bof, gênée",
        "non, il dormait",
        "Rien ne bougeait",
        "non personne de blessé",
        "que ça sert à rien",
        "je lui avais déjà dit",
        "c'est dans mon ventre",
        "je ne sais pas si j'ai bien fait",
        "au ventre",
    ],
)
def test_peu_de_mots_peuvent_dire_quelque_chose(texte):
    assert not presque_vide(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "Déjà dit",
        "cf. plus haut",
        "voir au-dessus",
        "comme écrit plus haut",
        "Tout est dans ce que j'ai collé au début.",
        "j’ai déjà tout raconté",
    ],
)
def test_un_renvoi_se_reconnait(texte):
    assert renvoie_plus_haut(texte)
    assert presque_vide(texte)


def test_renvoyer_au_recit_n_appelle_pas_de_le_derouler(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("Tout est dans ce que j'ai collé au début.")
    assert seance.demande.etape == "emotions"


def test_un_recit_donne_pour_titre_ne_se_redemande_pas(seance):
    seance.moteur.repondre(RECIT)
    assert (seance.demande.etape, seance.demande.question) == ("faits", "recit")
    assert "déjà raconté" in seance.demande.texte


def test_le_recit_donne_pour_titre_se_relance_si_l_on_n_y_ajoute_rien(seance):
    seance.moteur.repondre(RECIT)
    seance.moteur.passer()
    assert isinstance(seance.demande, RelancePosee)
    assert seance.demande.cite.texte in RECIT


def test_ce_que_dit_un_recit_donne_pour_titre_est_rendu_a_son_etape(seance):
    seance.moteur.repondre(RECIT)
    demande = seance.jusqu_a("emotions")
    assert [r.texte for r in demande.rappels] == ["E/peur: J'avais peur de l'humilier"]
    demande = seance.jusqu_a("opinions")
    assert "mauvaise foi" in demande.rappels[0].texte


def test_un_recit_donne_pour_titre_se_montre_lu(seance):
    analyse, demande = charger("analyse-de-pratique"), seance.demande
    assert se_lit(analyse, demande, RECIT)
    assert not se_lit(analyse, demande, "Le retard de K.")


def test_un_long_recit_se_resserre_sur_un_moment(seance):
    seance.moteur.repondre("\n".join([RECIT] * 5))
    assert "quel moment" in seance.demande.texte


def test_un_titre_un_peu_long_reste_un_titre(seance):
    seance.moteur.repondre("Le jour où M. T. a posé une enveloppe sur la table sans rien dire")
    assert (seance.demande.etape, seance.demande.question) == ("situation", "moment")


def test_plusieurs_riens_de_suite_offrent_une_fois_de_s_arreter(seance):
    dites = []
    for mot in ("Rien", "je sais pas", "pff", "bah rien", "Rien", "non", "bof"):
        seance.moteur.repondre(mot)
        dites.append("vous arrêter ici" in seance.demande.texte)
    assert dites.index(True) == 2
    assert sum(dites) == 1


def test_passer_n_est_pas_peiner(seance):
    while seance.demande.etape != "cloture":
        seance.moteur.passer()
        assert "vous arrêter ici" not in seance.demande.texte


def test_un_rien_pour_titre_ne_nomme_pas_la_seance(seance):
    seance.moteur.repondre("Rien")
    assert seance.moteur.etat.titre == ""


def test_un_mot_ecrit_devant_la_roue_vaut_un_choix(seance):
    seance.jusqu_a("emotions")
    seance.moteur.passer()
    seance.moteur.repondre("E/honte: la honte")
    assert seance.demande.question == "roue_mots"
    seance.moteur.passer()
    seance.moteur.passer()
    seance.moteur.passer()
    (emotion,) = seance.moteur.etat.emotions
    assert emotion.famille == "honte"


def test_apres_une_emotion_redonnee_c_est_tout_n_ouvre_pas_la_roue(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre(RECIT)
    seance.jusqu_a("emotions")
    seance.moteur.repondre("c'est tout")
    assert seance.demande.etape == "opinions"


def test_un_mot_d_opinion_seul_ne_se_rend_pas(seance):
    """« Super », seul, était peut-être de l'ironie."""
    seance.jusqu_a("faits")
    seance.moteur.repondre("O/jugement: Super.\nF/observation: Il est entré et il a parlé.")
    demande = seance.jusqu_a("opinions")
    assert all(" " in r.texte for r in demande.rappels)


def test_jamais_cherche_l_exception_plutot_que_la_derniere_fois(seance):
    seance.jusqu_a("opinions")
    seance.moteur.repondre("O/generalisation: Elle n'a jamais pris le temps.")
    assert seance.demande.relance == "jamais"


def test_une_raison_se_dit_avec_le_sujet_de_son_verbe():
    texte = "Du coup je n'ai rien dit. La réunion d'équipe. J'ai soupiré."
    raisons = [
        SimpleNamespace(debut=texte.index(mots), fin=texte.index(mots) + len(mots))
        for mots in ("ai rien dit", "équipe", "ai soupiré")
    ]
    dits = mots_des_raisons(texte, SimpleNamespace(raisons=raisons))
    assert dits == ", ".join(map(citer_mots, ("je n'ai rien dit", "équipe", "J'ai soupiré")))


def test_un_soupir_ne_se_cite_pas(seance):
    seance.jusqu_a("emotions")
    seance.moteur.repondre("bof, agacé")
    assert "bof" not in seance.demande.texte
