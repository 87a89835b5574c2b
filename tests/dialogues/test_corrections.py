"""Ce que la personne apprend au coach : retenu au carnet, suivi aussitôt, oublié d'un geste."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from traces import traces

from coach import analyse, assemblage
from coach.carnet import Carnet, ErreurDeCarnet
from coach.cli.principal import commande
from coach.confidentialite import Mention
from coach.dialogues.memoire import DepotEnMemoire
from coach.dialogues.moteur import GesteImpossible, Moteur
from coach.dialogues.protocole import charger
from coach.modeles.evenements import SegmentCorrige
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature
from coach.partage.allers_retours import exporter_du_carnet, importer
from coach.reglages import Reglages

PHRASE = "Il a rendu la feuille sans un mot."
SEMBLABLE = "Il a rendu sa feuille sans un mot."
AUTRE = "Elle arrive en retard à chaque rendez-vous du service."


def ouvrir(carnet: Carnet, flux: str | None = None) -> Moteur:
    """Une séance de ce carnet, neuve ou reprise."""
    services = assemblage.contexte(carnet, Reglages())
    moteur = assemblage.ouvrir_moteur(carnet, services, flux=flux)
    moteur.demarrer()
    return moteur


def raconter(moteur: Moteur, *recits: str) -> list[str]:
    """Répond à la suite, et rend les réponses."""
    for recit in recits:
        moteur.repondre(recit)
    return [r.id for r in moteur.etat.reponses][-len(recits) :]


def corriger(moteur: Moteur, reponse: str, nature: Nature) -> None:
    """Corrige toute la réponse."""
    connue = moteur.etat.reponse(reponse)
    assert connue is not None
    moteur.corriger(reponse, 0, len(connue.texte), nature)


def apprises(carnet: Carnet) -> list[tuple[str, Nature]]:
    """Ce que le carnet retient, du plus ancien au plus récent."""
    return [(e.texte, e.nature) for e in carnet.apprises()]


def lue(moteur: Moteur, texte: str) -> Nature:
    """La nature qu'un texte d'une phrase prend pour cette personne, maintenant."""
    (segment,) = moteur.contexte.lire(texte).segments
    return segment.nature


# --- Retenir -------------------------------------------------------------------------------------


def test_une_correction_se_retient_et_change_la_lecture_aussitot(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, semblable = raccourci(moteur)
    assert lue(moteur, SEMBLABLE) == Nature.FAIT == moteur.lecture(semblable).segments[0].nature
    corriger(moteur, titre, Nature.OPINION)
    assert apprises(carnet) == [(PHRASE, Nature.OPINION)]
    assert lue(moteur, SEMBLABLE) == Nature.OPINION
    assert moteur.lecture(semblable).segments[0].nature == Nature.OPINION, "dans cette séance"
    assert analyse.lire(SEMBLABLE).segments[0].nature == Nature.FAIT, "la lecture nue ne change pas"


def raccourci(moteur: Moteur) -> list[str]:
    """Une réponse, puis une qui lui ressemble."""
    return raconter(moteur, PHRASE, SEMBLABLE)


def test_une_seance_d_apres_lit_avec_ce_qui_fut_appris(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    corriger(moteur, raccourci(moteur)[0], Nature.OPINION)
    with Carnet.ouvrir(carnet.dossier) as rouvert:
        assert lue(ouvrir(rouvert), SEMBLABLE) == Nature.OPINION
        assert lue(ouvrir(rouvert), AUTRE) == analyse.lire(AUTRE).segments[0].nature


def test_la_correction_retenue_dit_ou_elle_fut_faite(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    corriger(moteur, titre, Nature.EMOTION)
    (correction,) = carnet.corrections()
    assert (correction.texte, correction.nature) == (PHRASE, Nature.EMOTION)
    assert (correction.seance, correction.titre) == (moteur.flux, moteur.etat.titre)
    (source,) = [e.source for e in carnet.apprises()]
    assert source in {e.id for e in moteur.evenements if isinstance(e, SegmentCorrige)}


def test_annuler_desapprend_retablir_rapprend(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    corriger(moteur, raccourci(moteur)[0], Nature.OPINION)
    moteur.annuler()
    assert apprises(carnet) == [] and lue(moteur, SEMBLABLE) == Nature.FAIT
    moteur.retablir()
    assert apprises(carnet) == [(PHRASE, Nature.OPINION)]
    assert lue(moteur, SEMBLABLE) == Nature.OPINION


def test_corriger_a_nouveau_remplace_et_l_annuler_rend_la_premiere(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    corriger(moteur, titre, Nature.EMOTION)
    assert apprises(carnet) == [(PHRASE, Nature.EMOTION)]
    moteur.annuler()
    assert apprises(carnet) == [(PHRASE, Nature.OPINION)]


def test_corriger_plus_large_remplace_aussi(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    moteur.corriger(titre, 0, len(PHRASE) - 1, Nature.OPINION)
    corriger(moteur, titre, Nature.FAIT)
    assert apprises(carnet) == [(PHRASE, Nature.FAIT)]


def test_une_reponse_recrite_ne_fait_pas_oublier_la_lecon(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    moteur.modifier(titre, SEMBLABLE)
    assert apprises(carnet) == [(PHRASE, Nature.OPINION)]
    assert moteur.lecture(titre).segments[0].nature == Nature.OPINION, "et sert au texte récrit"


def test_la_reponse_annulee_emporte_la_lecon(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    (reponse,) = raconter(moteur, PHRASE)
    corriger(moteur, reponse, Nature.OPINION)
    moteur.annuler()
    moteur.annuler()
    assert moteur.etat.reponse(reponse) is None and apprises(carnet) == []


def test_une_coupure_entre_la_seance_et_le_carnet_se_repare(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    with monkeypatch.context() as coupe:
        coupe.setattr(carnet, "consigner", _couper)
        with pytest.raises(OSError, match="coupure"):
            corriger(moteur, titre, Nature.OPINION)
    assert apprises(carnet) == []
    repris = ouvrir(carnet, moteur.flux)
    assert apprises(carnet) == [(PHRASE, Nature.OPINION)]
    with monkeypatch.context() as coupe:
        coupe.setattr(carnet, "consigner", _couper)
        with pytest.raises(OSError, match="coupure"):
            repris.annuler()
    ouvrir(carnet, moteur.flux)
    assert apprises(carnet) == []


def _couper(*_: object, **__: object) -> None:
    raise OSError("coupure")


# --- Oublier -------------------------------------------------------------------------------------


def test_oublier_vaut_tout_de_suite_et_laisse_la_decision_en_seance(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, semblable = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    annulations = carnet.oublier(carnet.corrections()[0].id)
    assert carnet.corrections() == [] and lue(moteur, SEMBLABLE) == Nature.FAIT
    assert moteur.lecture(semblable).segments[0].nature == Nature.FAIT
    (decide,) = moteur.lecture(titre).segments
    assert decide.corrige and decide.nature == Nature.OPINION
    for annulation in annulations:
        carnet.annuler(annulation)
    assert lue(moteur, SEMBLABLE) == Nature.OPINION


def test_ce_qui_est_oublie_ne_revient_ni_en_poursuivant_ni_en_reprenant(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, semblable = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    carnet.oublier(carnet.corrections()[0].id)
    corriger(moteur, semblable, Nature.FAIT)
    assert apprises(carnet) == [(SEMBLABLE, Nature.FAIT)]
    ouvrir(carnet, moteur.flux)
    assert apprises(carnet) == [(SEMBLABLE, Nature.FAIT)]


def test_les_memes_mots_corriges_deux_fois_s_oublient_d_un_coup(carnet: Carnet) -> None:
    for nature in (Nature.OPINION, Nature.EMOTION):
        moteur = ouvrir(carnet)
        corriger(moteur, raccourci(moteur)[0], nature)
    (correction,) = carnet.corrections()
    assert correction.nature == Nature.EMOTION
    carnet.oublier(correction.id)
    assert carnet.corrections() == []
    with pytest.raises(ErreurDeCarnet):
        carnet.oublier(correction.id)


# --- Ce qui s'efface, ce qui vient d'ailleurs ----------------------------------------------------


def test_supprimer_la_seance_ne_laisse_rien_de_ce_qu_elle_apprit(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    titre, _ = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    corriger(moteur, titre, Nature.EMOTION)
    carnet.oublier(carnet.corrections()[0].id)
    carnet.sauvegarder(carnet.dossier / "sauvegardes" / "copie.sqlite")
    assert traces(carnet.dossier, PHRASE)
    assert carnet.citations(moteur.flux) == [], "rien à décider : elles partent toujours avec elle"
    carnet.supprimer(moteur.flux)
    assert traces(carnet.dossier, PHRASE) == []
    assert carnet.corrections() == [] and carnet.verifier().problemes == ()
    assert lue(ouvrir(carnet), SEMBLABLE) == Nature.FAIT


def test_une_correction_citee_ailleurs_se_montre_avant(carnet: Carnet) -> None:
    moteur = ouvrir(carnet)
    corriger(moteur, raccourci(moteur)[0], Nature.OPINION)
    autre = ouvrir(carnet)
    raconter(autre, PHRASE)
    (citation,) = [c for c in carnet.citations(autre.flux) if c.type == "correction_apprise"]
    assert citation.extrait == PHRASE


def test_un_nom_remplace_l_est_aussi_dans_ce_qui_fut_appris(carnet: Carnet) -> None:
    nom = "Wubeshi-Okonfor"
    moteur = ouvrir(carnet)
    (reponse,) = raconter(moteur, f"Monsieur {nom} a claqué la porte du bureau.")
    corriger(moteur, reponse, Nature.OPINION)
    moteur.remplacer(Mention(debut=0, fin=len(nom), texte=nom, genre="nom", proposition="W."))
    moteur.repondre("Autre chose.")
    (appris,) = apprises(carnet)
    assert nom not in appris[0] and appris[0] == moteur.etat.reponses[0].texte
    assert traces(carnet.dossier, nom) == []


def test_importer_n_enseigne_pas_les_corrections_d_autrui(carnet: Carnet, tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "collegue") as collegue:
        moteur = ouvrir(collegue)
        corriger(moteur, raccourci(moteur)[0], Nature.OPINION)
        fichier = exporter_du_carnet(collegue, moteur.flux)
    importer(carnet, fichier)
    repris = ouvrir(carnet, moteur.flux)
    repris.repondre(AUTRE)
    assert apprises(carnet) == [] and lue(repris, SEMBLABLE) == Nature.FAIT
    (decide,) = repris.lecture(repris.etat.reponses[0].id).segments
    assert decide.corrige, "sa décision reste dans sa séance"


# --- Quoi qu'on fasse ----------------------------------------------------------------------------

_GESTES = st.one_of(
    st.tuples(st.just("corriger"), st.integers(0, 3), st.sampled_from(list(Nature))),
    st.tuples(st.sampled_from(["annuler", "retablir", "reprendre"]), st.none(), st.none()),
    st.tuples(st.just("modifier"), st.integers(0, 3), st.sampled_from([PHRASE, AUTRE, "Rien."])),
)


def _essai(depot: DepotEnMemoire, deja: Sequence[Any] = ()) -> Moteur:
    protocole = charger("analyse-de-pratique")
    moteur = assemblage.ouvrir_essai(protocole, Reglages())
    return Moteur("01KA4M7QXE0000000000000000", protocole, depot, moteur.contexte, deja)


@settings(max_examples=60)
@given(st.lists(_GESTES, max_size=25))
@example(
    [
        ("corriger", 1, Nature.FAIT),
        ("modifier", 0, PHRASE),
        ("corriger", 0, Nature.OPINION),
        ("corriger", 0, Nature.FAIT),
        ("annuler", None, None),
        ("corriger", 1, Nature.FAIT),
        ("annuler", None, None),
    ]
)
def test_la_seance_et_le_carnet_concordent_quoi_qu_on_fasse(
    gestes: list[tuple[str, int | None, Any]],
) -> None:
    depot = DepotEnMemoire("moi", assemblage.maintenant, assemblage.nouvel_id)
    moteur = _essai(depot)
    moteur.demarrer()
    raconter(moteur, "Un départ.", PHRASE, SEMBLABLE, AUTRE)
    for geste, rang, avec in gestes:
        reponses = moteur.etat.reponses
        try:
            if geste == "reprendre":
                moteur = _essai(depot, depot.evenements(moteur.flux))
                moteur.demarrer()
            elif geste in ("annuler", "retablir"):
                getattr(moteur, geste)()
            elif rang is not None and rang < len(reponses):
                if geste == "corriger":
                    corriger(moteur, reponses[rang].id, avec)
                else:
                    moteur.modifier(reponses[rang].id, avec)
        except GesteImpossible:
            continue
        attendues: dict[str, Nature] = {}
        for e in vivants(depot.evenements(moteur.flux)):
            if isinstance(e, SegmentCorrige) and moteur.etat.reponse(e.ancre.evenement):
                attendues.pop(e.ancre.texte, None)
                attendues[e.ancre.texte] = e.nature
        assert {e.texte: e.nature for e in depot.apprises()} == attendues


# --- La ligne de commande ------------------------------------------------------------------------


def coach(carnet: Carnet, *arguments: str, entree: str = "") -> Result:
    """Lance une commande sur ce carnet."""
    complets = ["--carnet", str(carnet.dossier), *arguments]
    return CliRunner().invoke(commande, complets, input=entree)


def test_en_texte_la_correction_vaut_aussitot_et_pour_la_relecture(carnet: Carnet) -> None:
    dit = coach(
        carnet, "seance", "--texte", entree=f"Le bureau\n\n\n\n{PHRASE}\n\n/corriger 1 o\n\n"
    )
    assert dit.exit_code == 0 and apprises(carnet) == [(PHRASE, Nature.OPINION)]
    autre = ouvrir(carnet)
    raccourci(autre)
    montree = json.loads(coach(carnet, "journal", "montrer", autre.flux, "--json").stdout)
    lues = {
        s["texte"]: s["nature"]
        for etape in montree["etapes"]
        for reponse in etape["reponses"]
        for s in reponse["segments"]
    }
    assert lues[SEMBLABLE] == "opinion"
    nue = json.loads(coach(carnet, "analyser", "-", "--json", entree=SEMBLABLE).stdout)
    assert nue["segments"][0]["nature"] == "fait", "`analyser` lit sans aucun carnet"


def test_lister_et_oublier_en_ligne_de_commande(carnet: Carnet) -> None:
    assert json.loads(coach(carnet, "corrections", "lister", "--json").stdout) == []
    assert "aucun passage" in coach(carnet, "corrections", "lister").stdout
    moteur = ouvrir(carnet)
    titre, semblable = raccourci(moteur)
    corriger(moteur, titre, Nature.OPINION)
    corriger(moteur, semblable, Nature.EMOTION)
    liste = json.loads(coach(carnet, "corrections", "lister", "--json").stdout)
    assert [(c["texte"], c["nature"]) for c in liste] == [
        (SEMBLABLE, "emotion"),
        (PHRASE, "opinion"),
    ]
    assert {c["journal"] for c in liste} == {moteur.flux}
    lignes = coach(carnet, "corrections", "lister").stdout
    assert PHRASE in lignes and "émotion" in lignes and moteur.etat.titre in lignes
    oubli = coach(carnet, "corrections", "oublier", liste[1]["id"])
    assert oubli.exit_code == 0 and PHRASE in oubli.stdout
    assert apprises(carnet) == [(SEMBLABLE, Nature.EMOTION)]
    for faux in (liste[1]["id"], "01KA4", "ZZZZZZZZZZ"):
        refus = coach(carnet, "corrections", "oublier", faux)
        assert (refus.exit_code, refus.stdout) == (2, "") and "corrections lister" in refus.stderr
