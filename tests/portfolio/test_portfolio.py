"""Le portfolio : ce qu'il réunit, ce qu'il ne mêle pas, et les preuves que l'on apporte."""

import re
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from carnet_du_portfolio import AU, MILLESIME, mener, positionner
from fabriques import DEPART, PARIS_EN_HIVER, Seance, ulid
from typographie import fautes_de_typographie

from coach.carnet import Carnet
from coach.catalogue import Catalogue
from coach.cli.portfolio.paroles import CATALOGUE as DE_LA_COMMANDE
from coach.modeles.evenements import (
    CompetenceLiee,
    EmotionChoisie,
    QuestionPosee,
    ReponseDonnee,
    SeanceOuverte,
)
from coach.modeles.journal import AUTEUR_DU_COACH
from coach.modeles.lecture import Nature
from coach.portfolio import ErreurDePortfolio, Filtres, portfolio, series
from coach.portfolio.apports import ajouter, defaire, deplacer, retirer
from coach.portfolio.paroles import CATALOGUE as DU_PORTFOLIO
from coach.portfolio.seances import lire_la_seance, seances_lues
from coach.referentiels import ErreurDeReferentiel, charger


def vu(carnet: Carnet, *referentiels: str, **filtres: Any) -> Any:
    return portfolio(carnet, Filtres(referentiels, **filtres), suivis=("cip",), au=AU)


# --- Ce qui est réuni ------------------------------------------------------------------------


def test_preuves_et_regards_cote_a_cote_sans_se_meler(carnet: Carnet) -> None:
    mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),), etiquette="Équipe")
    positionner(carnet, "CP11", "en_construction", justification="J’y viens.")
    positionner(carnet, "CP11", "transmise", item=0)
    positionner(carnet, "CP11", "maitrisee", par="Tutrice")
    competence = vu(carnet).competence("cip", "cp11")
    assert [p.extrait for p in competence.preuves] == ["J’ai posé le cadre."]
    assert [(p.par, p.niveau) for p in competence.positionnements] == [
        ("moi", "en_construction"),
        ("Tutrice", "maitrisee"),
    ]
    assert [(p.item, p.niveau) for p in competence.items] == [(0, "transmise")]
    assert competence.bilan.variete.etiquettes == {"equipe"}
    assert [e.sorte for e in competence.ecarts] == ["regard_different"]


def test_tout_le_referentiel_suivi_est_la_et_ceux_ou_il_y_a_quelque_chose(carnet: Carnet) -> None:
    mener(carnet, 1, liens=(("suisse", "E1", "J’ai posé le cadre."),))
    entier = vu(carnet)
    assert [r.id for r in entier.referentiels] == ["cip", "suisse"]
    assert len(entier.referentiels[0].competences) == len(charger("cip").competences)
    assert [r.id for r in vu(carnet, "casp").referentiels] == ["casp"]
    with pytest.raises(ErreurDeReferentiel):
        vu(carnet, "inconnu")
    assert [r.id for r in portfolio(carnet, suivis=("inconnu",), au=AU).referentiels] == ["suisse"]


def test_un_extrait_compte_par_correspondance_une_seule_fois(carnet: Carnet) -> None:
    mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),))
    mener(
        carnet,
        2,
        liens=(("cip", "CP11", "Il a souri."), ("coordinateur", "2.16", "Il a souri.")),
    )
    competence = vu(carnet, "coordinateur").competence("coordinateur", "2.16")
    assert [p.extrait for p in competence.preuves] == ["Il a souri."]
    ((preuve, depuis),) = competence.par_correspondance
    assert (preuve.extrait, depuis.referentiel, depuis.code) == (
        "J’ai posé le cadre.",
        "cip",
        "CP11",
    )
    assert depuis.degre == "equivalente" and depuis.titre.startswith("Analyser")


