"""Répéter l'oral : des questions sur ses pages, une horloge, une séance qui se relit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from fabriques import DEPART, ulid
from livret_d_essai import EXTRAIT, ouvrir, remplir

from coach.analyse import lire
from coach.carnet import Carnet
from coach.confidentialite import detecter
from coach.dialogues.protocole import charger, identifiants
from coach.livret import Atelier, ErreurDeLivret
from coach.livret.oral import Repetition
from coach.livret.vues_de_l_oral import a_servi
from coach.modeles.evenements import QuestionPosee
from coach.modeles.repli import plier
from coach.partage.allers_retours import exporter_du_carnet
from coach.partage.fichier import lire_fichier
from coach.supervision.relecture import Relecture


class Montre:
    """Une horloge que l'on avance."""

    def __init__(self) -> None:
        self.ici = DEPART + timedelta(days=30)

    def __call__(self) -> datetime:
        return self.ici

    def avancer(self, secondes: int) -> None:
        self.ici += timedelta(seconds=secondes)


_ids = count(500)


@pytest.fixture
def montre() -> Montre:
    return Montre()


@pytest.fixture
def atelier(carnet: Carnet) -> Atelier:
    remplir(carnet)
    atelier = ouvrir(carnet)
    preuve = atelier.citer(next(o for o in atelier.offres("ecoute") if o.rayon == "directes"))
    atelier.ecrire("ecoute", "Je me suis tue pendant qu’elle relisait.", [preuve.id])
    atelier.ecrire("parcours", "Je sais très bien écouter les gens.")
    essai = next(o for o in atelier.offres("reflexivite") if o.rayon == "ajustements")
    atelier.ecrire("reflexivite", "J’ai rappelé le matin.", [atelier.citer(essai).id])
    return atelier


def repeter(atelier: Atelier, montre: Montre, minutes: int = 20) -> Repetition:
    return Repetition(
        carnet=atelier.carnet,
        livret=atelier.livret,
        genre=atelier.genre,
        fonds=atelier.fonds,
        lire=lire,
        horloge=montre,
        nouvel_id=lambda: ulid(next(_ids), "03R"),
        minutes=minutes,
        detecter=detecter,
    )


def toutes(repetition: Repetition) -> list[str]:
    """Les questions d'une répétition, toutes passées."""
    posees = []
    while repetition.question is not None:
        posees.append(repetition.question.texte)
        repetition.passer()
    return posees


def test_le_jury_interroge_ses_propres_pages(atelier: Atelier, montre: Montre) -> None:
    posees = toutes(repeter(atelier, montre))
    assert any("Je sais très bien écouter les gens" in q for q in posees), "affirmation nue"
    assert any("Rappeler madame D. avant vendredi" in q for q in posees), "essai clos"
    assert "En deux minutes" in posees[0]
    assert "Dans un an" in posees[-1]
    assert not any("{" in q for q in posees)


def test_une_preuve_ancienne_appelle_et_depuis(carnet: Carnet, montre: Montre) -> None:
    remplir(carnet)
    vieux = Atelier.ouvrir(carnet, "capacites", date(2026, 12, 1))
    preuve = vieux.citer(next(o for o in vieux.offres("ecoute") if o.rayon == "directes"))
    vieux.ecrire("ecoute", "Je me suis tue.", [preuve.id])
    assert any("3 mars 2026" in q and "depuis" in q for q in toutes(repeter(vieux, montre)))


def test_rien_n_est_ecrit_avant_la_premiere_reponse(atelier: Atelier, montre: Montre) -> None:
    repetition = repeter(atelier, montre)
    assert atelier.carnet.evenements(repetition.flux) == []
    repetition.terminer()
    assert atelier.carnet.evenements(repetition.flux) == []


def test_les_reponses_se_gardent_comme_une_seance(atelier: Atelier, montre: Montre) -> None:
    repetition = repeter(atelier, montre)
    question = repetition.question
    assert question is not None
    repetition.repondre("Je suis conseillère depuis deux ans.")
    repetition.passer()
    repetition.terminer()
    carnet = atelier.carnet
    resume = carnet.resume(repetition.flux)
    assert resume is not None and resume.termine and resume.protocole == "oral"
    assert resume.titre == "Oral : Livret des capacités relationnelles".replace(" :", "\u00a0:")
    etat = plier(repetition.flux, carnet.evenements(repetition.flux))
    assert [r.texte for r in etat.reponses] == ["Je suis conseillère depuis deux ans."]
    assert etat.echanges[0].demande.texte == question.texte
    journal = lire_fichier(exporter_du_carnet(carnet, repetition.flux))
    assert [e.id for e in journal.evenements] == [e.id for e in carnet.evenements(repetition.flux)]
    relue = Relecture(repetition.flux, journal.evenements, lambda texte: lire(texte))
    assert relue.protocole == "Répéter son oral"
    assert {e.titre for e in relue.etapes} <= {e.titre for e in charger("oral").etapes}


