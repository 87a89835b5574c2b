"""La porte : aucun nom accepté ne reste, les ancres sont justes, le carnet ne change pas."""

import string
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fabriques import Seance, horloge_fixe, ulid
from hypothesis import given, settings
from hypothesis import strategies as st
from seance_nommee import ANCIEN, NOMS, PASSE, seance_nommee

from coach.analyse import lire
from coach.carnet import Carnet
from coach.confidentialite.entites import identifier
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import ConsentementDonne, PartageFait, ReponseDonnee
from coach.modeles.remplacement import Coupe, Remplace
from coach.modeles.repli import plier
from coach.partage.allers_retours import importer
from coach.partage.apercu import lignes as apercu
from coach.partage.dons import ouvrir, partages, retirer
from coach.partage.entites import proposer
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import exporter, lire_fichier
from coach.partage.porte import Porte
from coach.partage.pseudonymes import regles
from coach.partage.remplacement import remplacer

ACCORD = "Je donne cette séance au groupe du jeudi, pour la relire ensemble."


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    with Carnet.ouvrir(tmp_path / "carnet", horloge=horloge_fixe()) as ouvert:
        yield ouvert


@pytest.fixture
def porte(carnet: Carnet) -> Porte:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    return ouvrir(carnet, seance.flux)


def tout_donner(porte: Porte) -> bytes:
    porte.choisir(e.id for e in porte.etapes)
    porte.tout_accepter()
    return porte.octets(porte.pli(ACCORD))


# --- Ce qui sort ---------------------------------------------------------------------------------


def test_aucun_nom_accepte_ne_reste_et_rien_de_tu_ne_sort(porte: Porte) -> None:
    octets = tout_donner(porte).decode("utf-8")
    for nom in NOMS:
        assert nom.casefold() not in octets.casefold(), nom
    for tu in (ANCIEN, PASSE, "Josiane", "Gheorghe", "Et après", "aide_montree", "etiquette"):
        assert tu not in octets
    for evenement in porte.evenements:
        assert evenement.id not in octets
        assert evenement.auteur == "coach" or evenement.auteur not in octets
    assert porte.flux not in octets


def test_tout_ce_que_porte_le_fichier_se_lit_dans_l_apercu(porte: Porte) -> None:
    porte.choisir(e.id for e in porte.etapes)
    porte.tout_accepter()
    titres = {e.id: e.titre for e in porte.etapes}
    montre = "\n".join(apercu(porte.apercu(), titres))
    for evenement in porte.pli().evenements:
        brut = evenement.model_dump(mode="json")
        for champ in ("texte", "titre", "extrait", "justification", "moment", "indicateur", "mot"):
            assert brut.get(champ) is None or brut[champ] in montre, (evenement.type, champ)
        for option in brut.get("options", ()):
            assert option["ancre"] is None or option["libelle"] in montre
        if echeance := brut.get("echeance"):
            assert en_clair(date.fromisoformat(echeance)) in montre
    quand = porte.pli().evenements[0].quand.date()
    assert en_clair(quand) in montre, "le jour voyage, et se montre"
    assert "nature : 1" in montre.replace("\u00a0", " "), "les corrections voyagent"


def test_un_nom_qu_apporte_une_reformulation_est_a_voir(porte: Porte) -> None:
    porte.tout_accepter()
    porte.reformuler("Elle était de mauvaise foi.", "Elle parlait d’Ottignies avec Josette Pirlot.")
    (neuve,) = [e for e in porte.entites() if e.decision == "a_voir"]
    assert neuve.formes == ("Josette Pirlot",) and porte.contextes(neuve)
    lettres = [e.lettre for e in porte.entites()]
    assert len(set(lettres)) == len(lettres), "sa lettre n’est celle de personne d’autre"
    porte.tout_accepter()
    octets = porte.octets(porte.pli(ACCORD)).decode()
    assert "Josette" not in octets and "Ottignies" not in octets


def test_l_accord_se_montre_tel_que_le_fichier_le_dira(porte: Porte) -> None:
    porte.tout_accepter()
    assert porte.accord_ecrit(ACCORD) == (ACCORD, ())
    ecrit, noms = porte.accord_ecrit("Pour Odile, qui connaît Mme Benali.")
    assert "Benali" not in ecrit and noms == ("Odile",)
    dit = next(e for e in porte.pli("Pour Odile, qui connaît Mme Benali.").evenements[::-1])
    assert isinstance(dit, ConsentementDonne) and dit.texte == ecrit


