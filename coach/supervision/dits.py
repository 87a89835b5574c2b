"""Ce qu'un moment donne à lire, en mots, pour l'écran comme pour le texte."""

from coach.dialogues.competences import sigle
from coach.modeles.calendrier import en_clair
from coach.modeles.lecture import Segment
from coach.supervision.paroles import dire
from coach.supervision.relecture import LISIBLE, Moment, Relecture


def tete(moment: Moment) -> str:
    """Ce qu'est ce moment : « Le coach demande », « Réponse », « Le groupe, une piste »…"""
    if moment.genre == "contribution":
        return dire("moment.contribution", genre=dire(f"genre.{moment.detail}"))
    return dire(f"moment.{moment.genre}")


def corps(moment: Moment) -> str:
    """Le texte de ce moment, sur une ou plusieurs lignes ; jamais vide, ni démesuré."""
    match moment.genre:
        case "passee":
            return dire("rejouer.passee")
        case "fin":
            return dire(f"rejouer.fin_{moment.detail}")
        case "correction":
            nature = moment.nature.nom if moment.nature else ""
            return dire("rejouer.correction", texte=_une_ligne(moment.texte), nature=nature)
        case "emotion":
            return moment.texte
        case "contribution" if moment.nom:
            return dire("phase.signee", texte=_coupe(moment.texte), nom=moment.nom)
        case "competence" | "retrait":
            return "\n".join(_competence(moment))
        case "ajustement":
            return "\n".join(_ajustement(moment))
        case _:
            return _coupe(moment.texte) if moment.texte.strip() else dire("rejouer.sans_mot")


def _competence(moment: Moment) -> list[str]:
    cle = "rejouer.competence" if moment.genre == "competence" else "rejouer.retrait"
    lignes = [dire(cle, sigle=sigle(moment.referentiel), code=moment.code)]
    if moment.texte:
        cite = "rejouer.extrait" if moment.genre == "competence" else "rejouer.motif"
        lignes.append(dire(cite, texte=_une_ligne(moment.texte)))
    if moment.detail:
        lignes.append(moment.detail)
    return lignes


def _ajustement(moment: Moment) -> list[str]:
    texte = moment.texte.strip() or dire("rejouer.sans_mot")
    lignes = [texte]
    if moment.echeance:
        lignes.append(dire("rejouer.echeance", jour=en_clair(moment.echeance)))
    if moment.detail:
        lignes.append(dire("rejouer.indicateur", texte=moment.detail))
    return lignes


def nature_en_mots(segment: Segment) -> str:
    """« un fait », « une opinion, j'hésite », « une émotion, dit par la personne »."""
    nature = segment.nature.nom
    if segment.corrige:
        return dire("rejouer.nature_corrigee", nature=nature)
    return dire("rejouer.nature_incertaine", nature=nature) if segment.incertain else nature


def annonce(relecture: Relecture) -> tuple[str, str]:
    """L'intercalaire d'une séance : son titre, puis son jour et son protocole."""
    titre = relecture.titre or dire("rejouer.sans_titre")
    jour = en_clair(relecture.jour, semaine=True)
    if not relecture.protocole:
        return titre, jour
    return titre, dire("rejouer.annonce", jour=jour, protocole=relecture.protocole)


def reserve(relecture: Relecture) -> str:
    """Ce qu'il faut savoir d'un fichier dont tout ne se montre pas ; vide d'ordinaire."""
    nombre = relecture.sans_attache
    if not nombre:
        return ""
    return dire("rejouer.un_sans_attache" if nombre == 1 else "rejouer.sans_attache", nombre=nombre)


def _une_ligne(texte: str) -> str:
    return texte.replace("\n", " ").replace("\t", " ")


def _coupe(texte: str) -> str:
    """Le texte, ou son début s'il est démesuré, et ce qu'il en manque."""
    if len(texte) <= LISIBLE:
        return texte
    reste = dire("rejouer.coupe", nombre=len(texte) - LISIBLE)
    return f"{texte[:LISIBLE]}… {reste}"
