"""Effacer : plus une suite de douze caractères, dans aucun fichier du carnet."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fabriques import DEPART, Seance, horloge_fixe, seance, ulid
from hypothesis import given
from hypothesis import strategies as st

from coach.carnet import (
    Carnet,
    ContenuDifferent,
    EffacementInacheve,
    ErreurDeCarnet,
    SeanceEffacee,
    SeanceInconnue,
    SeanceOuverteAilleurs,
)
from coach.carnet.citations import textes
from coach.modeles.base import FLUX_DU_CARNET, Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    AjustementSuivi,
    CompetenceLiee,
    CorrectionApprise,
    Evenement,
    OptionProposee,
    PassageRedige,
    PreuveAjoutee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.expurgation import RemplacementImpossible, expurger
from coach.modeles.journal import ligne_canonique
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.modeles.retrait import en_une_phrase
from coach.modeles.texte import cle, nfc
from coach.partage.allers_retours import exporter_du_carnet, importer

SUITE = 12

SECRET = "Ziyad Okonfor-Wubeshi a frappé du poing sur la vitrine du guichet"
REPRIS = "Dzovinar Kpatchoukian m’a tutoyée devant toute l’équipe hier matin"
BROUILLON = "et maintenant je rumine cette phrase inachevée sur Ildefonse"
NOTE = "penser au rendez-vous manqué de Wolodymyr Przezdziecki mardi"
AJUSTE = "prévenir Quetzalcoatl Vandermeulebroucke avant tout rendez-vous"


def suites(texte: str) -> Iterator[bytes]:
    """Toutes les suites de douze caractères d'un texte, telles qu'écrites ou repliées."""
    for forme in (texte, cle(texte)):
        for i in range(len(forme) - SUITE + 1):
            yield forme[i : i + SUITE].encode()


def traces(dossier: Path, *textes: str) -> list[tuple[str, bytes]]:
    """Les suites retrouvées dans un fichier du dossier, avec le nom du fichier."""
    contenus = [(f.name, f.read_bytes()) for f in dossier.rglob("*") if f.is_file()]
    return [
        (nom, suite)
        for nom, contenu in contenus
        for texte in textes
        for suite in suites(texte)
        if suite in contenu
    ]


TOUT = (SECRET, REPRIS, BROUILLON, NOTE, AJUSTE)


def seance_lourde(nombre: int = 1) -> Seance:
    """Une séance dont les mots passent partout où ils peuvent passer."""
    s = seance(nombre)
    s.noter(NOTE)
    s.titrer(f"Guichet : {SECRET}")
    reponse = s.repondre(f"Vers midi, {SECRET}. Personne n’a bougé.")
    place = reponse.texte.index(SECRET)
    ancre = Ancre(evenement=reponse.id, debut=place, fin=place + len(SECRET), texte=SECRET)
    s.dire(
        RelancePosee,
        etape="faits",
        relance="jugement",
        formulation=0,
        texte=f"Vous écrivez « {SECRET} » : qu’avez-vous vu ?",
        cite=ancre,
    )
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT)
    s.relier(reponse, SECRET)
    s.dire(ReponseModifiee, cible=reponse.id, texte=f"{REPRIS}. J’ai soufflé.")
    s.dire(AjustementDecide, texte=AJUSTE, indicateur=f"Ne plus subir : {SECRET}")
    return s


@pytest.fixture
def lourd(dossier: Path) -> Iterator[tuple[Carnet, Seance]]:
    """Un carnet où la séance a tout laissé : brouillon, index, corrections, sauvegardes."""
    s = seance_lourde()
    autre = seance(2)
    autre.repondre("Le bilan de mi-parcours s’est bien passé pour tout le monde.")
    for jour in range(3):
        horloge = horloge_fixe(DEPART + timedelta(days=jour))
        with Carnet.ouvrir(dossier, horloge=horloge) as carnet:
            if jour == 0:
                for evenement in s.evenements:
                    carnet.ajouter(evenement)
                carnet.ajouter(*autre.evenements)
                carnet.garder_brouillon(s.flux, ulid(9), BROUILLON)
                carnet.consigner(
                    CorrectionApprise, texte=SECRET, nature=Nature.FAIT, source=s.evenements[8].id
                )
                carnet.consigner(CorrectionApprise, texte=REPRIS[:40], nature=Nature.FAIT)
            carnet.chercher("guichet")
            carnet.actions()
    carnet = Carnet.ouvrir(dossier, horloge=horloge_fixe(DEPART + timedelta(days=3)))
    carnet.garder_brouillon(s.flux, ulid(9), BROUILLON + " encore et encore")
    carnet.chercher("guichet")
    yield carnet, s
    carnet.fermer()


def test_la_recherche_d_octets_trouverait_ce_qui_reste(lourd: tuple[Carnet, Seance]) -> None:
    carnet, _ = lourd
    fichiers = {nom for nom, _ in traces(carnet.dossier, *TOUT)}
    assert "carnet.sqlite" in fichiers
    assert "carnet-2026-03-05.sqlite" in fichiers
    for texte in TOUT:
        assert traces(carnet.dossier, texte)


def test_supprimer_ne_laisse_aucune_suite_dans_aucun_fichier(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    effacement = carnet.supprimer(s.flux)
    assert effacement.evenements == len(s.evenements)
    assert effacement.sauvegardes_nettoyees == 3
    assert effacement.sauvegardes_retirees == ()
    assert traces(carnet.dossier, *TOUT) == []
    assert carnet.evenements(s.flux) == []
    assert carnet.brouillon(s.flux) is None
    assert carnet.chercher("guichet") == [] and carnet.actions() == [] and carnet.preuves() == []
    assert [r.id for r in carnet.lister()] == [ulid(2)]
    assert carnet.verifier().problemes == ()
    carnet.fermer()
    assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_reste_vrai_apres_reconstruction_et_restauration(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    carnet.supprimer(s.flux)
    carnet.reconstruire()
    for sauvegarde in sorted((carnet.dossier / "sauvegardes").glob("carnet-*")):
        carnet.restaurer(sauvegarde, malgre_la_perte=True)
        assert [r.id for r in carnet.lister()] == [ulid(2)]
        assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_pendant_qu_une_autre_fenetre_est_ouverte(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    with Carnet.ouvrir(carnet.dossier) as fenetre:
        fenetre.lister()
        fenetre.evenements(s.flux)
        carnet.supprimer(s.flux)
        assert fenetre.evenements(s.flux) == []
        assert traces(carnet.dossier, *TOUT) == []


def test_une_seance_ouverte_ailleurs_ne_se_supprime_pas(lourd: tuple[Carnet, Seance]) -> None:
    carnet, s = lourd
    with (
        Carnet.ouvrir(carnet.dossier) as fenetre,
        fenetre.tenir(s.flux),
        pytest.raises(SeanceOuverteAilleurs),
    ):
        carnet.supprimer(s.flux)
    assert carnet.evenements(s.flux) == s.evenements


def test_un_effacement_empeche_s_acheve_a_la_prochaine_ouverture(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    lecteur = sqlite3.connect(carnet.dossier / "carnet.sqlite", isolation_level=None)
    lecteur.execute("BEGIN")
    lecteur.execute("SELECT count(*) FROM evenements").fetchone()
    carnet._base.execute("PRAGMA busy_timeout = 1").fetchall()
    with pytest.raises(EffacementInacheve, match="prochaine ouverture"):
        carnet.supprimer(s.flux)
    lecteur.execute("ROLLBACK")
    lecteur.close()
    assert carnet.evenements(s.flux) == []
    carnet.fermer()
    with Carnet.ouvrir(carnet.dossier, horloge=horloge_fixe()) as rouvert:
        assert rouvert.avertissements == ()
        assert traces(carnet.dossier, *TOUT) == []


def test_une_sauvegarde_illisible_est_retiree_et_on_le_dit(lourd: tuple[Carnet, Seance]) -> None:
    carnet, s = lourd
    abimee = carnet.dossier / "sauvegardes" / "carnet-2026-03-05.sqlite"
    contenu = abimee.read_bytes()
    abimee.write_bytes(b"\x00" * 4096 + contenu[4096:])
    effacement = carnet.supprimer(s.flux)
    assert effacement.sauvegardes_retirees == (abimee.name,)
    assert not abimee.exists()
    assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_une_seance_inconnue_le_dit(carnet: Carnet) -> None:
    with pytest.raises(SeanceInconnue):
        carnet.supprimer(ulid(404))


# --- La tombe ----------------------------------------------------------------------------------


def test_une_seance_supprimee_ne_revient_pas_en_silence(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    fichier = exporter_du_carnet(carnet, s.flux)
    carnet.supprimer(s.flux)
    [tombe] = carnet.evenements(FLUX_DU_CARNET)
    assert (tombe.type, ligne_canonique(tombe).count(s.flux)) == ("seance_supprimee", 1)
    with pytest.raises(SeanceEffacee):
        importer(carnet, fichier)
    with pytest.raises(SeanceEffacee):
        carnet.ajouter(s.evenements[0])
    with pytest.raises(SeanceEffacee):
        carnet.garder_brouillon(s.flux, ulid(1), "encore")
    assert traces(carnet.dossier, *TOUT) == []
    revenue = importer(carnet, fichier, malgre_suppression=True)
    assert revenue.nouveau and exporter_du_carnet(carnet, s.flux) == fichier
    carnet.supprimer(s.flux)
    with pytest.raises(SeanceEffacee):
        importer(carnet, fichier)


def test_restaurer_ne_fait_pas_revenir_ce_qui_fut_supprime(carnet: Carnet, tmp_path: Path) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    carnet.consigner(CorrectionApprise, texte=SECRET, nature=Nature.FAIT, source=s.evenements[4].id)
    carnet.sauvegarder(tmp_path / "vieille.sqlite")
    carnet.supprimer(s.flux)
    assert carnet.comparer(tmp_path / "vieille.sqlite").seances_effacees == 1
    carnet.restaurer(tmp_path / "vieille.sqlite", malgre_la_perte=True)
    assert carnet.evenements(s.flux) == []
    assert traces(carnet.dossier, *TOUT) == []
    with pytest.raises(SeanceEffacee):
        carnet.ajouter(s.evenements[0])
    carnet.restaurer(tmp_path / "vieille.sqlite", malgre_la_perte=True, avec_effacees=True)
    assert carnet.evenements(s.flux) == s.evenements


# --- Ce qui cite -------------------------------------------------------------------------------


def test_ce_qui_cite_se_montre_et_part_si_on_le_veut(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    ajustement = next(e for e in s.evenements if isinstance(e, AjustementDecide))
    lien = next(e for e in s.evenements if isinstance(e, CompetenceLiee))
    suivi = carnet.consigner(
        AjustementSuivi, ajustement=ajustement.id, etat="fait", appris=AJUSTE[:30]
    )
    preuve = carnet.consigner(
        PreuveAjoutee,
        referentiel="cip",
        millesime="2020",
        code="C1",
        extrait=f"Je note que {SECRET}",
        source="Main courante",
        date=date(2026, 3, 4),
    )
    passage = carnet.consigner(
        PassageRedige,
        livret=ulid(70),
        partie="6.1",
        place=0,
        texte="Ce jour-là",
        preuves=(lien.id,),
    )
    etrangere = carnet.consigner(AjustementSuivi, ajustement=ulid(99), etat="fait", appris="Rien.")
    autre = seance(2)
    rappel = autre.dire(
        QuestionPosee,
        etape="situation",
        question="engagement",
        texte=f"Le 3 mars, vous aviez décidé de « {AJUSTE} ». Et depuis ?",
        options=(OptionProposee(valeur="fait", libelle="C’est fait"),),
    )
    autre.dire(ReponseDonnee, etape="situation", question=rappel.id, texte="C’est en cours.")
    rappels = Ancre(evenement=ajustement.id, debut=0, fin=len(AJUSTE), texte=AJUSTE)
    avec_ancre = autre.dire(
        QuestionPosee, etape="faits", question="q", texte=f"« {AJUSTE} » ?", rappels=(rappels,)
    )
    carnet.ajouter(*autre.evenements)

    trouvees = {c.evenement: c for c in carnet.citations(s.flux)}
    assert set(trouvees) == {suivi.id, preuve.id, passage.id, rappel.id, avec_ancre.id}
    assert etrangere.id not in trouvees
    assert trouvees[preuve.id].extrait.startswith("Je note que")

    carnet.supprimer(s.flux, emporter=[suivi.id, rappel.id, avec_ancre.id, etrangere.id])
    restent = {e.id for e in carnet.evenements(FLUX_DU_CARNET)}
    assert suivi.id not in restent and {preuve.id, passage.id, etrangere.id} <= restent
    question = next(e for e in carnet.evenements(autre.flux) if e.id == avec_ancre.id)
    assert isinstance(question, QuestionPosee)
    assert (question.texte, question.rappels) == ("« […] » ?", ())
    assert traces(carnet.dossier, REPRIS, BROUILLON, NOTE, AJUSTE) == []


@pytest.mark.parametrize(
    ("troue", "lisible"),
    [
        (
            "Le 3 mars, vous aviez décidé de […] vous. Où en est-ce ?",
            "Le 3 mars, vous aviez décidé de […]. Où en est-ce ?",
        ),
        ("Vous aviez décidé de […]r votre […] chez vous.", "Vous aviez décidé de […]."),
        ("« […] » : quel jour serait-ce ?", "« […] » : quel jour serait-ce ?"),
        ("« Ce matin encore, […] et puis » ?", "« Ce matin encore, […] » ?"),
        ("Rien n’y est troué.", "Rien n’y est troué."),
    ],
)
def test_une_phrase_du_coach_trouee_se_lit_encore(troue: str, lisible: str) -> None:
    assert en_une_phrase(troue) == lisible


def test_supprimer_avec_tout_ce_qui_cite_ne_laisse_rien(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    ajustement = next(e for e in s.evenements if isinstance(e, AjustementDecide))
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="fait", appris=SECRET)
    autre = seance(2)
    ancre = Ancre(evenement=ajustement.id, debut=0, fin=len(AJUSTE), texte=AJUSTE)
    autre.dire(
        QuestionPosee,
        etape="situation",
        question="engagement",
        texte=f"Vous aviez décidé de « {AJUSTE} » ?",
        rappels=(ancre,),
        options=(OptionProposee(valeur="a", libelle=AJUSTE[:40], ancre=ancre),),
    )
    carnet.ajouter(*autre.evenements)
    carnet.lister()
    carnet.supprimer(s.flux, emporter=[c.evenement for c in carnet.citations(s.flux)])
    assert traces(carnet.dossier, *TOUT) == []
    assert carnet.verifier().problemes == ()


def test_les_memes_mots_dits_dans_deux_seances_n_empechent_pas_d_en_effacer_une(
    carnet: Carnet,
) -> None:
    """Une question d'ici cite une réponse d'ici, qui redit ce que l'autre séance disait aussi."""
    s = seance_lourde()
    autre = seance(2)
    reponse = autre.repondre(f"Ce matin encore, {SECRET}. J’ai appelé ma cheffe.")
    ancre = Ancre(evenement=reponse.id, debut=0, fin=len(reponse.texte), texte=reponse.texte)
    rappel = autre.dire(
        QuestionPosee,
        etape="ajustement",
        question="lien",
        texte=f"De « {reponse.texte} », que retenez-vous ?",
        rappels=(ancre,),
        options=(OptionProposee(valeur="a", libelle=SECRET, ancre=ancre),),
    )
    relance = autre.dire(
        RelancePosee, etape="faits", relance="r", formulation=0, texte=f"« {SECRET} » ?", cite=ancre
    )
    carnet.ajouter(*s.evenements)
    carnet.ajouter(*autre.evenements)
    carnet.supprimer(s.flux, emporter=[c.evenement for c in carnet.citations(s.flux)])
    tenus = {e.id: e for e in carnet.evenements(autre.flux)}
    question, posee = tenus[rappel.id], tenus[relance.id]
    assert isinstance(question, QuestionPosee) and isinstance(posee, RelancePosee)
    assert question.texte.startswith("De « Ce matin encore[…]") and posee.texte == "« […] » ?"
    assert question.options[0].libelle == "[…]"
    assert (*question.rappels, question.options[0].ancre, posee.cite) == (ancre, ancre, ancre)
    assert carnet.verifier().problemes == ()
    assert traces(carnet.dossier, REPRIS, NOTE, AJUSTE) == []