def test_un_nom_ajoute_a_la_main_se_repropose_au_don_suivant(
    carnet: Carnet, tmp_path: Path
) -> None:
    """Rien ne le trahit dans la phrase : sans cela, il sortirait la seconde fois."""
    seance = Seance(ulid(9))
    seance.repondre("Tiramisu ! On l’appelle ainsi depuis lundi. Rien d’autre.", question="recit")
    carnet.ajouter(*seance.evenements)
    premiere = ouvrir(carnet, seance.flux)
    assert premiere.entites() == ()
    ajoutee = premiere.ajouter("Tiramisu")
    premiere.donner(carnet, tmp_path / "un.jsonl", ACCORD)
    (repris,) = ouvrir(carnet, seance.flux).entites()
    assert (repris.formes, repris.lettre, repris.decision) == (
        ("Tiramisu",),
        ajoutee.lettre,
        "a_voir",
    )
    autre = Seance(ulid(10))
    autre.repondre("Elle mangeait un tiramisu. Tiramisu a souri.", question="recit")
    carnet.ajouter(*autre.evenements)
    porte = ouvrir(carnet, autre.flux)
    porte.tout_accepter()
    assert "Tiramisu" not in porte.octets(porte.pli(ACCORD)).decode()


def test_les_heures_sont_au_jour_jusque_dans_les_identifiants(porte: Porte) -> None:
    from ulid import ULID

    for evenement in lire_fichier(tout_donner(porte)).evenements:
        assert (evenement.quand.hour, evenement.quand.minute, evenement.quand.second) == (0, 0, 0)
        assert ULID.from_str(evenement.id).datetime == evenement.quand
        assert evenement.auteur in {"exposant", "coach"}


def test_les_ancres_du_fichier_sont_justes(porte: Porte) -> None:
    journal = lire_fichier(tout_donner(porte))
    textes = {e.id: e.texte for e in journal.evenements if isinstance(e, ReponseDonnee)}
    ancres = [
        a
        for e in journal.evenements
        for a in (getattr(e, "cite", None), getattr(e, "ancre", None))
        if a
    ]
    assert len(ancres) == 3
    for ancre in ancres:
        assert textes[ancre.evenement][ancre.debut : ancre.fin] == ancre.texte
    relance = next(e for e in journal.evenements if e.type == "relance_posee")
    assert relance.cite.texte in relance.texte
    etat = plier(journal.seance, journal.evenements)
    assert not etat.detachees and etat.liens[0].debut is not None
    assert sum(map(len, etat.decisions.values())) == 1


def test_les_emotions_ne_se_donnent_que_si_on_le_choisit(porte: Porte) -> None:
    assert {e.id for e in porte.etapes if e.emotions} == {"emotions"}
    porte.tout_accepter()
    sans = porte.octets(porte.pli(ACCORD)).decode()
    assert "emotion_choisie" not in sans and "peur pour" not in sans
    assert "emotion_choisie" in tout_donner(porte).decode()


def test_le_fichier_se_relit_s_importe_et_se_redonne_pareil(porte: Porte, tmp_path: Path) -> None:
    octets = tout_donner(porte)
    journal = lire_fichier(octets)
    assert journal.entete.pseudonymise
    assert exporter(journal.seance, journal.evenements, journal.entete) == octets
    with Carnet.ouvrir(tmp_path / "ailleurs") as autre:
        assert importer(autre, octets).nouveau
        assert not importer(autre, octets).ajoutes
        rendu = exporter(
            journal.seance, autre.evenements(journal.seance), autre.entete(journal.seance)
        )
        assert rendu == octets


def test_ce_qui_est_refuse_reste_et_ce_qui_est_ajoute_part(porte: Porte) -> None:
    namur = next(e for e in porte.entites() if "Namur" in e.formes)
    porte.decider(namur.id, "refusee")
    porte.ajouter("mauvaise foi", "personne")
    octets = tout_donner(porte).decode()
    assert "Namur" in octets and "mauvaise foi" not in octets
    with pytest.raises(ErreurDeFichier):
        porte.ajouter("ce qui n’y est pas")


