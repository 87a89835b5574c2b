"""Ce que les visages (texte, interface) montrent d'une séance, dit une seule fois ici."""

from collections import Counter
from collections.abc import Mapping

from coach.confidentialite import Mention, detecter, ressources
from coach.dialogues.accord import Accord, accorder
from coach.dialogues.citation import citer_mots, contient_des_guillemets, sans_point
from coach.dialogues.competences import nom_de, titre_de
from coach.dialogues.matiere import raconte_d_avance
from coach.dialogues.moteur import Moteur
from coach.dialogues.paroles import dire, enumerer
from coach.dialogues.protocole import Protocole
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import QuestionPosee, RelancePosee, SeanceTerminee
from coach.modeles.lecture import Nature
from coach.modeles.presque_rien import precision_seule, presque_vide

RECIT_MIN = 150
"""Caractères non blancs d'un récit dont les parts disent quelque chose (trois phrases environ)."""


def aide_a_montrer(moteur: Moteur, demande: QuestionPosee | RelancePosee) -> str:
    """L'aide qui accompagne d'elle-même la question ; rien là où l'appui s'est estompé."""
    etape = moteur.protocole.etape(demande.etape)
    if etape is None or not moteur.estompage.montre_l_aide(etape):
        return ""
    return aide_de(moteur.protocole, demande)


def aide_de(protocole: Protocole, demande: QuestionPosee | RelancePosee) -> str:
    """L'aide de la question, s'il y en a une : celle qui reste à portée, montrée ou non."""
    if isinstance(demande, RelancePosee):
        return ""
    etape = protocole.etape(demande.etape)
    question = etape.question(demande.question) if etape else None
    return question.soutien if question else ""


def se_lit(
    protocole: Protocole, demande: QuestionPosee | RelancePosee, texte: str | None = None
) -> bool:
    """Vrai quand la réponse mérite d'être montrée lue : ni un choix, ni un « rien », ni un « 6 ».

    `texte` : la réponse, quand elle est déjà donnée.
    """
    etape = protocole.etape(demande.etape)
    if texte is not None and raconte_d_avance(protocole, demande, texte):
        return True
    if etape is None or etape.attendue is None:
        return False
    if texte is not None and (presque_vide(texte) or precision_seule(texte)):
        return False
    return isinstance(demande, RelancePosee) or not demande.options


def nom_remarque(mention: Mention) -> str:
    """Un nom vu dans un texte, et l'initiale offerte à la place."""
    cite, proposition = citer_mots(mention.texte), citer_mots(mention.proposition)
    return dire("nom.remarque", cite=cite, proposition=proposition)


def aide_humaine(
    pays: str | None, genre: str, *, en_seance: bool = True, accord: Accord = "neutre"
) -> list[str]:
    """L'aide humaine, paragraphe par paragraphe, accordée avec la personne.

    `en_seance` : finit par l'invitation à continuer la séance ou à s'arrêter.
    """
    secours = ressources(pays, genre)
    plusieurs = len({ligne.pays for ligne in secours.lignes}) > 1
    cle = "aide.ligne_et_pays" if plusieurs else "aide.ligne"
    lignes = [dire(cle, **ligne.model_dump()) for ligne in secours.lignes]
    relais = [dire("aide.relais", texte=texte) for texte in secours.relais]
    suite = [secours.suite] if en_seance else []
    dites = [secours.ouverture, *lignes, *relais, secours.hors_ligne, *suite]
    return [accorder(dite, accord) for dite in dites]


def aide_attendue(moteur: Moteur) -> str | None:
    """L'aide humaine à montrer maintenant, ou rien.

    Le journal ne garde que le genre du danger ; la réponse, et ce que la séance raconte autour,
    disent s'il s'agit d'une agression par un tiers.
    """
    montree = moteur.etat.aide
    if montree is None:
        return None
    siennes = [r for r in moteur.etat.reponses if montree.apres in (r.id, r.version)]
    autour = [r.texte for r in moteur.etat.reponses if r not in siennes]
    for reponse in siennes:
        alerte = detecter(reponse.texte, "\n".join([moteur.etat.titre, *autour]))
        if alerte is not None and alerte.genre == montree.genre:
            return alerte.aide
    return montree.genre


def fin(evenement: SeanceTerminee) -> str:
    """La dernière parole du coach."""
    return dire(f"cloture.fin_{evenement.etat}")


def parts(moteur: Moteur) -> dict[Nature, float] | None:
    """La part de chaque nature dans les réponses des étapes de faits, ou rien sans vrai récit.

    De quelques mots, une part ne dirait rien : il en faut `RECIT_MIN` caractères non blancs.
    Calcul : caractères non blancs des segments de chaque nature, corrections comprises, rapportés
    au total.
    """
    compte: Counter[Nature] = Counter()
    etapes = {e.id for e in moteur.protocole.etapes if e.attendue == Nature.FAIT}
    for lu in moteur.matiere.segments():
        if lu.reponse.etape in etapes:
            compte[lu.segment.nature] += len("".join(lu.segment.texte.split()))
    total = sum(compte.values())
    return {n: compte[n] / total for n in Nature} if total >= RECIT_MIN else None


def en_cents(parts: Mapping[Nature, float]) -> dict[Nature, int]:
    """Les parts en pour cent entiers, qui font cent : les plus forts restes arrondissent au-dessus.

    Formes : des parts de somme 1 ; rien d'autre ne se garantit.
    """
    entiers = {n: int(100 * part) for n, part in parts.items()}
    restes = sorted(parts, key=lambda n: entiers[n] - 100 * parts[n])
    for nature in restes[: 100 - sum(entiers.values())]:
        entiers[nature] += 1
    return entiers


def decide(texte: str) -> str:
    """Ce qui fut décidé, sans son point ; entre guillemets si un deux-points s'y trouve déjà."""
    nu = sans_point(texte.strip())
    return citer_mots(nu) if ":" in nu and not contient_des_guillemets(nu) else nu


def bilan(moteur: Moteur) -> list[str]:
    """Ce que la personne a posé, en quelques lignes : rien qu'elle n'ait dit ou décidé."""
    etat = moteur.etat
    lignes: list[str] = []
    repartition = parts(moteur)
    if repartition:
        cents = {n: f"{cent}\u202f%" for n, cent in en_cents(repartition).items()}
        lignes.append(
            dire(
                "bilan.repartition",
                faits=cents[Nature.FAIT],
                opinions=cents[Nature.OPINION],
                emotions=cents[Nature.EMOTION],
            )
        )
    if etat.emotions:
        lignes.append(dire("bilan.emotions", liste=enumerer(e.mot for e in etat.emotions)))
    for ajustement in etat.ajustements:
        moment = en_clair(ajustement.echeance) if ajustement.echeance else ajustement.moment
        cle = "bilan.ajustement_quand" if moment else "bilan.ajustement"
        dits = {"texte": decide(ajustement.texte), "moment": sans_point(moment)}
        lignes.append(dire(cle, **dits))
    for lien in etat.liens:
        code = nom_de(lien.referentiel, lien.code, moteur.contexte.referentiels)
        titre = titre_de(lien.referentiel, lien.code).rstrip(".")
        lignes.append(dire("bilan.competence", code=code, titre=titre))
    return [dire("bilan.titre"), *lignes] if lignes else []
