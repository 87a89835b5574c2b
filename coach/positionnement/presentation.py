"""Ce que l'interface et le mode texte montrent d'un positionnement, dit une seule fois ici.

Les textes de la personne y sont cités tels quels : celui qui les peint les désarme.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coach.modeles.calendrier import en_clair
from coach.modeles.progression import Regard
from coach.positionnement.activite import Activite
from coach.positionnement.echelle import reponse
from coach.positionnement.formes import Fait, Question
from coach.positionnement.paroles import dire
from coach.positionnement.portee import Portee

EXTRAITS = 3
"""Preuves citées avec un écart : les plus récentes."""

LONGUEUR_CITEE = 220
"""Points de code d'un extrait cité ici ; la séance a le reste."""


def jour(quand: date, aujourd_hui: date) -> str:
    """« aujourd’hui », « le 3 mars », « le 3 mars 2025 »."""
    if quand == aujourd_hui:
        return dire("jour.aujourdhui")
    return dire("jour.le", jour=en_clair(quand, annee=quand.year != aujourd_hui.year))


def qui(regard: Regard) -> str:
    """« vous », ou le nom de qui s'est prononcé."""
    return dire("avant.moi") if regard.mien else regard.par


def avec_mot(dit: str, mot: str) -> str:
    """Ce qui fut dit, et le mot qui allait avec."""
    return dire("avant.avec_mot", dit=dit, mot=citable(mot)) if mot else dit


