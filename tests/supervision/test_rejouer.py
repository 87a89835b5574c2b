"""Rejouer : le curseur ne perd rien, les moments d'une question restent ensemble."""

from datetime import timedelta
from pathlib import Path

import pytest
from fabriques import DEPART, Seance, ulid
from hypothesis import given, settings
from hypothesis import strategies as st
from lieux import JOURNALS
from ligne_de_commande import coach, refus

from coach.analyse import lire
from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    CompetenceDeliee,
    EmotionChoisie,
    EtapeReprise,
    EtiquettePosee,
    EvenementAnnule,
    QuestionPassee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.supervision import dits, rythme
from coach.supervision.relecture import Relecture
from coach.supervision.serie import Place, Serie
from coach.supervision.source import du_fichier

JOURNAUX = sorted(JOURNALS.glob("*.jsonl"))
FR = next(f for f in JOURNAUX if f.name.startswith("fr"))


# --- Le curseur ----------------------------------------------------------------------------------


@st.composite
def seances(tirer: st.DrawFn) -> Seance:
    """Des séances tortueuses : reprises, passages, corrections, annulations."""
    s = Seance(ulid(tirer(st.integers(1, 50))))
    reponses: list[ReponseDonnee] = []
    for rang in range(tirer(st.integers(0, 9))):
        etape = tirer(st.sampled_from(["situation", "faits", "emotions", "là-bas"]))
        match tirer(st.integers(0, 7)):
            case 0 | 1:
                reponses.append(s.repondre(f"Elle est partie {rang} fois.", etape=etape))
            case 2:
                demande = s.dire(QuestionPosee, etape=etape, question="q", texte="?")
                s.dire(QuestionPassee, etape=etape, question=demande.id)
            case 3:
                s.dire(QuestionPosee, etape=etape, question="q", texte="restée là")
                s.dire(EtapeReprise, etape=etape)
            case 4 if reponses:
                cible = tirer(st.sampled_from(reponses))
                s.dire(ReponseModifiee, cible=cible.id, texte="Il est venu.")
            case 5 if reponses:
                cible = tirer(st.sampled_from(reponses))
                ancre = Ancre(evenement=cible.id, debut=0, fin=4, texte=cible.texte[:4])
                s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
            case 6:
                s.dire(EmotionChoisie, famille="colere", mot="agacée", apres=s.evenements[-1].id)
            case _:
                s.dire(EvenementAnnule, cible=tirer(st.sampled_from(s.evenements)).id)
    return s


@given(seances())
def test_l_etat_d_un_pas_est_le_repli_des_premiers_evenements(s: Seance) -> None:
    relecture = Relecture(s.flux, s.evenements, lire, chez_soi=True)
    tenus = vivants(s.evenements)
    rangs = {e.id: n for n, e in enumerate(tenus)}
    for pas, moment in enumerate(relecture.moments, 1):
        vus = tenus if pas == len(relecture.moments) else tenus[: rangs[moment.evenement] + 1]
        assert relecture.etat(pas) == plier(s.flux, vus)
        for reponse in relecture.etat(pas).reponses:
            assert relecture.texte(reponse.id, pas) == reponse.texte
    assert relecture.etat(0) == plier(s.flux, [])


@given(seances())
def test_les_moments_sont_ceux_que_le_repli_connait(s: Seance) -> None:
    relecture = Relecture(s.flux, s.evenements, lire, chez_soi=True)
    etat = relecture.etat(len(relecture.moments))
    donnees = [m.evenement for m in relecture.moments if m.genre == "reponse"]
    assert sorted(donnees) == sorted(r.id for r in etat.reponses)
    demandes = {m.evenement for m in relecture.moments if m.genre in ("question", "relance")}
    tous = [e.demande.id for e in etat.echanges]
    ouverts = {e.demande.id for e in etat.echanges if e.ouvert} - {*tous[-1:]}
    assert demandes == set(tous) - ouverts