# --- Un nom tapé par mégarde -------------------------------------------------------------------

NOM = "Okonfor-Wubeshi"


def test_expurger_atteint_tous_les_textes_et_tous_les_fichiers(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    carnet.garder_brouillon(s.flux, ulid(9), f"et {NOM} encore")
    effacement = carnet.expurger(s.flux, NOM, "O.")
    assert effacement.evenements >= 6
    assert traces(carnet.dossier, NOM) == []
    apres = carnet.evenements(s.flux)
    assert [e.id for e in apres] == [e.id for e in s.evenements]
    assert len(carnet.chercher("frappé du poing")) >= 1
    assert carnet.chercher(NOM) == []
    brouillon = carnet.brouillon(s.flux)
    assert brouillon is not None and brouillon.texte == "et O. encore"
    [lien] = plier(s.flux, apres).liens
    assert lien.extrait == SECRET.replace(NOM, "O.")
    assert {e.type for e in carnet.evenements(FLUX_DU_CARNET)} >= {"texte_expurge"}
    for sauvegarde in sorted((carnet.dossier / "sauvegardes").glob("carnet-*")):
        carnet.restaurer(sauvegarde, malgre_la_perte=True)
        assert carnet.evenements(s.flux) == apres
    assert traces(carnet.dossier, NOM) == []


def test_une_vieille_exportation_ne_fait_pas_revenir_le_nom(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    vieille = exporter_du_carnet(carnet, s.flux)
    carnet.expurger(s.flux, NOM, "O.")
    with pytest.raises(ContenuDifferent, match="remplacement d’un nom"):
        importer(carnet, vieille)
    assert traces(carnet.dossier, NOM) == []
    assert not importer(carnet, exporter_du_carnet(carnet, s.flux)).ajoutes


def test_une_vieille_sauvegarde_ne_fait_pas_revenir_le_nom(carnet: Carnet, tmp_path: Path) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    carnet.sauvegarder(tmp_path / "vieille.sqlite")
    carnet.expurger(s.flux, NOM, "O.")
    apres = carnet.evenements(s.flux)
    carnet.restaurer(tmp_path / "vieille.sqlite", malgre_la_perte=True)
    assert carnet.evenements(s.flux) == apres
    assert traces(carnet.dossier, NOM) == []


@pytest.mark.parametrize(("ancien", "nouveau"), [("", "K."), ("Karim", ""), ("Karim", "Karim B.")])
def test_un_remplacement_qui_ne_remplace_rien_est_refuse(
    carnet: Carnet, ancien: str, nouveau: str
) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    with pytest.raises(ErreurDeCarnet, match="initiale"):
        carnet.expurger(s.flux, ancien, nouveau)
    assert carnet.evenements(s.flux) == s.evenements


def test_expurger_ne_prend_que_le_mot_entier_et_ses_capitales() -> None:
    s = seance(1)
    s.repondre("Ali, ALI, d’Ali et l’Ali ; mais Alice, réALIté, Khali.")
    reponse = expurger(s.evenements, "Ali", "A.")[-1]
    assert isinstance(reponse, ReponseDonnee)
    assert reponse.texte == "A., A., d’A. et l’A. ; mais Alice, réALIté, Khali."


def test_expurger_suit_l_apostrophe_et_l_espace_insecable() -> None:
    s = seance(1)
    s.repondre("Awa N’Diaye, awa, Awa\u00a0N'Diaye.")
    reponse = expurger(s.evenements, "Awa N'Diaye", "A.")[-1]
    assert isinstance(reponse, ReponseDonnee)
    assert reponse.texte == "A., awa, A.."


def test_expurger_laisse_en_place_ce_qui_ne_nomme_personne() -> None:
    s = seance(1)
    s.titrer("Une réunion")
    apres = expurger(s.evenements, "Karim", "K.")
    assert all(a is e for a, e in zip(apres, s.evenements, strict=True))


def test_une_ancre_a_cheval_sur_le_nom_le_prend_en_entier() -> None:
    s = seance(1)
    reponse = s.repondre("J’ai vu Karim Benali crier.")
    extrait = "Benali crier"
    s.relier(reponse, extrait)
    s.dire(
        RelancePosee,
        etape="faits",
        relance="r",
        formulation=0,
        texte=f"« {extrait} » : qu’avez-vous entendu ?",
        cite=Ancre(evenement=reponse.id, debut=14, fin=26, texte=extrait),
    )
    *_, lien, relance = expurger(s.evenements, "Karim Benali", "K.")
    assert isinstance(lien, CompetenceLiee) and isinstance(relance, RelancePosee)
    assert (lien.extrait, lien.ancre and lien.ancre.texte) == ("K. crier", "K. crier")
    assert relance.texte == "« K. crier » : qu’avez-vous entendu ?"


_MORCEAUX = st.lists(
    st.sampled_from(["Karim", "KARIM", "Karima", "é", " ", ".", "« ", " »", "dit", "’", "\n", "œ"]),
    min_size=1,
    max_size=12,
).map("".join)


@st.composite
def seances_ancrees(tirer: st.DrawFn) -> tuple[Seance, list[tuple[int, str]]]:
    """Une séance dont une réponse change, avec des ancres posées à tout moment."""
    s = seance(1)
    reponse = s.repondre(nfc(tirer(_MORCEAUX)))
    poses: list[tuple[int, str]] = []
    texte = reponse.texte
    for _ in range(tirer(st.integers(1, 4))):
        if tirer(st.booleans()):
            texte = nfc(tirer(_MORCEAUX))
            s.dire(ReponseModifiee, cible=reponse.id, texte=texte)
        debut = tirer(st.integers(0, len(texte) - 1))
        fin = tirer(st.integers(debut + 1, len(texte)))
        ancre = Ancre(evenement=reponse.id, debut=debut, fin=fin, texte=texte[debut:fin])
        s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT)
        poses.append((len(s.evenements) - 1, texte))
    return s, poses


@given(seances_ancrees(), st.sampled_from(["K.", "X", "une personne"]))
def test_apres_expurgation_chaque_ancre_tient_dans_sa_version(
    cas: tuple[Seance, list[tuple[int, str]]], nouveau: str
) -> None:
    s, poses = cas
    apres = expurger(s.evenements, "Karim", nouveau)
    assert [(e.id, e.type, e.rang) for e in apres] == [(e.id, e.type, e.rang) for e in s.evenements]
    for place, texte in poses:
        avant_ancre, ancre = s.evenements[place], apres[place]
        assert isinstance(avant_ancre, SegmentCorrige) and isinstance(ancre, SegmentCorrige)
        version = _version(apres, place)
        pose = ancre.ancre
        assert version[pose.debut : pose.fin] == pose.texte
        # Tout ce que l'ancre tenait et qui ne nomme personne, elle le tient encore.
        tenu = avant_ancre.ancre.texte
        if "arim" not in texte.casefold():
            assert pose == avant_ancre.ancre
        elif not any(morceau in tenu for morceau in ("K", "a", "r", "i", "m", "A", "R", "I", "M")):
            assert pose.texte == tenu
    assert expurger(apres, "Karim", nouveau) == apres


def _version(evenements: list[Evenement], place: int) -> str:
    textes = [
        e.texte for e in evenements[:place] if isinstance(e, (ReponseDonnee, ReponseModifiee))
    ]
    return textes[-1]


@given(_MORCEAUX, _MORCEAUX)
def test_expurger_n_oublie_aucun_texte(titre: str, texte: str) -> None:
    s = seance(1)
    s.dire(TitreDonne, titre=titre)
    s.repondre(texte)
    for evenement in expurger(s.evenements, "Karim", "X"):
        for mots in textes(evenement):
            assert not {"Karim", "KARIM"} & set(re.findall(r"\w+", mots))


def test_un_remplacement_trop_long_est_refuse() -> None:
    s = seance(1)
    s.dire(TitreDonne, titre="Karim " * 30)
    with pytest.raises(RemplacementImpossible):
        expurger(s.evenements, "Karim", "une personne que je suis depuis mars")


def test_un_libelle_pris_dans_une_liste_n_est_pas_une_citation(carnet: Carnet) -> None:
    libelle = "CP11 · Analyser sa pratique professionnelle"
    s, autre = seance(1), seance(2)
    for vecue in (s, autre):
        question = vecue.dire(
            QuestionPosee,
            etape="competences",
            question="laquelle",
            texte="Laquelle avez-vous exercée ?",
            saisie="choix",
            options=(OptionProposee(valeur="cip:CP11", libelle=libelle),),
        )
        vecue.dire(
            ReponseDonnee,
            etape="competences",
            question=question.id,
            texte=libelle,
            choix=("cip:CP11",),
        )
    s.repondre(f"J’ai écrit « {REPRIS} ».")
    rappel = autre.dire(
        QuestionPosee, etape="faits", question="q", texte=f"Et pour {libelle}, que retenez-vous ?"
    )
    cite = autre.dire(QuestionPosee, etape="faits", question="q", texte=f"« {REPRIS} » ?")
    for vecue in (s, autre):
        carnet.ajouter(*vecue.evenements)
    trouvees = {c.evenement for c in carnet.citations(s.flux)}
    assert rappel.id not in trouvees
    assert trouvees == {cite.id}
