"""`coach groupe` et `coach annotations` par un tube : ce qui se lit, se garde, se refuse."""

from pathlib import Path

import pytest
from lieux import JOURNALS
from ligne_de_commande import coach, en_json, refus

from coach.carnet import Carnet
from coach.supervision.annotations import lire_annotations
from coach.supervision.rencontre import Rencontre, plier_rencontre

JOURNAL = JOURNALS / "fr-le-rendez-vous-ecourte.jsonl"
CLAVIERS = sorted((JOURNALS / "groupe").glob("clavier-*.jsonl"))


@pytest.fixture(autouse=True)
def ailleurs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le fichier d'habitude s'écrit dans le dossier courant."""
    monkeypatch.chdir(tmp_path)


def tube(*arguments: str | Path, entree: str = "") -> str:
    """Ce que dit une rencontre menée par un tube ; elle finit toujours bien."""
    resultat = coach("groupe", *arguments, "--texte", entree=entree)
    assert resultat.exit_code == 0, resultat.output
    return resultat.stdout


def ecrite(fichier: str) -> Rencontre:
    return plier_rencontre(lire_annotations(Path(fichier)).evenements)


HABITUEL = "fr-le-rendez-vous-ecourte.groupe.jsonl"


def test_une_rencontre_entiere_par_un_tube() -> None:
    dit = tube(
        JOURNAL,
        "--methode",
        "libre",
        "--titre",
        "Le rendez-vous",
        entree="\n".join(
            [
                *("Maud", "Samir", "", "Théo, Wanda", "o"),
                *("/suivante", "/seance 3", "/hypothese Trop tôt", "Quand est-il parti ?"),
                *("/qui Théo", "Et le casque ?", "/suivante", "/qui Maud", "Je réponds"),
                *("/hypothese Non", "/qui", "/piste Sans écran", "/heure", "/suivante"),
                *("/decision L’appeler", "/appris Lever les yeux", "/tout", "/suivante"),
            ]
        )
        + "\n",
    )
    assert "Ce qui se dit ici reste ici" in dit and "Nous relisons ensemble" in dit
    assert "Réponse : Le rendez-vous écourté".replace(" :", "\u00a0:") in dit
    assert "C’est trop tôt pour une hypothèse" in dit
    assert "la personne qui expose écoute" in dit
    assert "Sans écran" in dit.split("Pistes")[1]
    assert "La relecture est close" in dit and "compte-rendu" in dit
    vue = ecrite(HABITUEL)
    assert vue.titre == "Le rendez-vous"
    assert {c.texte: (c.genre, c.signature) for c in vue.contributions} == {
        "Quand est-il parti ?": ("question", None),
        "Et le casque ?": ("question", "Théo"),
        "Je réponds": ("note", "Maud"),
        "Sans écran": ("piste", None),
        "L’appeler": ("decision", None),
        "Lever les yeux": ("apprentissage", None),
    }


def test_la_fin_de_l_entree_est_une_pause_et_la_meme_commande_reprend() -> None:
    dit = tube("--methode", "gease", entree="/passer\n/suivante\n/suivante\nQuand ?")
    assert "Tout est gardé" in dit
    [fichier] = Path.cwd().glob("groupe-*.jsonl")
    assert f"--annotations {fichier.name}" in dit, "un autre jour, le nom d'habitude est un autre"
    reprise = tube(entree="Où ?\n/annuler\n/clore\n")
    assert "reprend là où elle s’était arrêtée" in reprise and "Phase 2 sur 5" in reprise
    assert [c.texte for c in ecrite(str(fichier)).contributions] == ["Quand ?"]


def test_sans_rien_choisir_aucun_fichier_ne_s_ecrit() -> None:
    assert "aucune rencontre n’a été ouverte" in tube(entree="")
    assert "aucune rencontre n’a été ouverte" in tube(entree="99\n/fin\n")
    assert not list(Path.cwd().iterdir())


def test_une_seance_du_carnet_se_travaille_par_son_identifiant(dossier: Path) -> None:
    coach("journal", "importer", JOURNAL)
    with Carnet.ouvrir(dossier) as carnet:
        flux = carnet.lister()[0].id
    dit = tube(flux[:16], "--annotations", "nous.jsonl", entree="\n/passer\n/suivante\n/seance\n")
    assert "Pas 1 sur" in dit
    assert lire_annotations(Path("nous.jsonl")).seance == flux


def test_lire_ensemble_par_un_tube() -> None:
    debut = "/passer\n/suivante\n/suivante\n"
    dit = tube(JOURNAL, "--methode", "gease", entree=debut + "/lire 3\n2\nz\nfe\noe\n")
    assert "Répondez par f, o ou e" in dit
    assert "Le groupe se partage" in dit and "Le coach dirait" in dit and "Fleiss" in dit
    assert "\x1b" not in dit
    assert len(ecrite(HABITUEL).passages) == 2


def test_un_extrait_note_a_voix_haute_se_lit_aussi() -> None:
    notes = "/passer\n/suivante\n/note Il est entré. Il s’en fichait.\n/lire 1\n1\nfo\n"
    dit = tube("--methode", "libre", entree=notes)
    assert "au moins deux personnes" in dit


@pytest.mark.parametrize(
    ("entree", "phrase"),
    [
        ("/hypotese x\n", "Vouliez-vous dire /hypothese"),
        ("/zzz\n", "Je ne connais pas /zzz"),
        ("?\n", "/appris TEXTE"),
        ("bonjour\n", "Aucune phase n’est ouverte"),
        ("/suivante\n//non\n", "Gardé"),
        ("/annuler\n", "Rien à défaire"),
        ("/seance\n", "se raconte à voix haute"),
        ("/lire\n", "On ne lit pas ensemble"),
        ("/noms oui\n", "porteront le nom"),
    ],
)
def test_ce_que_chaque_ligne_fait_dire(entree: str, phrase: str) -> None:
    assert phrase in tube("--methode", "gease", entree="/passer\n" + entree)


def test_avant_de_choisir_une_methode_l_aide_et_la_pause_repondent() -> None:
    dit = tube("--titre", "Un récit", entree="/aide\n/pause\n")
    assert "Un numéro, ou le nom d’une méthode" in dit
    assert "Donnez un numéro de la liste" not in dit


def test_un_danger_montre_les_relais_humains() -> None:
    entree = "/passer\n/suivante\nJe n’en peux plus, je veux mourir ce soir.\n"
    assert "3114" in tube("--methode", "libre", entree=entree)


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (("absent.jsonl",), "n’existe pas"),
        (("--methode", "zz"), "gease"),
        ((str(CLAVIERS[0]),), "n’est pas un journal"),
        (("ABCDEF12",), "ni un fichier, ni une séance"),
        (("--titre", "x" * 200), "trop long"),
    ],
)
def test_ce_qui_ne_convient_pas_se_dit_en_une_phrase(
    arguments: tuple[str, ...], phrase: str
) -> None:
    assert phrase in refus("groupe", *arguments, "--texte")


def test_sans_terminal_ni_texte_on_dit_comment_faire() -> None:
    assert "--texte" in refus("groupe", "--methode", "libre")


def test_fusionner_puis_rediger_sans_noms_puis_avec(tmp_path: Path) -> None:
    for sortie, ordre in (("a.jsonl", CLAVIERS), ("b.jsonl", CLAVIERS[::-1])):
        resultat = coach("annotations", "fusionner", *ordre, "-o", sortie)
        assert resultat.exit_code == 0 and "Contributions" in resultat.stdout
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    redit = coach("annotations", "fusionner", *CLAVIERS, "-o", "a.jsonl")
    assert (redit.exit_code, redit.stdout) == (0, "") and "déjà à jour" in redit.stderr
    assert "existe déjà" in refus("annotations", "fusionner", *CLAVIERS[:2], "-o", "a.jsonl")
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    md = coach("annotations", "compte-rendu", "a.jsonl").stdout
    assert md.startswith("# L’écran entre deux chaises") and "Wanda" not in md
    assert coach("annotations", "compte-rendu", *CLAVIERS).stdout == md
    assert "Wanda" in coach("annotations", "compte-rendu", "a.jsonl", "--noms").stdout
    coach("annotations", "compte-rendu", "a.jsonl", "-o", "cr.html")
    assert Path("cr.html").read_text("utf-8").startswith("<!doctype html>")


def test_le_compte_rendu_signale_les_prenoms_seuls_et_les_numeros() -> None:
    tube(
        *("--methode", "libre", "--annotations", "nous.jsonl"),
        entree="/passer\n/suivante\nQue faisait Gégé ?\n/note Voir Odile\n/suivante\n"
        "/piste Rappeler au 0470 12 34 56\n",
    )
    resultat = coach("annotations", "compte-rendu", "nous.jsonl")
    assert "Gégé, 0470 12 34 56" in resultat.stderr
    assert "Odile" not in resultat.stdout + resultat.stderr, "une note n'y est pas"
    assert coach("annotations", "compte-rendu", *CLAVIERS).stderr == "", "rien à signaler"


def test_ce_qu_un_fichier_repris_dit_autrement_se_dit(dossier: Path, tmp_path: Path) -> None:
    coach("journal", "importer", JOURNAL)
    fusion = JOURNALS / "groupe" / "rencontre.jsonl"
    coach("annotations", "importer", fusion)
    change = tmp_path / "change.jsonl"
    texte = fusion.read_text("utf-8")
    assert "Commencer le prochain entretien" in texte
    change.write_text(texte.replace("Commencer le prochain entretien", "Renvoyer le dossier"))
    resultat = coach("annotations", "importer", change)
    assert "dit autrement que votre carnet\u00a0: 1." in resultat.stderr
    assert "Renvoyer le dossier" not in resultat.stdout, "le carnet n'a pas changé"
    assert "autrement" not in coach("annotations", "importer", fusion).stderr


def test_deux_dons_de_la_meme_seance_ne_se_reunissent_pas_et_l_on_dit_quoi_faire(
    tmp_path: Path,
) -> None:
    autre = tmp_path / "autre.jsonl"
    lignes = CLAVIERS[0].read_text("utf-8")
    seance = lire_annotations(CLAVIERS[0]).seance
    autre.write_text(lignes.replace(seance, seance[:-1] + ("0" if seance[-1] != "0" else "1")))
    dit = refus("annotations", "fusionner", CLAVIERS[0], autre, "-o", "x.jsonl")
    assert "que tous ouvrent le même" in dit and not Path("x.jsonl").exists()


def test_importer_montrer_retenir(dossier: Path) -> None:
    assert "carnet" in refus("annotations", "importer", CLAVIERS[0])
    coach("journal", "importer", JOURNAL)
    fusion = JOURNALS / "groupe" / "rencontre.jsonl"
    fait = en_json("annotations", "importer", fusion)
    assert fait["ajoutees"] > 10 and en_json("annotations", "importer", fusion)["ajoutees"] == 0
    pistes = [a for a in en_json("annotations", "montrer", fait["id"]) if a["genre"] == "piste"]
    court = pistes[0]["id"][:12]
    dit = coach("annotations", "montrer", fait["id"])
    assert pistes[0]["texte"] in dit.stdout and "Hypothèses" in dit.stdout
    relue = coach("journal", "montrer", fait["id"]).stdout
    assert pistes[0]["texte"] in relue.split("Ce que le groupe en a dit")[1]
    assert pistes[0] in en_json("journal", "montrer", fait["id"])["contributions"]
    deroulee = coach("rejouer", fait["id"], "--texte", entree="/tout\n").stdout
    fin = deroulee.index("La fin de la séance")
    assert deroulee.index("Le groupe, une piste") > fin, "la séance d'abord, le groupe ensuite"
    assert deroulee.index(pistes[0]["texte"]) > fin
    seule = coach(
        "groupe", fait["id"], "--texte", "--methode", "libre", entree="/passer\n/seance 99\n"
    )
    assert pistes[0]["texte"] not in seule.stdout, "un autre groupe n'est pas soufflé"
    pour = ("--pour", "2026-12-04", "--indicateur", "Il a parlé")
    assert coach("annotations", "retenir", fait["id"], court, *pour).exit_code == 0
    assert "Sans" not in refus("annotations", "retenir", fait["id"], court)
    plan = [a for a in en_json("plan", "lister") if a["texte"] == pistes[0]["texte"]]
    assert plan[0]["echeance"] == "2026-12-04" and plan[0]["indicateur"] == "Il a parlé"
    montre = en_json("annotations", "montrer", fait["id"])
    assert next(a for a in montre if a["genre"] == "piste")["ajustement"]
    with Carnet.ouvrir(dossier) as carnet:
        assert carnet.verifier()


def test_demander_l_aide_ne_nomme_personne_et_la_question_revient() -> None:
    dit = tube("--methode", "gease", "--annotations", "g.jsonl", entree="?\n/aide\nMaud\n")
    assert dit.count("Qui expose") == 3 and dit.count("/appris TEXTE") == 2
    assert list(ecrite("g.jsonl").roles) == ["Maud"]


def test_s_en_aller_avant_de_dire_qui_signe() -> None:
    entree = "Maud\n\n\n\n/pause\nrien de ceci\n"
    dit = tube("--methode", "libre", "--annotations", "g.jsonl", entree=entree)
    assert "Tout est gardé" in dit and "Prochaine phase" not in dit


def test_s_en_aller_pendant_qu_on_lit_ensemble() -> None:
    notes = "/passer\n/suivante\n/note Il est entré. Il s’en fichait.\n/lire\n"
    for rang, ici in enumerate(("/pause\n", "1\n/Pause\n", "1\n1\n/fin\n")):
        dit = tube("--methode", "libre", "--annotations", f"{rang}.jsonl", entree=notes + ici)
        assert "Tout est gardé" in dit and "Je ne connais pas" not in dit
