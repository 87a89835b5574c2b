"""La démonstration : huit mois qui se tiennent, et qui ne montrent personne."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from coach import assemblage, confidentialite
from coach.carnet import Carnet
from coach.demonstration import ecrire
from coach.demonstration.meneur import Meneur, RecitRompu
from coach.demonstration.scenario import Lien, SeanceRacontee, personne, seances, suites
from coach.dialogues.livres import identifiants_livres
from coach.dialogues.protocole import charger
from coach.livret import Atelier, designer
from coach.livret.genre import charger_genre
from coach.livret.repli import plier as plier_les_livrets
from coach.livret.verification import verifier
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    ADAPTATEUR,
    AideAcquittee,
    AideMontree,
    AjustementDecide,
    AjustementSuivi,
    EmotionChoisie,
    Evenement,
    EvenementAnnule,
    NoteDeposee,
    PositionnementFait,
    PreuveAjoutee,
    ReponseDonnee,
    SegmentCorrige,
)
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.reglages import Reglages

JOUR = date(2026, 11, 22)
AUTRE_JOUR = date(2027, 3, 2)
"""Un autre jour de la semaine, une autre année : les mêmes séances, décalées."""

SIX_MOIS = timedelta(days=182)


class Lu:
    """Un carnet de démonstration, relu en entier."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        with Carnet.ouvrir(dossier) as carnet:
            self.bilan = carnet.verifier()
            self.resumes = carnet.lister()[::-1]
            self.actions = carnet.actions()
            self.preuves = carnet.preuves()
            self.apercu = carnet.apercu(JOUR)
            self.du_carnet = carnet.evenements(FLUX_DU_CARNET)
            self.flux = {r.id: carnet.evenements(r.id) for r in self.resumes}
            self.brouillons = [b for r in self.resumes if (b := carnet.brouillon(r.id))]
        self.etats: list[EtatSeance] = [plier(f, e) for f, e in self.flux.items()]

    @property
    def evenements(self) -> Iterator[Evenement]:
        for evenements in self.flux.values():
            yield from evenements
        yield from self.du_carnet


def octets(dossier: Path) -> dict[str, bytes]:
    return {str(f.relative_to(dossier)): f.read_bytes() for f in dossier.rglob("*") if f.is_file()}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ecrit = tmp_path_factory.mktemp("demonstration")
    ecrire(ecrit, JOUR)
    return ecrit


