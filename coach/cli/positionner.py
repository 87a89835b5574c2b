"""`coach positionner` : regarder ses compétences une à une, dans l'interface ou en texte."""

from typing import TYPE_CHECKING

import click

from coach.cli.ecran import exiger_un_ecran
from coach.cli.francais import option_json, plus_proche, verbe
from coach.cli.ouverture import carnet_existant, carnet_ouvert, dossier_du_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.secours import secours
from coach.cli.sortie import ecrire_json

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.modeles.progression import Regards
    from coach.modeles.referentiel import Referentiel
    from coach.positionnement import Depart, Portee


@verbe("positionner")
@click.argument("referentiel", required=False, metavar=dire("argument.referentiel"))
@click.argument("code", required=False, metavar=dire("argument.code"))
@click.option("--groupe", metavar=dire("option.metavar_groupe"), help=dire("option.groupe"))
@click.option("--par", metavar=dire("option.metavar_nom"), help=dire("option.par"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
@option_json()
def commande(
    referentiel: str | None,
    code: str | None,
    groupe: str | None,
    par: str | None,
    texte: bool,
    en_json: bool,
) -> None:
    """Mène le positionnement, ou dit où il en est."""
    from coach.positionnement import Depart

    depart = Depart(referentiel, code, groupe, _nom(par))
    portees = _portees(depart)
    if en_json:
        _dire_en_json(portees)
    elif texte:
        with carnet_ouvert() as carnet:
            _en_texte(carnet, depart, portees)
    else:
        _dans_l_interface(depart)


def _nom(par: str | None) -> str:
    """Le nom de qui se prononce, en une ligne ; la personne, si aucun n'est dit."""
    from coach.cli.entree import texte_de_la_commande
    from coach.modeles.progression import MOI

    if par is None:
        return MOI
    nom = " ".join(texte_de_la_commande(par).split())
    if not nom or len(nom) > _NOM_MAXIMAL:
        raise Refus("par", maximum=_NOM_MAXIMAL)
    return nom


_NOM_MAXIMAL = 60
"""Points de code du nom d'une tutrice ou d'un pair."""


def _portees(depart: "Depart") -> "list[Portee]":
    """Ce que la commande désigne ; tous les référentiels suivis si elle ne dit rien.

    Lève `ErreurDeReferentiel`, ou `Refus` avec le code le plus proche.
    """
    from coach.positionnement import Portee, PorteeInconnue
    from coach.referentiels import charger

    if depart.referentiel is None:
        if depart.groupe is not None:
            raise Refus("groupe_sans_referentiel")
        return [Portee.de(charger(r)) for r in reglages().referentiels]
    if depart.code is not None and depart.groupe is not None:
        raise Refus("code_et_groupe")
    referentiel = charger(depart.referentiel)
    try:
        return [Portee.de(referentiel, code=depart.code, groupe=depart.groupe)]
    except PorteeInconnue as inconnue:
        raise _refus(referentiel, inconnue.quoi, inconnue.code) from inconnue


def _refus(referentiel: "Referentiel", quoi: str, code: str) -> Refus:
    connus = referentiel.groupes if quoi == "groupe" else referentiel.competences
    codes = [c.code for c in connus]
    proche = plus_proche(code, codes)
    ou, choix = referentiel.id, ", ".join(codes)
    if quoi == "groupe":
        cle = "groupe" if proche else "groupe_inconnu"
        return Refus(cle, referentiel=ou, groupe=code, proche=proche, choix=choix)
    cle = "competence" if proche else "competence_inconnue"
    return Refus(cle, referentiel=ou, competence=code, proche=proche)


def _dans_l_interface(depart: "Depart") -> None:
    exiger_un_ecran("positionner_sans_terminal")
    from coach.tui.ouverture import ouvrir, se_positionner

    ouvrir(dossier_du_carnet(), se_positionner(depart))


def _en_texte(carnet: "Carnet", depart: "Depart", portees: "list[Portee]") -> None:
    from coach.carnet.horloge import maintenant
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.portees import choisir_la_portee
    from coach.cli.texte.positionnement import PositionnementEnTexte
    from coach.confidentialite import detecter
    from coach.positionnement import Activite
    from coach.positionnement.ecarts import par_competence

    lignes = Lignes.du_terminal()
    portee = choisir_la_portee(portees, _regards(carnet), depart.par, lignes)
    if portee is None:
        return
    activite = Activite(
        portee=portee,
        depot=carnet,
        preuves=par_competence(carnet.preuves()),
        aujourd_hui=maintenant().date(),
        par=depart.par,
        detecter=detecter,
    )
    PositionnementEnTexte(activite, lignes, secours()).mener()


# --- Où il en est --------------------------------------------------------------------------------


def _regards(carnet: "Carnet") -> "Regards":
    from coach.modeles.base import FLUX_DU_CARNET
    from coach.modeles.progression import Regards

    return Regards.plier(carnet.evenements(FLUX_DU_CARNET))


def _dire_en_json(portees: "list[Portee]") -> None:
    """Les niveaux et leur historique ; aucun, tant qu'il n'y a pas de carnet."""
    from coach.carnet import ErreurDeCarnet
    from coach.modeles.progression import Regards
    from coach.positionnement.document import document

    try:
        with carnet_existant() as carnet:
            regards = _regards(carnet)
    except ErreurDeCarnet as erreur:
        if erreur.raison != "carnet_absent":
            raise
        regards = Regards(())
    ecrire_json(document(portees, regards))