def _majuscule(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def citable(texte: str) -> str:
    """Un texte sur une ligne, coupé entre deux mots s'il est long."""
    ligne = " ".join(texte.split())
    if len(ligne) <= LONGUEUR_CITEE:
        return ligne
    return ligne[:LONGUEUR_CITEE].rsplit(" ", 1)[0] + "…"


# --- La question ---------------------------------------------------------------------------------


def enonce(question: Question, *, mien: bool) -> str:
    """Ce que l'on regarde : l'énoncé, ou la compétence elle-même."""
    if question.item is None:
        return dire("demande.niveau" if mien else "demande.niveau_tiers")
    return dire("demande.enonce", enonce=question.item.enonce)


def pourquoi(question: Question, *, mien: bool) -> str:
    """Pourquoi cette question-ci."""
    raison, est_item = question.raison, question.item is not None
    cle = f"raison.{raison}"
    if raison == "jamais" and est_item:
        cle = "raison.jamais_enonce"
    elif raison == "longtemps" and not mien:
        cle = "raison.longtemps_tiers"
    return dire("raison.ligne_enonce" if est_item else "raison.ligne", raison=dire(cle))


def deja_dit(question: Question, aujourd_hui: date) -> str:
    """Ce que la même personne en disait, et quand ; vide si elle ne s'est pas prononcée."""
    dernier = question.dernier
    if dernier is None:
        return ""
    cle = "avant.dit" if dernier.mien else "avant.dit_tiers"
    quand = jour(dernier.quand.date(), aujourd_hui)
    dit = dire(cle, quand=quand, niveau=reponse(dernier.niveau).dite, par=dernier.par)
    return avec_mot(_majuscule(dit), dernier.justification)


def autre_regard(regard: Regard, aujourd_hui: date) -> str:
    """Ce qu'une autre personne en dit."""
    quand = jour(regard.quand.date(), aujourd_hui)
    dit = dire("avant.autre", par=qui(regard), quand=quand, niveau=reponse(regard.niveau).dite)
    return avec_mot(dit, regard.justification)


# --- Ce qui vient d'être dit ---------------------------------------------------------------------


def garde(fait: Fait) -> str:
    """La réponse gardée, et celle d'avant si elle a changé."""
    niveau = reponse(fait.regard.niveau).dite
    if fait.change and fait.avant is not None:
        return dire("fait.garde_change", niveau=niveau, avant=reponse(fait.avant.niveau).dite)
    return dire("fait.garde", niveau=niveau)


def etonnement(fait: Fait, aujourd_hui: date) -> list[str]:
    """Ce qui étonne entre ce niveau et ses preuves, avec les extraits ; vide si rien."""
    if fait.ecart is None:
        return []
    dit = dire(f"ecart.{fait.ecart}", nombre=len(fait.preuves))
    if fait.ecart == "haut_sans_preuve":
        return [dit]
    return [dit, *(extrait(p.extrait, p.date, aujourd_hui) for p in fait.preuves[:EXTRAITS])]


def extrait(texte: str, quand: date, aujourd_hui: date) -> str:
    """Un extrait, cité et daté."""
    dit = _majuscule(jour(quand, aujourd_hui))
    return dire("ecart.extrait_quand", quand=dit, extrait=citable(texte))


def cote_a_cote(fait: Fait) -> list[str]:
    """Le regard posé et celui des autres, l'un sous l'autre, sans dire lequel a raison."""
    if not fait.autres:
        return []
    regards = [fait.regard, *fait.autres]
    return [
        dire("fait.deux_regards"),
        *(
            avec_mot(
                dire("fait.cote_a_cote", qui=_majuscule(qui(r)), niveau=reponse(r.niveau).dite),
                r.justification,
            )
            for r in regards
        ),
    ]


# --- La fin, l'historique ------------------------------------------------------------------------


def bilan(activite: Activite) -> list[str]:
    """Ce qui fut dit cette fois, compétence par compétence ; ni total, ni moyenne."""
    faits = activite.faits
    if not faits:
        return [dire("bilan.rien")]
    titre = dire("bilan.titre") if activite.mien else dire("bilan.titre_tiers", par=activite.par)
    return [titre, *_par_competence(activite.portee, faits)]


def _par_competence(portee: Portee, faits: Sequence[Fait]) -> list[str]:
    enonces = Counter(f.regard.cible.code for f in faits if f.regard.cible.item is not None)
    niveaux = {f.regard.cible.code: f for f in faits if f.regard.cible.item is None}
    lignes: list[str] = []
    for competence in portee.competences:
        nombre, fait = enonces[competence.code], niveaux.get(competence.code)
        nom = {"code": competence.code, "titre": competence.titre.rstrip(".")}
        if fait is not None:
            niveau = reponse(fait.regard.niveau).dite
            avant = reponse(fait.avant.niveau).dite if fait.change and fait.avant else ""
            cle = "bilan.competence_change" if avant else "bilan.competence"
            ligne = dire(cle, **nom, niveau=niveau, avant=avant)
            lignes.append(f"{ligne}{_et_des_enonces(nombre)}")
        elif nombre:
            cle = "bilan.enonces_de" if nombre == 1 else "bilan.plusieurs_enonces_de"
            lignes.append(dire(cle, **nom, nombre=nombre))
    return lignes


def _et_des_enonces(nombre: int) -> str:
    if not nombre:
        return ""
    return dire("bilan.un_enonce") if nombre == 1 else dire("bilan.enonces", nombre=nombre)


def reste(activite: Activite) -> str:
    """Ce qui reste à regarder ici, ou que tout l'est."""
    fait, total = activite.avancement
    if total - fait == 1:
        return dire("bilan.reste_un")
    if total > fait:
        return dire("bilan.reste", nombre=total - fait)
    if activite.portee.genre == "premier_regard":
        return dire("bilan.fini_premier_regard")
    return dire("bilan.fini")


def historique(regards: Sequence[Regard], aujourd_hui: date) -> list[str]:
    """Tous les regards sur une même chose, du plus récent au plus ancien."""
    return [
        avec_mot(
            dire(
                "historique.ligne",
                quand=_majuscule(jour(r.quand.date(), aujourd_hui)),
                par=qui(r),
                niveau=reponse(r.niveau).dite,
            ),
            r.justification,
        )
        for r in reversed(regards)
    ] or [dire("historique.vide")]
