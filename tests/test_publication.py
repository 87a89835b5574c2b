"""Ce qui se remet : le document d'une séance et d'un portfolio, et la revue de ses noms."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fabriques import Seance, ulid
from typographie import fautes_de_typographie

from coach.analyse import lire
from coach.assemblage import contexte
from coach.assemblage.matiere import matiere_de
from coach.carnet import Carnet
from coach.cli.principal import commande
from coach.documents.modele import (
    Bloc,
    Citation,
    Document,
    Graphique,
    Liste,
    Paragraphe,
    Partie,
    Preuve,
    Tableau,
    TableDesPreuves,
)
from coach.documents.vue import composer
from coach.exposition.filtres import dits
from coach.exposition.graphes import immediats
from coach.modeles.evenements import CompetenceLiee, PositionnementFait
from coach.partage.erreurs import ErreurDeFichier
from coach.portfolio import Filtres, portfolio
from coach.publication import portfolio as du_portfolio
from coach.publication import seance as de_la_seance
from coach.publication.competences import competence_dite, table_des_competences
from coach.publication.paroles import CATALOGUE
from coach.publication.revue import RevueDeDocument, recrire, textes
from coach.referentiels import charger
from coach.reglages import Reglages

RECIT = "Mme Benali est entrée sans frapper. J’ai posé le cadre. J’étais agacée."
EXTRAIT = "J’ai posé le cadre."


@pytest.fixture
def seance(carnet: Carnet) -> Seance:
    """Une séance dont un passage montre CP11."""
    vecue = Seance(ulid(1))
    reponse = vecue.repondre(RECIT)
    vecue.dire(
        CompetenceLiee,
        referentiel="cip",
        code="CP11",
        millesime=charger("cip").millesime,
        extrait=EXTRAIT,
        justification="J’y vois ma part.",
        apres=reponse.id,
    )
    carnet.ajouter(*vecue.evenements)
    carnet.consigner(
        PositionnementFait,
        referentiel="cip",
        millesime=charger("cip").millesime,
        code="CP11",
        niveau="en_construction",
        justification="Mme Benali me l’a appris.",
    )
    return vecue


def du_carnet(carnet: Carnet) -> Document:
    vu = portfolio(carnet, suivis=("cip",), au=date(2026, 11, 22))
    titres = {r.id: r.titre for r in carnet.lister()}
    return du_portfolio.document(vu, immediats(carnet, vu, None), titres, (("Nom", "Camille"),))


def les(document: Document, sorte: type[Bloc]) -> Iterator[Bloc]:
    return (b for b in document.blocs() if isinstance(b, sorte))


# --- Le portfolio ------------------------------------------------------------------------------


def test_chaque_citation_renvoie_a_une_preuve_datee_de_la_table(
    carnet: Carnet, seance: Seance
) -> None:
    document = du_carnet(carnet)
    (table,) = les(document, TableDesPreuves)
    assert isinstance(table, TableDesPreuves)
    numeros = {p.numero: p for p in table.preuves}
    citations = [b for b in les(document, Citation) if isinstance(b, Citation)]
    assert [c.texte for c in citations] == [EXTRAIT]
    for citation in citations:
        for renvoi in citation.renvois:
            assert numeros[renvoi].extrait == citation.texte
            assert numeros[renvoi].date
    assert any("CP11" in c for c in table.preuves[0].competences)


def test_les_positionnements_se_lisent_avec_leur_mot(carnet: Carnet, seance: Seance) -> None:
    dits = [e for b in les(du_carnet(carnet), Liste) if isinstance(b, Liste) for e in b.elements]
    assert any("en construction" in d and "Mme Benali me l’a appris." in d for d in dits)


def test_un_graphe_dit_en_phrases_ce_qu_il_dessine(carnet: Carnet, seance: Seance) -> None:
    graphes = [b for b in les(du_carnet(carnet), Graphique) if isinstance(b, Graphique)]
    assert graphes
    for graphe in graphes:
        assert graphe.alternative
        assert all(len(b.parts) == len(graphe.sortes) for b in graphe.barres)
        assert all(sum(b.parts) <= graphe.plein + 1e-9 for b in graphe.barres)
        assert all(b.nom in graphe.alternative for b in graphe.barres)


def test_un_referentiel_suivi_sans_rien_a_soi_n_entre_pas_dans_le_portfolio(
    carnet: Carnet, seance: Seance
) -> None:
    vu = portfolio(carnet, suivis=("suisse", "cip"), au=date(2026, 11, 22))
    remis = du_portfolio.du_carnet(carnet, vu)
    titres = [b.titre for b in les(remis, Graphique) if isinstance(b, Graphique)]
    assert any(charger("cip").titre in titre for titre in titres)
    assert not any(charger("suisse").titre in titre for titre in titres)


def test_un_carnet_vide_fait_un_document_qui_le_dit(carnet: Carnet) -> None:
    document = du_carnet(carnet)
    assert [type(b) for b in document.blocs()] == [Paragraphe]
    assert not document.sommaire


def test_un_portfolio_filtre_le_dit_sans_nommer_ses_etiquettes(carnet: Carnet) -> None:
    filtres = Filtres(("cip",), date(2026, 8, 1), None, "reflexivite", ("express",), ("burn-out",))
    vu = portfolio(carnet, filtres, au=date(2026, 11, 22))
    dit = du_portfolio.document(vu, (), {}).sous_titre
    assert dit.startswith("Depuis le 1er août 2026, thème") and "Réflexivité" in dit
    assert "« Express »" in dit.replace("\u00a0", " ") and "séances choisies" in dit
    assert "burn-out" not in dit
    assert ", ".join(dits(filtres)).endswith("#burn-out"), "à l’écran, l’étiquette se nomme"


def test_un_titre_officiel_n_est_le_nom_de_personne() -> None:
    titres = ("Pour 6.4 · Capacité à mener une démarche réflexive : quel passage le montre ?",)
    document = Document("journal", "Titre", (Partie("Une", tuple(map(Paragraphe, titres))),))
    assert RevueDeDocument(document).entites() == ()


def test_une_competence_se_nomme_pareil_suivie_ou_non() -> None:
    assert competence_dite("cip", "CP11") == "CIP\u00a0CP11 · Analyser sa pratique professionnelle"
    assert competence_dite("disparu", "1") == "Disparu\u00a01"


def test_une_question_se_tient_a_sa_reponse() -> None:
    question, reponse = Paragraphe("Que s’est-il passé ?", note=True), Paragraphe("Rien.")
    blocs = (question, reponse, question, question)
    vue = composer(Document("journal", "Titre", (Partie("Une", blocs),)))
    assert [b["tenu"] for b in vue["parties"][0]["blocs"]] == [True, False, False, False]


def test_la_revue_ne_releve_que_ce_qui_juge_pour_de_bon() -> None:
    """Ce que la vérification laisse passer, la remise ne le relève pas non plus."""
    dits = ("Elle venait m’annoncer une bonne nouvelle.", "Elle est vraiment de mauvaise foi.")
    document = Document("livret", "Titre", (Partie("Une", tuple(map(Paragraphe, dits))),))
    reserves = RevueDeDocument(document, lire=lire).reserves()
    assert [r.texte for r in reserves] == [dits[1]]


def test_un_portfolio_entier_n_a_pas_de_sous_titre(carnet: Carnet, seance: Seance) -> None:
    assert du_carnet(carnet).sous_titre == ""


def test_le_portfolio_remis_parle_a_la_premiere_personne(carnet: Carnet, seance: Seance) -> None:
    carnet.consigner(
        PositionnementFait,
        referentiel="cip",
        millesime=charger("cip").millesime,
        code="CP11",
        niveau="maitrisee",
        par="Tutrice",
    )
    notes = [b.texte for b in les(du_carnet(carnet), Paragraphe) if isinstance(b, Paragraphe)]
    assert any("je disais" in n and "Tutrice disait" in n for n in notes)
    dits = " ".join([*notes, *textes(du_carnet(carnet))])
    assert "vous" not in dits.casefold()


def test_l_ensemble_se_lit_en_tableau(carnet: Carnet, seance: Seance) -> None:
    premier = next(les(du_carnet(carnet), Tableau))
    assert isinstance(premier, Tableau)
    ((titre, montrees, preuves),) = premier.lignes
    assert titre == charger("cip").titre
    assert (montrees.partition(" ")[0], preuves) == ("1", "1")


def test_les_competences_citees_ont_leur_intitule_dans_l_ordre_des_codes() -> None:
    adresses = ("coordinateur:6.2", "cip:CP11", "cip:CP2", "cip:CP11", "cip:CP99", "disparu:1")
    table = table_des_competences(adresses)
    assert table is not None
    codes = [ligne[0].replace("\u00a0", " ") for ligne in table.lignes]
    assert codes == ["CIP CP2", "CIP CP11", "Coordinateur 6.2"]
    cp11 = charger("cip").competence("CP11")
    assert cp11 is not None and table.lignes[1][1] == cp11.titre
    assert table_des_competences(("disparu:1",)) is None


# --- La séance ---------------------------------------------------------------------------------


def test_une_seance_rend_ses_mots_dans_l_ordre(carnet: Carnet, seance: Seance) -> None:
    matiere = matiere_de(carnet, seance.flux, contexte(carnet, Reglages()))
    document = de_la_seance.document(matiere, carnet.actions(seance.flux), ("équipe",))
    ecrits = [b.texte for b in les(document, Paragraphe) if isinstance(b, Paragraphe)]
    assert RECIT in ecrits
    assert ecrits.index(RECIT) == 1  # juste après sa question
    assert any(isinstance(b, Graphique) for b in document.blocs())
    (table,) = les(document, TableDesPreuves)
    assert isinstance(table, TableDesPreuves)
    assert table.preuves[0].extrait == EXTRAIT


# --- La revue ----------------------------------------------------------------------------------


def document(*blocs: Bloc, titre: str = "Titre") -> Document:
    parties = (Partie("Une partie", blocs),)
    return Document("livret", titre, parties, identite=(("Nom", "Karim B."),))


TOUT = document(
    Paragraphe("Karim Haddad est venu."),
    Citation("Karim Haddad a crié.", "L’entretien de Karim Haddad", (1,)),
    Liste(("Appeler Karim Haddad",)),
    Tableau("Ajustements", (), (("Revoir Karim Haddad", "fait"),)),
    TableDesPreuves((Preuve(1, "3 mars 2026", "Karim Haddad a crié.", "Note de Karim Haddad"),)),
    titre="Le livret et Karim Haddad",
)


def test_aucun_texte_n_echappe_a_la_revue() -> None:
    revue = RevueDeDocument(TOUT)
    assert [e.genre for e in revue.entites()] == ["personne"]
    revue.tout_accepter()
    revu = revue.revu()
    assert "Haddad" not in repr(revu).replace(repr(TOUT.identite), "")
    assert revu.identite == TOUT.identite


def test_refuser_garde_le_nom() -> None:
    revue = RevueDeDocument(TOUT)
    for entite in revue.entites():
        revue.decider(entite.id, "refusee")
    assert revue.revu() == TOUT


def test_un_passage_se_reformule_partout_ou_il_est_cite() -> None:
    revue = RevueDeDocument(TOUT)
    revue.reformuler("Karim Haddad a crié.", "La voix est montée.")
    assert sum("La voix est montée." in t for t in textes(revue.revu())) == 2


def test_reformuler_ce_qui_n_y_est_pas_se_refuse() -> None:
    with pytest.raises(ErreurDeFichier):
        RevueDeDocument(TOUT).reformuler("absent", "autre")


def test_recrire_a_l_identique_ne_change_rien(carnet: Carnet, seance: Seance) -> None:
    voulu = du_carnet(carnet)
    assert recrire(voulu, lambda texte: texte) == voulu


# --- Les commandes -----------------------------------------------------------------------------


def lancer(*mots: str, entree: str = "") -> Result:
    return CliRunner().invoke(commande, list(mots), input=entree, standalone_mode=True)


@pytest.mark.parametrize("forme", ["html", "md"])
def test_sans_clavier_les_noms_se_remplacent_et_cela_se_dit(
    carnet: Carnet, seance: Seance, tmp_path: Path, forme: str
) -> None:
    sortie = tmp_path / f"seance.{forme}"
    rendu = lancer("journal", "exporter", seance.flux, "--format", forme, "-o", str(sortie))
    assert rendu.exit_code == 0, rendu.stderr
    ecrit = sortie.read_text("utf-8")
    assert "Benali" not in ecrit
    assert "sans frapper" in ecrit
    assert "1 nom a été remplacé" in rendu.stderr


def test_garder_les_noms_est_un_choix_dit(carnet: Carnet, seance: Seance, tmp_path: Path) -> None:
    sortie = tmp_path / "portfolio.html"
    rendu = lancer("portfolio", "exporter", "--noms", "garder", "-o", str(sortie))
    assert rendu.exit_code == 0, rendu.stderr
    assert "Benali" in sortie.read_text("utf-8")
    assert "vous avez choisi" in rendu.stderr


def test_le_nom_du_fichier_dit_la_forme_d_une_seance(
    carnet: Carnet, seance: Seance, tmp_path: Path
) -> None:
    page, copie = tmp_path / "seance.html", tmp_path / "seance.jsonl"
    for sortie in (page, copie):
        assert lancer("journal", "exporter", seance.flux, "-o", str(sortie)).exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert '"format":"coach-reflexif/journal"' in copie.read_text("utf-8")


def test_un_document_impossible_se_refuse_avant_la_revue(
    carnet: Carnet, seance: Seance, tmp_path: Path
) -> None:
    (tmp_path / "page").touch()
    absent = ("-o", str(tmp_path / "p.docx"), "--modele", str(tmp_path / "absent.docx"))
    tube = ("-o", "-", "--format", "md")
    sous_un_fichier = ("-o", str(tmp_path / "page" / "p.md"), "--noms", "garder")
    for options, dit in ((absent, "introuvable"), (tube, "-o"), (sous_un_fichier, "dossier")):
        rendu = lancer("portfolio", "exporter", *options)
        assert rendu.exit_code and dit in rendu.stderr
        assert "remplacé" not in rendu.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["page"]


def test_la_revue_se_mene_par_un_tube(carnet: Carnet, seance: Seance, tmp_path: Path) -> None:
    sortie = tmp_path / "portfolio.md"
    reponses = "2\nMme L.\n\n/suite\n"
    rendu = lancer("portfolio", "exporter", "--noms", "revoir", "-o", str(sortie), entree=reponses)
    assert rendu.exit_code == 0, rendu.stderr
    assert "Mme L." in sortie.read_text("utf-8").replace("\\", "").replace("\u00a0", " ")


def test_une_revue_interrompue_n_ecrit_rien(carnet: Carnet, seance: Seance, tmp_path: Path) -> None:
    sortie = tmp_path / "portfolio.md"
    rendu = lancer("portfolio", "exporter", "--noms", "revoir", "-o", str(sortie), entree="")
    assert rendu.exit_code == 1
    assert list(tmp_path.glob("portfolio*")) == []


@pytest.mark.parametrize(
    ("options", "dit"),
    [
        ((), "-o"),
        (("-o", "sans-suffixe"), "--format"),
        (("-o", "x.html", "--identite", "Camille"), "TERME=VALEUR"),
        (("-o", "x.html", "--modele", "ecole.docx"), "DOCX"),
        (("-o", "x.pdf", "--format", "html"), "--format"),
        (("-o", "x.html", "--noms", "effacer"), "remplacer"),
    ],
)
def test_une_demande_mal_dite_s_explique(
    carnet: Carnet, options: tuple[str, ...], dit: str
) -> None:
    rendu = lancer("portfolio", "exporter", *options)
    assert rendu.exit_code == 2
    assert dit in rendu.stderr


def test_les_mots_des_documents_sont_bien_typographies() -> None:
    for section in CATALOGUE.sections.values():
        for phrase in section.values():
            assert not fautes_de_typographie(phrase), phrase


def test_un_gabarit_pose_sert_a_tous_les_documents_de_son_genre(
    carnet: Carnet, seance: Seance, tmp_path: Path
) -> None:
    pose = lancer("gabarit", "portfolio", "html")
    assert pose.exit_code == 0, pose.stderr
    gabarit = Path(pose.stdout.partition("\u00a0:")[2].strip())
    gabarit.write_text(
        gabarit.read_text("utf-8").replace("</body>", "<p>De notre école.</p></body>"), "utf-8"
    )
    assert lancer("gabarit", "portfolio", "html").exit_code == 2  # le sien n'est pas écrasé
    sortie = tmp_path / "portfolio.html"
    assert lancer("portfolio", "exporter", "-o", str(sortie)).exit_code == 0
    assert "De notre école." in sortie.read_text("utf-8")