def test_un_pseudonyme_choisi_ne_peut_pas_garder_le_nom(porte: Porte) -> None:
    entite = porte.entites()[0]
    for mauvais in ("", "la sœur de Fatima"):
        with pytest.raises(ErreurDeFichier):
            porte.decider(entite.id, "changee", mauvais)
    porte.decider(entite.id, "changee", "la maman")
    assert "la maman" in tout_donner(porte).decode()


def test_les_reserves_se_reformulent_sans_toucher_au_carnet(carnet: Carnet) -> None:
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    avant = carnet.evenements(seance.flux)
    porte = ouvrir(carnet, seance.flux, lire)
    porte.tout_accepter()
    genres = {r.genre for r in porte.reserves()}
    assert "jugement" in genres
    jugement = next(r for r in porte.reserves() if "mauvaise foi" in r.texte)
    porte.reformuler(jugement.phrase, "Elle a gardé les bras croisés.")
    octets = tout_donner(porte).decode()
    assert "mauvaise foi" not in octets and "bras croisés" in octets
    assert carnet.evenements(seance.flux) == avant


def test_donner_se_consigne_sans_aucun_nom_et_se_retire(
    porte: Porte, carnet: Carnet, tmp_path: Path
) -> None:
    porte.tout_accepter()
    fichier = tmp_path / "don.jsonl"
    with pytest.raises(ErreurDeFichier):
        porte.donner(carnet, fichier, "  ")
    assert not fichier.exists()
    pli = porte.donner(carnet, fichier, ACCORD)
    assert lire_fichier(fichier).seance == pli.flux
    faits = carnet.evenements(FLUX_DU_CARNET)
    assert [type(e) for e in faits] == [ConsentementDonne, PartageFait]
    table = carnet.table_du_partage(pli.flux)
    connus = {e.id for e in carnet.evenements(porte.flux)}
    assert table and set(table.values()) <= connus
    (partage,) = partages(carnet)
    retirer(carnet, partage, "J’ai changé d’avis.")
    assert partages(carnet)[0].retire
    with pytest.raises(ErreurDeFichier):
        retirer(carnet, partages(carnet)[0])


def test_les_pseudonymes_sont_les_memes_d_un_partage_a_l_autre(
    porte: Porte, carnet: Carnet, tmp_path: Path
) -> None:
    porte.tout_accepter()
    benali = next(e for e in porte.entites() if "Mme Benali" in e.formes)
    porte.decider(benali.id, "changee", "Mme Z.")
    porte.donner(carnet, tmp_path / "un.jsonl", ACCORD)
    avant = {e.formes: e.montree for e in porte.entites()}
    autre = ouvrir(carnet, porte.flux)
    assert {e.formes: e.montree for e in autre.entites()} == avant


def test_un_numero_change_se_retient_et_un_homonyme_separe_non(
    porte: Porte, carnet: Carnet, tmp_path: Path
) -> None:
    porte.tout_accepter()
    numero = next(e for e in porte.entites() if e.genre == "telephone")
    porte.decider(numero.id, "changee", "le numéro du foyer")
    benali = next(e for e in porte.entites() if "Mme Benali" in e.formes)
    autre = porte.separer(benali.id, porte.contextes(benali)[-1])
    porte.donner(carnet, tmp_path / "un.jsonl", ACCORD)
    revues = {e.formes: e.montree for e in ouvrir(carnet, porte.flux).entites()}
    assert revues[numero.formes] == "le numéro du foyer"
    assert revues[benali.formes] == benali.montree and autre.montree not in revues.values()


def test_un_pseudonyme_tire_de_la_seance_s_efface_avec_elle(
    porte: Porte, carnet: Carnet, tmp_path: Path
) -> None:
    porte.tout_accepter()
    benali = next(e for e in porte.entites() if "Mme Benali" in e.formes)
    porte.decider(benali.id, "changee", "celle qui était de mauvaise foi")
    porte.donner(carnet, tmp_path / "un.jsonl", ACCORD)
    carnet.supprimer(porte.flux)
    octets = b"".join(f.read_bytes() for f in carnet.dossier.rglob("*") if f.is_file())
    assert b"de mauvaise foi" not in octets