def test_une_competence_disparue_garde_ses_preuves(carnet: Carnet) -> None:
    seance = Seance(ulid(1))
    for referentiel, code in (("cip", "CP99"), ("parti", "X1")):
        seance.dire(
            CompetenceLiee,
            referentiel=referentiel,
            code=code,
            millesime="2009",
            extrait="Il a souri.",
            justification="",
        )
    carnet.ajouter(*seance.evenements)
    entier = vu(carnet)
    orpheline = entier.competence("cip", "CP99")
    assert (orpheline.titre, len(orpheline.preuves)) == ("", 1)
    assert orpheline.d_une_autre_edition() == orpheline.preuves
    parti = entier.referentiels[-1]
    assert (parti.id, parti.millesime, [c.code for c in parti.competences]) == ("parti", "", ["X1"])


# --- Les filtres -----------------------------------------------------------------------------


def test_les_filtres_restreignent_ce_qui_se_montre_et_non_les_bilans(carnet: Carnet) -> None:
    mener(carnet, 1, DEPART, (("cip", "CP11", "Ancien."),), etiquette="équipe")
    mener(carnet, 2, DEPART + timedelta(days=200), (("cip", "CP11", "Récent."),))
    ajouter(carnet, "cip", "CP11", extrait="Le bilan", source="Stage", jour=date(2026, 4, 1))

    def extraits(**filtres: Any) -> list[str]:
        competence = vu(carnet, **filtres).competence("cip", "CP11")
        assert competence is None or competence.bilan.nombre >= len(competence.preuves)
        return [p.extrait for p in competence.preuves] if competence else []

    assert extraits() == ["Ancien.", "Le bilan", "Récent."]
    assert extraits(depuis=date(2026, 4, 1)) == ["Le bilan", "Récent."]
    assert extraits(jusqu_a=date(2026, 4, 1)) == ["Ancien.", "Le bilan"]
    assert extraits(protocoles=("analyse-de-pratique",)) == ["Ancien.", "Récent."]
    assert extraits(protocoles=("express",)) == []
    assert extraits(etiquettes=("Equipe",)) == ["Ancien."]
    assert extraits(theme="reflexivite") == extraits() and extraits(theme="employeurs") == []
    positionner(carnet, "CP11", "maitrisee")
    # filtrer ne fait pas croire à un manque
    assert not vu(carnet, protocoles=("express",)).avec_ecart()


def test_vu_d_un_jour_passe_rien_de_plus_tard_ne_compte(carnet: Carnet) -> None:
    mener(carnet, 1, DEPART + timedelta(days=200), (("cip", "CP11", "Récent."),))
    avant = vu(carnet, jusqu_a=date(2026, 4, 1))
    assert avant.au == date(2026, 4, 1)
    assert avant.competence("cip", "CP11").bilan.nombre == 0


def test_ce_qui_n_a_rien_montre_depuis_six_mois_parentes_comprises(carnet: Carnet) -> None:
    mener(carnet, 1, DEPART, (("cip", "CP11", "Ancien."),))
    mener(carnet, 2, datetime(2026, 11, 1, 18, tzinfo=PARIS_EN_HIVER), (("cip", "CP2", "Neuf."),))
    positionner(carnet, "CP13", "sans_objet")
    manquent = {c.code for c in vu(carnet).sans_preuve()}
    assert "CP11" in manquent and "CP3" in manquent
    assert "CP2" not in manquent and "CP13" not in manquent
    mener(carnet, 3, datetime(2026, 11, 2, 18, tzinfo=PARIS_EN_HIVER), (("suisse", "E1", "Là."),))
    assert "CP11" not in {c.code for c in vu(carnet).sans_preuve()}


# --- Frise et séries -------------------------------------------------------------------------


