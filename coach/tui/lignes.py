"""Une séance en deux lignes, dans une liste."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group
from rich.text import Text

from coach.carnet import Resume, Trouvaille
from coach.dialogues.protocole import ErreurDeProtocole, charger
from coach.modeles.texte import sans_commandes
from coach.tui.dates import heure, jour_relatif
from coach.tui.messages import dire
from coach.tui.peinture import Paragraphe


def titre_de(resume: Resume | Trouvaille) -> str:
    """Le titre de la séance, ou de quoi la nommer."""
    return sans_commandes(resume.titre) or dire("accueil.sans_titre")


def nom_du_protocole(identifiant: str) -> str:
    """Le titre du protocole ; son identifiant si le coach ne le connaît pas."""
    try:
        return charger(identifiant).titre
    except ErreurDeProtocole:
        return sans_commandes(identifiant)


def quand(resume: Resume, maintenant: datetime) -> str:
    """« hier, 21:04 », à l'heure de `maintenant`."""
    moment = resume.modifie_le.astimezone(maintenant.tzinfo)
    return f"{jour_relatif(moment.date(), maintenant.date())}, {heure(moment)}"


def ligne(titre: str, detail: str, discret: str) -> Group:
    """Un titre, et dessous, plus discret, ce qu'il faut en savoir."""
    return Group(Paragraphe(titre), Paragraphe(Text(detail, discret), tete="  "))


def ligne_de_seance(resume: Resume, maintenant: datetime, discret: str) -> Group:
    """Une séance : son titre, sa date, son protocole, et si elle est inachevée."""
    date_dite = quand(resume, maintenant)
    if not resume.protocole:
        detail = dire("journaux.detail_note", quand=date_dite, etat=dire("journaux.note"))
    else:
        etat = dire("journaux.terminee" if resume.termine else "journaux.inachevee")
        quoi = nom_du_protocole(resume.protocole)
        detail = dire("journaux.detail", quand=date_dite, quoi=quoi, etat=etat)
    return ligne(titre_de(resume), detail, discret)


def ligne_trouvee(trouvaille: Trouvaille, maintenant: datetime, discret: str) -> Group:
    """Un passage retrouvé : la séance, puis l'extrait où les mots cherchés se voient."""
    moment = trouvaille.cree_le.astimezone(maintenant.tzinfo)
    jour = jour_relatif(moment.date(), maintenant.date())
    extrait = Text(sans_commandes(trouvaille.extrait.replace("\n", " ")))
    for debut, fin in trouvaille.mots or ((trouvaille.debut, trouvaille.fin),):
        extrait.stylize("bold underline", debut, fin)
    titre = Text.assemble(titre_de(trouvaille), (" · " + jour, discret))
    return Group(Paragraphe(titre), Paragraphe(extrait, tete="  "))


def compter(nombre: int) -> str:
    """« une séance », « 12 séances »."""
    return dire("accueil.une_seance") if nombre == 1 else dire("accueil.des_seances", nombre=nombre)


def reprendre(resumes: Sequence[Resume]) -> list[Resume]:
    """Ce qui peut se reprendre : séances inachevées et notes, la plus récemment touchée d'abord."""
    inachevees = [r for r in resumes if not r.termine]
    return sorted(inachevees, key=lambda r: r.modifie_le, reverse=True)