@pytest.fixture(scope="module")
def demo(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Lu:
    copie = tmp_path_factory.mktemp("copie") / "carnet"
    copie.mkdir()
    for nom, contenu in octets(dossier).items():
        (copie / nom).parent.mkdir(parents=True, exist_ok=True)
        (copie / nom).write_bytes(contenu)
    return Lu(copie)


# --- Toujours la même, où qu'on soit ------------------------------------------------------------


def test_la_meme_date_ecrit_les_memes_octets(dossier: Path, tmp_path: Path) -> None:
    ecrire(tmp_path / "encore", JOUR)
    assert octets(tmp_path / "encore") == octets(dossier)


def test_une_autre_date_decale_les_memes_seances(demo: Lu, tmp_path: Path) -> None:
    ecrire(tmp_path / "autre", AUTRE_JOUR)
    autre = Lu(tmp_path / "autre")

    def recit(lu: Lu, jour: date) -> list[tuple[int, str, str | None, bool, tuple[str, ...]]]:
        return [
            ((jour - r.cree_le.date()).days, r.titre, r.protocole, r.termine, r.etiquettes)
            for r in lu.resumes
        ]

    assert recit(autre, AUTRE_JOUR) == recit(demo, JOUR)
    assert Counter((a.texte, a.etat) for a in autre.actions) == Counter(
        (a.texte, a.etat) for a in demo.actions
    )


def test_tous_les_evenements_se_relisent(demo: Lu) -> None:
    assert demo.bilan.problemes == ()
    for evenement in demo.evenements:
        assert ADAPTATEUR.validate_json(evenement.model_dump_json()) == evenement


# --- Ce qui s'y lit -----------------------------------------------------------------------------


def test_plus_de_trente_seances_sur_tous_les_protocoles(demo: Lu) -> None:
    menees = [e for e in demo.etats if e.note is None]
    assert len(menees) >= 30
    protocoles = Counter(e.protocole for e in menees)
    assert set(protocoles) == set(identifiants_livres())
    assert protocoles["analyse-de-pratique"] >= 12
    assert 4 <= protocoles["express"] <= 6


def test_huit_mois_avec_un_creux_et_une_reprise(demo: Lu) -> None:
    jours = [(JOUR - r.cree_le.date()).days for r in demo.resumes]
    assert max(jours) >= 230
    assert max(a - b for a, b in pairwise(jours)) >= 28
    assert sum(j > 180 for j in jours) > sum(90 < j <= 150 for j in jours)


def test_deux_notes_attendent_et_deux_seances_restent_en_plan(demo: Lu) -> None:
    notes = [e for evenements in demo.flux.values() for e in evenements]
    assert sum(isinstance(e, NoteDeposee) for e in notes) == 2
    ouvertes = [e for e in demo.etats if not e.terminee and e.note is None]
    assert len(ouvertes) == 2
    hier = ouvertes[-1]
    assert hier.cree_le is not None and hier.cree_le.date() == JOUR - timedelta(days=1)
    assert [b.flux for b in demo.brouillons] == [hier.id]


def test_les_competences_couvrent_les_trois_referentiels(demo: Lu) -> None:
    vues = Counter(f"{p.referentiel}:{p.code}" for p in demo.preuves)
    assert len(vues) >= 20
    assert {nom.partition(":")[0] for nom in vues} == set(personne().referentiels)
    assert vues["cip:CP11"] >= 8
    assert all(vues[f"coordinateur:6.{n}"] >= 4 for n in (1, 2, 3, 4))
    dernieres = {f"{p.referentiel}:{p.code}": p.date for p in demo.preuves}
    assert sum(jour < JOUR - SIX_MOIS for jour in dernieres.values()) >= 3
    for preuve in demo.preuves:
        assert preuve.extrait and (preuve.justification or preuve.source)


def test_chaque_preuve_de_seance_est_ancree_dans_une_reponse(demo: Lu) -> None:
    for etat in demo.etats:
        reponses = {r.id: r.texte for r in etat.reponses}
        for lien in etat.liens:
            assert lien.ancre is not None, lien.extrait
            texte = reponses[lien.ancre.evenement]
            assert texte[lien.ancre.debut : lien.ancre.fin] == lien.ancre.texte


def test_les_ajustements_ont_tous_les_etats(demo: Lu) -> None:
    etats = Counter(a.etat for a in demo.actions)
    assert etats["fait"] >= 15 and etats["abandonne"] >= 3 and etats["en_cours"] >= 2
    ouverts = [a for a in demo.actions if a.etat in ("a_faire", "en_cours")]
    en_retard = [a for a in ouverts if a.echeance is not None and a.echeance < JOUR]
    bientot = [a for a in ouverts if a.echeance == JOUR + timedelta(days=3)]
    assert (len(en_retard), len(bientot)) == (2, 1)
    assert {a.id for a in en_retard + bientot} <= {a.id for a in demo.apercu.dus}
    assert sum(a.echeance is None for a in ouverts) == 1
    appris = [a for a in demo.actions if a.etat in ("fait", "abandonne")]
    assert all(a.appris for a in appris)


def test_des_engagements_reviennent_en_seance(demo: Lu) -> None:
    suivis = [e for e in demo.du_carnet if isinstance(e, AjustementSuivi)]
    assert sum(e.source is not None for e in suivis) >= 10
    decides = {e.id for e in demo.evenements if isinstance(e, AjustementDecide)}
    assert {e.ajustement for e in suivis} <= decides
    assert not [e for e in demo.du_carnet if isinstance(e, EvenementAnnule)]


def test_les_positionnements_montent_baissent_et_se_discutent(demo: Lu) -> None:
    poses = [e for e in demo.du_carnet if isinstance(e, PositionnementFait)]
    echelle = ("a_decouvrir", "en_construction", "maitrisee", "transmise")
    assert len(poses) >= 20
    assert sum(p.par == "Tutrice" for p in poses) == 2
    pas: list[int] = []
    par_competence: dict[tuple[str, str, int | None], int] = {}
    for pose in poses:
        if pose.par != "moi" or pose.niveau not in echelle:
            continue
        cle, rang = (pose.referentiel, pose.code, pose.item), echelle.index(pose.niveau)
        pas.append(rang - par_competence.get(cle, rang))
        par_competence[cle] = rang
    assert max(pas) > 0 and min(pas) < 0
    prouvees = Counter((p.referentiel, p.code) for p in demo.preuves)
    hautes = {(p.referentiel, p.code) for p in poses if p.niveau == "maitrisee"}
    basses = {(r, c) for (r, c, item), n in par_competence.items() if item is None and n == 0}
    assert any(not prouvees[adresse] for adresse in hautes)
    assert any(prouvees[adresse] >= 4 for adresse in basses)


def test_preuves_apportees_corrections_roue_et_etiquettes(demo: Lu) -> None:
    apportees = [e for e in demo.du_carnet if isinstance(e, PreuveAjoutee)]
    assert len(apportees) == 3 and all(p.source and p.temoin for p in apportees)
    assert sum(isinstance(e, SegmentCorrige) for e in demo.evenements) == 4
    choisies = [e for e in demo.evenements if isinstance(e, EmotionChoisie)]
    assert len({e.flux for e in choisies}) >= 3
    assert sum(bool(e.etiquettes) for e in demo.etats) >= len(demo.etats) / 2


# --- Personne n'y est reconnaissable, personne n'y est laissé seul ------------------------------


def _textes() -> Iterator[str]:
    for seance in seances():
        yield from seance.reponses.values()
        for dites in seance.relances.values():
            yield from dites
        yield from (lien.justification for lien in seance.liens)
        yield from (suivi.appris for suivi in seance.suivis)
        yield seance.brouillon
    yield from (note.texte for note in suites().notes)
    yield from (p.justification for p in suites().positionnements)
    for preuve in suites().preuves:
        yield from (preuve.extrait, preuve.source, preuve.temoin)


def test_aucun_nom_complet_ni_numero() -> None:
    remarques = [m.texte for texte in _textes() for m in confidentialite.remarquer(texte)]
    assert remarques == []


def test_une_seule_seance_appelle_l_aide_et_elle_y_est_montree(demo: Lu) -> None:
    alertees = [
        texte for texte in _textes() if texte and confidentialite.detecter(texte) is not None
    ]
    montrees = [e for e in demo.evenements if isinstance(e, AideMontree)]
    assert {e.genre for e in montrees} == {"danger_tiers"}
    assert len({e.flux for e in montrees}) == 1
    du_jour = [
        e.texte
        for e in demo.flux[montrees[0].flux]
        if isinstance(e, ReponseDonnee) and not e.choix and confidentialite.detecter(e.texte)
    ]
    assert sorted(alertees) == sorted(du_jour)
    acquittees = {e.cible for e in demo.evenements if isinstance(e, AideAcquittee)}
    assert {e.id for e in montrees} == acquittees


# --- Un récit qui ne colle plus échoue bruyamment ----------------------------------------------

EXPRESS = SeanceRacontee(
    jours_avant=1,
    protocole="express",
    reponses={"moment.titre": "Un essai", "quoi.recit": "Elle a frappé à la porte à 9 h."},
)
TENSIONS = SeanceRacontee(
    jours_avant=1,
    protocole="tensions",
    reponses={"parties.demandes": "Le foyer a demandé trois fiches de paie."},
    choix={"cloture.fermeture": ("refermee",)},
    liens=(
        Lien(competence="cip:CP4", extrait="Le foyer a demandé", justification="Un partenaire."),
        Lien(competence="cip:CP15", extrait="trois fiches de paie", justification="Un droit."),
    ),
)


def mener(seance: SeanceRacontee) -> EtatSeance:
    elle = personne()
    reglages = Reglages(pays=elle.pays, referentiels=elle.referentiels, accord=elle.accord)
    moteur = assemblage.ouvrir_essai(charger(seance.protocole), reglages)
    Meneur(moteur, seance).mener()
    return moteur.etat


def test_un_recit_qui_colle_se_mene_jusqu_au_bout() -> None:
    assert mener(EXPRESS).terminee
    etat = mener(TENSIONS)
    assert etat.terminee
    assert {lien.code for lien in etat.liens} == {"CP4", "CP15"}


def test_une_relance_qui_ne_vient_pas_ne_rompt_rien() -> None:
    assert mener(EXPRESS.model_copy(update={"relances": {"quoi": ("Oui.", "Non.", "Si.")}}))


@pytest.mark.parametrize(
    ("seance", "champ", "ajout"),
    [
        (EXPRESS, "reponses", {"quoi.inconnue": "Une réponse perdue."}),
        (EXPRESS, "choix", {"alors.roue": ("joie",)}),
        (TENSIONS, "choix", {"cloture.fermeture": ("ailleurs",)}),
    ],
)
def test_une_question_ou_un_choix_inconnus_rompent(
    seance: SeanceRacontee, champ: str, ajout: dict[str, object]
) -> None:
    rompue = seance.model_copy(update={champ: getattr(seance, champ) | ajout})
    with pytest.raises(RecitRompu):
        mener(rompue)


def test_un_passage_introuvable_rompt() -> None:
    lien = TENSIONS.liens[0].model_copy(update={"extrait": "Jamais écrit."})
    with pytest.raises(RecitRompu):
        mener(TENSIONS.model_copy(update={"liens": (lien,)}))


def test_une_correction_sans_passage_rompt() -> None:
    correction = {"passage": "Jamais écrit.", "nature": Nature.FAIT}
    rompue = SeanceRacontee.model_validate(EXPRESS.model_dump() | {"corrections": [correction]})
    with pytest.raises(RecitRompu):
        mener(rompue)


# --- Le livret ----------------------------------------------------------------------------------


def test_un_livret_bien_avance_ancre_dans_ses_seances(demo: Lu) -> None:
    (livret,) = plier_les_livrets(demo.du_carnet).values()
    assert 3_500 <= livret.mots <= 4_500
    genre = charger_genre(livret.genre)
    assert {p.partie for p in livret.passages} == {p.id for p in genre.parties}
    citees = livret.citees(genre)
    assert len(citees) >= 30
    du_journal = {e.id for e in demo.evenements}
    assert all(p.source in du_journal and p.extrait and p.date for p in citees)
    for passage in livret.passages:
        ecrit_le = passage.ecrit_le.date()
        assert all(p.date and p.date <= ecrit_le for p in livret.preuves_de(passage)), passage.texte
    assert [v.nom for v in livret.versions] == ["relue avec ma tutrice"]


def test_le_livret_a_de_quoi_se_verifier(dossier: Path, tmp_path: Path) -> None:
    for nom, contenu in octets(dossier).items():
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_bytes(contenu)
    with Carnet.ouvrir(tmp_path) as carnet:
        atelier = Atelier(carnet, designer(carnet).id, JOUR)
        trouve = verifier(atelier.livret, atelier.genre, atelier.fonds)
        assert all(atelier.source(p) == "tient" for p in atelier.livret.citees(atelier.genre))
        changes = [c.sens for c in atelier.comparer("relue avec ma tutrice")]
    sortes = {c.sorte for c in trouve.constats}
    assert sortes == {"critere", "court", "sans_preuve", "preuve_double", "jugement", "nom"}
    assert sum(not c.manques for c in trouve.criteres) > sum(
        bool(c.manques) for c in trouve.criteres
    )
    assert changes == ["recrit"]