def test_la_frise_et_la_progression_gardent_leur_matiere(carnet: Carnet) -> None:
    mener(carnet, 1, DEPART, (("cip", "CP11", "Un."), ("cip", "CP2", "Deux.")))
    mener(carnet, 2, DEPART + timedelta(days=62), (("cip", "CP11", "Trois."),))
    positionner(carnet, "CP11", "maitrisee")
    entier = portfolio(carnet, suivis=("cip",), au=date(2026, 5, 31))
    frise = entier.frise()
    assert [j.jour for j in frise] == sorted(j.jour for j in frise)
    assert sorted(j.sorte for j in frise) == ["positionnement", "preuve", "preuve", "preuve"]
    mois = {m.mois: m for m in series.progression(entier)}
    assert list(mois) == ["2026-03", "2026-04", "2026-05"]
    assert [(m.cumul, m.montrees) for m in mois.values()] == [(2, 2), (2, 2), (3, 2)]
    assert [p.extrait for p in mois["2026-05"].preuves] == ["Trois."]
    assert dict(mois["2026-05"].niveaux) == {"maitrisee": 1}
    parts = {p.groupe.code: p for p in series.par_groupe(entier.referentiels[0]) if p.groupe}
    assert [c.code for c in parts["AT2"].montrees] == ["CP11"] and parts["AT2"].preuves == 2


def une_mesure(seance: Seance, etape: str, question: str, texte: str) -> ReponseDonnee:
    demande = seance.dire(
        QuestionPosee, auteur=AUTEUR_DU_COACH, etape=etape, question=question, texte="?"
    )
    return seance.dire(ReponseDonnee, etape=etape, question=demande.id, texte=texte)


def test_emotions_et_energie_viennent_des_seances(carnet: Carnet) -> None:
    seance = Seance(ulid(1))
    seance.evenements[0] = seance.evenements[0].model_copy(update={"protocole": "ressources"})
    assert isinstance(seance.evenements[0], SeanceOuverte)
    une_mesure(seance, "depart", "titre", "Les 3 semaines")
    reponse = une_mesure(seance, "depart", "energie_avant", "3,5 à peine")
    seance.dire(EmotionChoisie, famille="fatigue", mot="lasse", intensite="forte", apres=reponse.id)
    une_mesure(seance, "arrivee", "energie_apres", "6")
    carnet.ajouter(*seance.evenements)
    assert [(e.question, e.note) for e in series.energies(carnet)] == [
        ("energie_avant", 3.5),
        ("energie_apres", 6.0),
    ]
    ((emotion,), apres) = series.emotions(carnet), Filtres(depuis=date(2026, 4, 1))
    assert (emotion.jour, emotion.famille, emotion.intensite) == ("2026-03-03", "fatigue", "forte")
    assert series.emotions(carnet, apres) == () and series.energies(carnet, apres) == ()
    assert series.calendrier(carnet) == {date(2026, 3, 3): 1}
    assert carnet.reconstruire() == 1 and len(series.emotions(carnet)) == 1


def test_une_seance_se_relit_avec_ses_scores(carnet: Carnet) -> None:
    seance = mener(carnet, 1)
    rendue = lire_la_seance(carnet, seance.flux)
    assert [p.etape for p in rendue.purete] == ["faits"] and rendue.part is not None
    assert len(rendue.criteres) == 4 and rendue.passages.keys() == set(Nature)
    (mois,) = series.equilibre(seances_lues(carnet))
    assert (mois.mois, mois.seances) == ("2026-03", (seance.flux,))
    assert sum(part or 0 for part in mois.parts.values()) == pytest.approx(1)


# --- Les preuves à la main -------------------------------------------------------------------