def test_une_repetition_interrompue_reprend_sa_question_et_son_brouillon(
    atelier: Atelier, montre: Montre
) -> None:
    premiere = repeter(atelier, montre, minutes=12)
    premiere.repondre("Bonjour.")
    attendue = premiere.question
    premiere.commencer("Une phrase en cours")
    montre.avancer(86_400)
    reprise = repeter(atelier, montre, minutes=45)
    assert reprise.flux == premiere.flux and reprise.minutes == 12
    assert reprise.question == attendue
    assert reprise.commencee == "Une phrase en cours"
    montre.avancer(30)
    assert reprise.temps.ici == 30, "la nuit ne compte pas"
    reprise.repondre("Une phrase en cours, finie.")
    assert reprise.commencee == ""
    reprise.terminer()
    assert repeter(atelier, montre).flux != premiere.flux


def test_l_horloge_dit_sans_couper(atelier: Atelier, montre: Montre) -> None:
    repetition = repeter(atelier, montre, minutes=10)
    montre.avancer(90)
    assert (repetition.temps.ici, repetition.temps.ecoule, repetition.temps.total) == (90, 90, 600)
    repetition.repondre("Une réponse.")
    montre.avancer(700)
    temps = repetition.temps
    assert (temps.depasse and temps.ecoule == 790 and temps.conseil == 60) or temps.conseil > 60
    repetition.repondre("Encore une.")
    bilan = repetition.terminer()
    assert [s for _, s in bilan.durees] == [90, 700]
    assert bilan.secondes == 790


def test_annuler_remet_la_question(atelier: Atelier, montre: Montre) -> None:
    repetition = repeter(atelier, montre)
    premiere = repetition.question
    repetition.repondre("Trop vite.")
    repetition.annuler()
    assert repetition.question is not None and premiere is not None
    assert repetition.question.texte == premiere.texte
    repetition.repondre("Mieux.")
    assert [r.texte for r in repetition.etat.reponses] == ["Mieux."]


def test_les_preuves_qui_n_ont_pas_servi(atelier: Atelier, montre: Montre) -> None:
    repetition = repeter(atelier, montre)
    repetition.repondre("J’ai attendu qu’elle relise la deuxième ligne, sans rien dire.")
    bilan = repetition.terminer()
    assert EXTRAIT not in [p.extrait for p in bilan.sans_servir]
    assert [p.sorte for p in bilan.sans_servir] == ["ajustement"]
    assert not any(a_servi(p, ["Rien à voir."]) for p in atelier.livret.citees(atelier.genre))


def test_une_seconde_repetition_demande_autre_chose_d_abord(
    atelier: Atelier, montre: Montre
) -> None:
    for n in range(6):
        atelier.ecrire("competences", f"Je sais faire la chose numéro {n}, sans aide.")
    premiere = repeter(atelier, montre, minutes=8)
    deja = toutes(premiere)
    premiere.terminer()
    assert set(toutes(repeter(atelier, montre, minutes=8))) != set(deja)


def test_un_danger_dit_a_l_oral_s_entend(atelier: Atelier, montre: Montre) -> None:
    assert repeter(atelier, montre).repondre("Je veux mourir.") is not None


def test_un_livret_vide_ne_se_defend_pas(carnet: Carnet, montre: Montre) -> None:
    with pytest.raises(ErreurDeLivret, match="vide"):
        repeter(ouvrir(carnet), montre)


def test_le_protocole_de_l_oral_ne_s_offre_pas_mais_se_rouvre(
    atelier: Atelier, montre: Montre
) -> None:
    from coach.assemblage import contexte, ouvrir_moteur
    from coach.reglages import Reglages

    assert "oral" not in identifiants()
    repetition = repeter(atelier, montre)
    repetition.repondre("Bonjour.")
    services = contexte(atelier.carnet, Reglages())
    moteur = ouvrir_moteur(atelier.carnet, services, flux=repetition.flux)
    moteur.demarrer()
    attendu = moteur.etat.en_attente
    assert attendu is not None and isinstance(attendu.demande, QuestionPosee)
    moteur.repondre("Je réponds dans la séance.")
    assert len(moteur.etat.reponses) == 2
