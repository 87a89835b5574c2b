"""Une séance, un ajustement, un protocole en deux lignes, dans une liste.

Rien ici ne charge les protocoles entiers ni le carnet : l'accueil s'ouvre avec.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from coach.dialogues.enseignes import enseigne
from coach.modeles.texte import sans_commandes
from coach.tui.dates import heure, jour_relatif
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile

if TYPE_CHECKING:
    from coach.carnet import Action, Resume, Trouvaille


def titre_de(resume: "Resume | Trouvaille") -> str:
    """Le titre de la séance, ou de quoi la nommer."""
    return sans_commandes(resume.titre) or dire("accueil.sans_titre")


def nom_du_protocole(identifiant: str) -> str:
    """Le titre du protocole ; son identifiant si le coach ne le connaît pas."""
    connu = enseigne(identifiant)
    return connu.titre if connu else sans_commandes(identifiant)


def quand(resume: "Resume", maintenant: datetime) -> str:
    """« hier, 21:04 », à l'heure de `maintenant`."""
    moment = resume.modifie_le.astimezone(maintenant.tzinfo)
    return f"{jour_relatif(moment.date(), maintenant.date())}, {heure(moment)}"


def ligne(titre: str, detail: str, discret: str) -> Pile:
    """Un titre, et dessous, plus discret, ce qu'il faut en savoir."""
    return Pile(Paragraphe(titre), Paragraphe(Text(detail, discret), tete="  "))


def detail_de(resume: "Resume", maintenant: datetime) -> str:
    """Sa date, son protocole, si elle est inachevée, et ses étiquettes."""
    date_dite = quand(resume, maintenant)
    if not resume.protocole:
        detail = dire("journaux.detail_note", quand=date_dite, etat=dire("journaux.note"))
    else:
        etat = dire("journaux.terminee" if resume.termine else "journaux.inachevee")
        quoi = nom_du_protocole(resume.protocole)
        detail = dire("journaux.detail", quand=date_dite, quoi=quoi, etat=etat)
    return " · ".join(
        [detail, *("#" + sans_commandes(nom).replace(" ", "\u00a0") for nom in resume.etiquettes)]
    )


def ligne_de_seance(resume: "Resume", maintenant: datetime, discret: str) -> Pile:
    """Une séance : son titre, puis ce qu'il faut en savoir."""
    return ligne(titre_de(resume), detail_de(resume, maintenant), discret)


def ligne_trouvee(trouvaille: "Trouvaille", maintenant: datetime, discret: str) -> Pile:
    """Un passage retrouvé : la séance, puis l'extrait où les mots cherchés se voient."""
    moment = trouvaille.cree_le.astimezone(maintenant.tzinfo)
    jour = jour_relatif(moment.date(), maintenant.date())
    extrait = Text(sans_commandes(trouvaille.extrait.replace("\n", " ")))
    for debut, fin in trouvaille.mots or ((trouvaille.debut, trouvaille.fin),):
        extrait.stylize("bold underline", debut, fin)
    titre = Text.assemble(titre_de(trouvaille), (" · " + jour, discret))
    return Pile(Paragraphe(titre), Paragraphe(extrait, tete="  "))


def ligne_d_ajustement(action: "Action", maintenant: datetime, discret: str) -> Pile:
    """Un ajustement : ce qui fut décidé, puis pour quand, et où il en est."""
    aujourd_hui = maintenant.date()
    if action.echeance is None:
        decide = jour_relatif(action.decide_le.date(), aujourd_hui)
        pour = dire("accueil.sans_date", quand=decide)
    elif action.echeance < aujourd_hui:
        pour = dire("accueil.echu", quand=jour_relatif(action.echeance, aujourd_hui))
    else:
        pour = dire("accueil.pour", quand=jour_relatif(action.echeance, aujourd_hui))
    detail = f"{pour} · {dire(f'ajustement.{action.etat}')}"
    return ligne(" ".join(action.texte.split()), detail, discret)


def compter(nombre: int) -> str:
    """« une séance », « 12 séances »."""
    return dire("accueil.une_seance") if nombre == 1 else dire("accueil.des_seances", nombre=nombre)