def test_apporter_deplacer_retirer_et_revenir(carnet: Carnet) -> None:
    faite = ajouter(carnet, "cip", "cp5", extrait=" Le bilan. ", source="Stage", temoin="M. B.")
    assert (faite.code, faite.extrait, faite.millesime) == ("CP5", "Le bilan.", MILLESIME)

    def ou() -> list[tuple[str, str]]:
        return [(p.referentiel, p.code) for p in carnet.matiere().preuves]

    deplacer(carnet, faite.id[:14], "casp", "6.7")
    assert ou() == [("casp", "6.7")]
    with pytest.raises(ErreurDePortfolio):
        deplacer(carnet, faite.id, "casp", "6.7")
    retirer(carnet, faite.id, "En double")
    assert ou() == []
    assert defaire(carnet, faite.id).type == "preuve_retiree" and ou() == [("casp", "6.7")]
    assert defaire(carnet, faite.id).type == "preuve_deplacee" and ou() == [("cip", "CP5")]
    assert defaire(carnet, faite.id).type == "preuve_ajoutee" and ou() == []
    with pytest.raises(ErreurDePortfolio):
        defaire(carnet, faite.id)


def test_une_preuve_de_seance_se_deplace_et_se_retire_aussi(carnet: Carnet) -> None:
    seance = mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),))
    (preuve,) = carnet.matiere().preuves
    deplacer(carnet, preuve.id, "cip", "CP2")
    (deplacee,) = carnet.matiere().preuves
    assert (deplacee.code, deplacee.journal) == ("CP2", seance.flux)
    assert [p.id for p in vu(carnet).competence("cip", "CP2").preuves] == [preuve.id]


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"extrait": "  "}, "extrait_vide"),
        ({"source": ""}, "source_vide"),
        ({"code": "CP99"}, "competence_proche"),
        ({"jour": date(9999, 1, 1)}, "jour_a_venir"),
    ],
)
def test_une_preuve_incomplete_est_refusee_et_rien_n_est_ecrit(
    carnet: Carnet, champs: dict[str, Any], raison: str
) -> None:
    champs = {"extrait": "Le bilan", "source": "Stage", "code": "CP5", **champs}
    with pytest.raises(ErreurDePortfolio) as refus:
        ajouter(carnet, "cip", champs.pop("code"), **champs)
    assert refus.value.raison == raison
    assert carnet.evenements("carnet") == []


@pytest.mark.parametrize("catalogue", [DU_PORTFOLIO, DE_LA_COMMANDE], ids=["refus", "texte"])
def test_la_typographie_est_francaise(catalogue: Catalogue) -> None:
    phrases = {p for section in catalogue.sections.values() for p in section.values()}
    sans_places = {re.sub(r"\{\w+\}", "x", p) for p in phrases}
    assert not {p: f for p in sans_places if (f := fautes_de_typographie(p))}


# --- La commande -----------------------------------------------------------------------------


def test_un_carnet_d_avant_retrouve_ses_positionnements_et_ses_emotions(
    carnet: Carnet, dossier: Path
) -> None:
    seance = Seance(ulid(1))
    seance.dire(EmotionChoisie, famille="joie", mot="contente")
    carnet.ajouter(*seance.evenements)
    positionner(carnet, "CP11", "maitrisee")
    carnet.lister()
    carnet.fermer()
    base = sqlite3.connect(dossier / "carnet.sqlite")
    base.execute("DROP INDEX preuves_par_competence")
    for table in ("positionnements", "emotions", "pseudonymes", "correspondances"):
        base.execute(f"DROP TABLE {table}")
    base.execute("DELETE FROM _sqlite_migrations WHERE name >= 'm003'")
    base.commit()
    base.close()
    with Carnet.ouvrir(dossier) as rouvert:
        assert [p.niveau for p in rouvert.matiere().positionnements] == ["maitrisee"]
        assert [e.mot for e in rouvert.emotions()] == ["contente"]


def test_ce_qui_est_annule_ou_efface_ne_compte_plus(carnet: Carnet) -> None:
    fait = positionner(carnet, "CP11", "maitrisee")
    carnet.annuler(fait.id)
    seance = mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),))
    seance.dire(EmotionChoisie, famille="joie", mot="contente")
    carnet.ajouter(seance.evenements[-1])
    assert vu(carnet).competence("cip", "CP11").bilan.mien is None
    carnet.supprimer(seance.flux)
    assert carnet.matiere().preuves == [] and carnet.emotions() == []