def test_effacer_la_seance_efface_la_table_et_aucun_nom_n_est_au_carnet(
    porte: Porte, carnet: Carnet, tmp_path: Path
) -> None:
    porte.tout_accepter()
    pli = porte.donner(carnet, tmp_path / "un.jsonl", ACCORD)
    carnet.supprimer(porte.flux)
    assert carnet.table_du_partage(pli.flux) == {}
    octets = b"".join(f.read_bytes() for f in carnet.dossier.rglob("*") if f.is_file())
    for nom in ("Benali", "Ottignies", "Colruyt"):
        assert nom.encode() not in octets


# --- Propriétés ----------------------------------------------------------------------------------


_NOMS = st.sampled_from(
    [
        "Fatima",
        "Mme Benali",
        "Pierre",
        "Rose",
        "Jean-Luc Dupont",
        "N’Diaye",
        "Océane",
        "Şule",
        "Tran",
    ]
)
_LIAISONS = st.sampled_from(
    [
        " a dit à ",
        ", ",
        " et ",
        ". Puis ",
        " : « ",
        " » de ",
        "\n",
        " avec ",
        " chez ",
        " d’",
        " à ",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(_NOMS, _LIAISONS), min_size=1, max_size=12), st.data())
def test_tout_nom_accepte_disparait_et_les_places_suivent(
    morceaux: list[tuple[str, str]], data: st.DataObject
) -> None:
    texte = "Hier, j’ai vu " + "".join(nom + liaison for nom, liaison in morceaux)
    entites = [e.__class__(**{**e.__dict__, "decision": "acceptee"}) for e in proposer([texte])]
    rendu = remplacer(texte, regles(entites))
    for entite in entites:
        assert not entite.motif().search(rendu.apres)
    debut = data.draw(st.integers(0, len(texte) - 1))
    fin = data.draw(st.integers(debut + 1, len(texte)))
    d, f = rendu.etendue(debut, fin)
    assert 0 <= d <= f <= len(rendu.apres)
    if all(c.fin <= debut or fin <= c.debut for c in rendu.coupes):
        assert rendu.apres[d:f] == texte[debut:fin]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(string.printable + "éÉàçœŒ’«»…\u00a0\u202e\x1b"), max_size=200))
def test_n_importe_quel_texte_se_lit_sans_panne(texte: str) -> None:
    normal = unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))
    fin = 0
    for trouve in identifier(texte):
        assert fin <= trouve.debut < trouve.fin <= len(normal)
        assert normal[trouve.debut : trouve.fin] == trouve.texte
        fin = trouve.fin
    proposer([texte])


def test_une_coupe_entamee_se_prend_en_entier() -> None:
    rendu = Remplace("Mme Benali est là", (Coupe(0, 10, "Mme A."),))
    assert rendu.apres[slice(*rendu.etendue(4, 10))] == "Mme A."


def test_deux_personnes_du_meme_nom_se_separent() -> None:
    texte = "Rose a pris le bus. Rose, sa fille, est restée. J’ai rappelé Rose le soir."
    seance = Seance(ulid(8))
    seance.repondre(texte, question="recit")
    porte = Porte(seance.flux, seance.evenements)
    [rose] = porte.entites()
    fille = porte.separer(rose.id, porte.contextes(rose)[1])
    porte.tout_accepter()
    assert [len(porte.contextes(e)) for e in porte.entites()] == [2, 1]
    donne = porte.transformer(texte).apres
    assert donne == "A. a pris le bus. B., sa fille, est restée. J’ai rappelé A. le soir."
    assert "Rose" not in porte.octets(porte.pli("oui")).decode()
    assert fille.lettre not in porte.gardes().values(), "un homonyme ne se retient pas"
    porte.decider(fille.id, "refusee")
    assert "Rose, sa fille" in porte.transformer(texte).apres
    assert porte.transformer(texte).apres.count("Rose") == 1
    assert "Rose" in porte.octets(porte.pli("oui")).decode(), "gardé parce qu’elle l’a voulu"
    with pytest.raises(ErreurDeFichier):
        porte.separer(fille.id, porte.contextes(fille)[0])
