"""Relire, échanger, supprimer une séance : elle se montre telle qu'elle est et revient pareille."""

from pathlib import Path

from fabriques import seance
from ligne_de_commande import coach, en_json, refus
from seance_entiere import entiere, verifier_les_segments

from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import SegmentCorrige
from coach.modeles.lecture import Nature

# --- Relire une séance -----------------------------------------------------------------------


def test_montrer_rend_la_seance_telle_qu_elle_est_aujourd_hui(carnet: Carnet) -> None:
    faite = entiere(carnet)
    fiche = en_json("journal", "montrer", faite.flux)
    assert fiche.keys() == {
        *("id", "titre", "protocole", "cree_le", "termine"),
        *("etapes", "competences", "ajustements", "contributions"),
    }
    assert (fiche["titre"], fiche["termine"]) == ("L’entretien interrompu", True)
    assert [(e["id"], e["titre"]) for e in fiche["etapes"]] == [
        ("situation", "La situation"),
        ("faits", "Les faits"),
        ("emotions", "Les émotions"),
    ]
    for etape in fiche["etapes"]:
        for reponse in etape["reponses"]:
            assert reponse.keys() == {"id", "texte", "segments"}
            verifier_les_segments(reponse["texte"], reponse["segments"])
    premier = fiche["etapes"][1]["reponses"][0]["segments"][0]
    assert (premier["texte"], premier["nature"], premier["corrige"]) == (
        "Il est parti à 10 h.",
        "opinion",
        True,
    )
    assert fiche["etapes"][2]["reponses"][0]["segments"][0]["nature"] == "emotion"
    assert fiche["competences"] == [
        {
            "referentiel": "cip",
            "code": "CP11",
            "extrait": "Il est parti à 10 h.",
            "justification": "C’est là que j’ai tenu le cadre.",
        }
    ]
    [ajustement] = fiche["ajustements"]
    assert {**ajustement, "id": ""} == {
        "id": "",
        "texte": "Poser le cadre dès l’accueil",
        "echeance": "2026-03-05",
        "indicateur": "Il reste jusqu’au bout.",
        "etat": "en_cours",
    }


def test_montrer_se_lit_sans_bordure_ni_couleur(carnet: Carnet) -> None:
    texte = coach("journal", "montrer", entiere(carnet).flux).stdout
    assert "L’entretien interrompu" in texte and "Les faits" in texte
    assert "votre choix" in texte and "en cours" in texte and "05/03/2026" in texte
    assert not {"\x1b", "│", "─", "┃", "━"} & set(texte)


def test_une_seance_d_un_protocole_inconnu_se_relit_quand_meme(carnet: Carnet) -> None:
    faite = seance(2)
    faite.evenements[0] = faite.evenements[0].model_copy(update={"protocole": "venu-d-ailleurs"})
    faite.repondre("Il est parti.", etape="recit")
    carnet.ajouter(*faite.evenements)
    fiche = en_json("journal", "montrer", faite.flux)
    assert fiche["protocole"] == "venu-d-ailleurs"
    assert fiche["etapes"][0]["reponses"][0]["texte"] == "Il est parti."


def test_un_sous_type_venu_d_ailleurs_se_montre_tel_quel(carnet: Carnet) -> None:
    faite = seance(3)
    recit = faite.repondre("Il est parti.", question="recit")
    ancre = Ancre(evenement=recit.id, debut=0, fin=13, texte="Il est parti.")
    faite.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION, sous_type="un.autre")
    carnet.ajouter(*faite.evenements)
    assert "(opinion, un.autre, votre choix)" in coach("journal", "montrer", faite.flux).stdout


def test_un_debut_d_identifiant_suffit_s_il_ne_designe_qu_une_seance(carnet: Carnet) -> None:
    premiere, seconde = entiere(carnet, 1), entiere(carnet, 2)
    assert "six caractères" in refus("journal", "montrer", premiere.flux[:5])
    ambigu = refus("journal", "montrer", premiere.flux[:10])
    assert premiere.flux in ambigu and seconde.flux in ambigu
    refus("journal", "montrer", "01ZZZZZZZZ")
    refus("journal", "montrer", "' OR 1=1 --")
    refus("journal", "montrer", "01J\udce9000000")
    lignes = coach("journal", "lister").stdout.splitlines()
    for ligne, flux in zip(lignes, (seconde.flux, premiere.flux), strict=True):
        court = ligne.split(" · ")[0]
        assert en_json("journal", "montrer", court)["id"] == flux


# --- Échanger, supprimer ---------------------------------------------------------------------


def test_exporter_importer_exporter_rend_les_memes_octets(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier, autre = tmp_path / "séance.jsonl", tmp_path / "autre carnet"
    resultat = coach("journal", "exporter", faite.flux, "-o", fichier)
    assert (resultat.exit_code, resultat.stdout) == (0, "")
    assert "pseudonymisé" in resultat.stderr
    entree = en_json("journal", "importer", fichier, "--carnet", autre)
    assert entree == {"id": faite.flux, "nouveau": True}
    assert en_json("journal", "importer", fichier, "--carnet", autre)["nouveau"] is False
    seconde = coach("journal", "exporter", faite.flux, "--carnet", autre)
    assert seconde.stdout_bytes == fichier.read_bytes()


def test_un_mauvais_fichier_ne_fait_rien_entrer(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier = tmp_path / "seance.jsonl"
    coach("journal", "exporter", faite.flux, "-o", fichier)
    avant = fichier.read_bytes()
    assert "déjà à jour" in coach("journal", "exporter", faite.flux, "-o", fichier).stderr
    fichier.write_bytes(b"autre chose\n")
    assert "déjà" in refus("journal", "exporter", faite.flux, "-o", fichier, code=2)
    assert fichier.read_bytes() == b"autre chose\n"
    coach("journal", "exporter", faite.flux, "-o", fichier, "--remplacer")
    assert fichier.read_bytes() == avant
    refus("journal", "exporter", faite.flux, "-o", tmp_path)
    refus("journal", "exporter", faite.flux, "-o", tmp_path / "absent" / "s.jsonl", code=1)
    fichier.write_bytes(avant.replace(b"mauvaise foi", b"bonne humeur"))
    assert "autre contenu" in refus("journal", "importer", fichier)
    fichier.write_bytes(avant[:-40])
    refus("journal", "importer", fichier)
    refus("journal", "importer", tmp_path)
    refus("journal", "importer", tmp_path / "absent.jsonl")
    assert carnet.evenements(faite.flux) == faite.evenements


def test_supprimer_demande_l_accord_et_montre_ce_qui_cite(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier = tmp_path / "seance.jsonl"
    coach("journal", "exporter", faite.flux, "-o", fichier)
    phrase = refus("journal", "supprimer", faite.flux)
    assert "--oui" in phrase and "suivi d’un ajustement" in phrase
    assert len(en_json("journal", "lister")) == 1
    resultat = coach("journal", "supprimer", faite.flux, "--oui")
    assert resultat.exit_code == 0
    assert en_json("journal", "lister") == []
    refus("journal", "importer", fichier, code=1)
    assert coach("journal", "importer", fichier, "--malgre-suppression").exit_code == 0
    assert len(en_json("journal", "lister")) == 1