@given(st.lists(seances(), min_size=1, max_size=3), st.lists(st.integers(-2, 2), max_size=20))
@settings(max_examples=50)
def test_avancer_puis_reculer_ramene_au_meme_endroit(suite: list[Seance], pas: list[int]) -> None:
    serie = Serie([Relecture(s.flux, s.evenements, lire) for s in suite])
    place = Place()
    for sens in pas:
        place = _bouger(serie, place, sens)
        assert 0 <= place.pas <= len(serie.relecture(place).moments)
        if place != serie.derniere:
            assert serie.avant(serie.apres(place)) == place
        if place != Place():
            assert serie.apres(serie.avant(place)) == place


def _bouger(serie: Serie, place: Place, sens: int) -> Place:
    match sens:
        case 2 | -2:
            return serie.etape_voisine(place, sens // 2)
        case 1:
            return serie.apres(place)
        case -1:
            return serie.avant(place)
    return place


def test_les_moments_d_une_question_restent_ensemble_meme_corriges_plus_tard() -> None:
    s = Seance(ulid(1))
    premiere = s.repondre("Elle est partie.")
    s.repondre("Je ne sais pas.", etape="emotions")
    ancre = Ancre(evenement=premiere.id, debut=0, fin=16, texte="Elle est partie.")
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
    relecture = Relecture(s.flux, s.evenements, lire)
    assert [m.genre for m in relecture.scene(5, 12)] == ["question", "reponse", "correction"]
    assert [m.genre for m in relecture.scene(4, 12)] == ["question", "reponse"]
    assert [m.genre for m in relecture.scene(5, 2)] == ["reponse", "correction"]
    assert relecture.scene(0, 12) == ()
    avant = relecture.lecture(premiere.id, 4).segments
    apres = relecture.lecture(premiere.id, 5).segments
    assert not any(x.corrige for x in avant)
    assert [(x.nature, x.corrige) for x in apres] == [(Nature.OPINION, True)]
    assert [m.genre for m in relecture.suite(1, 4)] == ["reponse"]


def test_un_lien_retire_un_choix_sans_texte_un_ajustement_date() -> None:
    s = Seance(ulid(1))
    reponse = s.repondre("J’ai reformulé.")
    lien = s.relier(reponse, "J’ai reformulé", code="CP1")
    s.dire(CompetenceDeliee, cible=lien.id, motif="Ce n’était pas cela.")
    s.dire(AjustementDecide, texte="Appeler", echeance=DEPART.date(), indicateur="Elle répond.")
    relecture = Relecture(s.flux, s.evenements, lire)
    dites = {m.genre: dits.corps(m) for m in relecture.moments}
    assert dites["competence"].splitlines()[:2] == ["CIP CP1", "«\u00a0J’ai reformulé\u00a0»"]
    assert dites["retrait"].splitlines() == ["CIP CP1 n’est plus reliée.", "Ce n’était pas cela."]
    assert dites["ajustement"].splitlines()[1] == "Pour le 3 mars 2026."
    assert dites["ajustement"].endswith("Le signe attendu\u00a0: Elle répond.")


def test_l_etape_des_engagements_porte_son_titre_comme_en_seance() -> None:
    s = Seance(ulid(1))
    s.repondre("C’est fait.", etape="suivi")
    assert [e.titre for e in Relecture(s.flux, s.evenements, lire).etapes] == [
        "Les engagements d’avant"
    ]


def test_le_rythme_laisse_le_temps_de_lire() -> None:
    moments = du_fichier(FR, lire).moments
    recit = max(moments, key=lambda m: len(m.texte))
    durees = [rythme.duree(recit, v) for v in range(len(rythme.MOTS_PAR_MINUTE))]
    assert durees == sorted(durees, reverse=True)
    assert 60 * len(recit.texte.split()) / rythme.MOTS_PAR_MINUTE[-1] <= durees[-1]
    assert all(2.5 <= rythme.duree(m, rythme.HABITUELLE) <= 90 for m in moments)
    assert rythme.duree(None, 0) >= 2.5
    assert [rythme.vitesse_voisine(0, -1), rythme.vitesse_voisine(3, 1)] == [0, 3]


def test_une_serie_a_au_moins_une_seance() -> None:
    with pytest.raises(ValueError):
        Serie([])


# --- Par un tube ---------------------------------------------------------------------------------


def tube(*arguments: str | Path, entree: str = "") -> str:
    resultat = coach("rejouer", *arguments, "--texte", entree=entree)
    assert resultat.exit_code == 0, resultat.stderr
    return resultat.stdout


@pytest.mark.parametrize("fichier", JOURNAUX, ids=lambda f: f.stem)
def test_chaque_journal_d_exemple_se_rejoue_moment_par_moment(fichier: Path, dossier: Path) -> None:
    relecture = du_fichier(fichier, lire)
    assert relecture.sans_attache == 0
    pas_a_pas = tube(fichier, entree="\n" * (len(relecture.moments) + 1))
    d_un_coup = tube(fichier, entree="/tout\n")
    assert pas_a_pas.replace("> \n", "") == d_un_coup.replace("> \n", "")
    for etape in relecture.etapes:
        assert f"\u00a0: {etape.titre}\n" in d_un_coup
    place = 0
    for moment in relecture.moments:
        place = d_un_coup.index(dits.corps(moment).split("\n")[0], place)
    assert d_un_coup.count("C’est la fin.") == 1
    assert not {"│", "─", "\x1b"} & set(d_un_coup)
    assert not dossier.exists()


def test_on_ne_voit_pas_ce_qui_vient(dossier: Path) -> None:
    dit = tube(FR, entree="\n" * 7)
    assert "Que s’est-il passé" in dit and "Y. est arrivé" not in dit
    assert tube(FR, entree="").endswith("> \n")


def test_les_commandes_du_rejeu() -> None:
    dit = tube(
        FR,
        entree="/retour\n/pourquoi 1\n/etape 2\n\n/pourquoi 4\n/pourquoi 40\n/natures\n"
        "/etape deux\n/etapes\n/étape 12\nbonjour\n/retur\n/debut\n/aide\n"
        "/seance 2\n/natures\n/fin\nlà\n",
    )
    for attendu in (
        "C’est le début",
        "Aucun passage n’a encore été lu",
        "4. opinion\u00a0: Il s’en fiche",
        "Lu comme",
        "entre 1 et 10",
        "Les natures ne se disent plus",
        "entre 1 et 11",
        "2. Les faits (ici)",
        "rien ne s’écrit",
        "Vouliez-vous dire /retour",
        "/pourquoi N",
        "entre 1 et 1.",
        "Les natures se disent de nouveau",
    ):
        assert attendu in dit, attendu
    assert dit.count("Le rendez-vous écourté\nmardi 10 février 2026") == 2


def test_une_seance_du_carnet_par_le_debut_de_son_identifiant(
    carnet: Carnet, dossier: Path
) -> None:
    s = Seance(ulid(0xABCDEF0123))
    s.titrer("L’entretien interrompu")
    reponse = s.repondre("Elle est venue.")
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle est partie.")
    carnet.ajouter(*s.evenements)
    avant = carnet.version()
    for designation in (s.flux, s.flux[:25].lower()):
        dit = tube(designation, entree="/tout\n")
        assert "Réponse\u00a0: Elle est venue." in dit
        assert "La réponse, récrite\u00a0: Elle est partie." in dit
    assert carnet.version() == avant
    assert "six caractères" in refus("rejouer", s.flux[:5], "--texte")
    assert "lister" in refus("rejouer", "01ZZZZZZ", "--texte")


def test_un_nom_qui_est_un_fichier_et_une_seance_se_dit(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = Seance(ulid(1))
    s.titrer("Du carnet")
    carnet.ajouter(*s.evenements)
    monkeypatch.chdir(tmp_path)
    Path(s.flux[:20]).write_bytes(FR.read_bytes())
    assert f"./{s.flux[:20]}" in refus("rejouer", s.flux[:20], "--texte")
    assert "Le rendez-vous écourté" in tube("./" + s.flux[:20])
    assert "Du carnet" in tube(s.flux)
    Path("01KNULLE").write_bytes(FR.read_bytes())
    assert "Le rendez-vous écourté" in tube("01KNULLE")


def remplir(carnet: Carnet) -> list[str]:
    """Trois séances ; la deuxième et la troisième portent une étiquette, la troisième un lien."""
    flux = []
    for rang, titre in enumerate(("Première", "Deuxième", "Troisième")):
        s = Seance(ulid(rang + 1), depart=DEPART + timedelta(days=30 * rang))
        s.titrer(titre)
        reponse = s.repondre("J’ai pris du recul." if rang else "Rien.")
        if rang:
            s.dire(EtiquettePosee, etiquette="équipe")
        if rang == 2:
            s.relier(reponse, "J’ai pris du recul", code="CP11")
        carnet.ajouter(*s.evenements)
        flux.append(s.flux)
    return flux


def test_une_suite_de_seances_s_annonce_a_sa_date(carnet: Carnet) -> None:
    flux = remplir(carnet)
    dit = tube(flux[2], FR, flux[0], entree="/tout\n/etapes\n/seance 2\n/retour\n/fin\n")
    annonces = [
        "Séance 1 sur 3\nTroisième",
        "Séance 2 sur 3\nLe rendez-vous",
        "Séance 3 sur 3\nPre",
    ]
    places = [dit.index(annonce) for annonce in annonces]
    assert places == sorted(places)
    assert "samedi 2 mai 2026" in dit
    assert "3. Première · mardi 3 mars 2026" in dit


def test_un_theme_une_etiquette_une_periode_dans_le_temps(carnet: Carnet) -> None:
    remplir(carnet)

    def titres(*options: str) -> list[str]:
        dit = tube(*options, entree="/tout\n")
        connus = ("Première", "Deuxième", "Troisième")
        trouves = {t: dit.find(f"{t}\n") for t in connus if f"{t}\n" in dit}
        return sorted(trouves, key=trouves.__getitem__)

    assert titres("--etiquette", "equipe") == ["Deuxième", "Troisième"]
    assert titres("--etiquette", "equipe", "--periode", "avril 2026") == ["Deuxième"]
    assert titres("--mots", "recul") == ["Deuxième", "Troisième"]
    assert titres("--theme", "reflexivite") == ["Troisième"]
    assert "Choisissez parmi" in refus("rejouer", "--theme", "cuisine", "--texte")
    assert "Élargissez" in refus("rejouer", "--mots", "girafe", "--texte")
    assert "pas les deux" in refus("rejouer", str(FR), "--mots", "recul", "--texte")


def test_sans_rien_sans_carnet_sans_terminal(dossier: Path) -> None:
    assert "rien à rejouer" in refus("rejouer", "--texte")
    assert "--texte" in refus("rejouer", FR)
    assert refus("rejouer", "01KA4M7QXE", "--texte")
    assert refus("rejouer", "--periode", "hier", "--texte")
    assert not dossier.exists()


def test_un_fichier_chiffre_s_ouvre_avec_sa_cle(tmp_path: Path, dossier: Path) -> None:
    pytest.importorskip("pyrage")
    from coach.partage.coffre import creer_une_cle, enfermer

    cle, coffre = tmp_path / "cle.txt", tmp_path / "journal.age"
    coffre.write_bytes(enfermer(FR.read_bytes(), pour=[creer_une_cle(cle)]))
    assert "Le rendez-vous écourté" in tube(coffre, "--cle", cle)
    assert refus("rejouer", coffre, "--texte")
    assert not dossier.exists()
    assert sorted(tmp_path.iterdir()) == [cle, coffre]


def test_les_titres_donnes_apres_coup_et_les_notes_sans_protocole() -> None:
    s = Seance(ulid(1))
    s.titrer("Avant")
    s.dire(TitreDonne, titre="Après\u202e")
    relecture = Relecture(s.flux, s.evenements, lire)
    assert dits.annonce(relecture)[0] == "Après\ufffd"
    assert [m.genre for m in relecture.moments] == ["question", "reponse"]
