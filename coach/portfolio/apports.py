"""Les preuves à la main : apporter un document, déplacer, retirer avec sa raison, défaire.

Tout s'écrit comme un événement du carnet. Déplacer et retirer valent aussi pour une preuve venue
d'une séance : la séance, elle, ne change pas.
"""

from datetime import date

from coach.carnet import Carnet
from coach.carnet.horloge import maintenant
from coach.carnet.registre import LONGUEUR_DU_PREFIXE
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PreuveAjoutee, PreuveDeplacee, PreuveRetiree
from coach.modeles.journal import vivants
from coach.modeles.texte import nfc, sans_commandes
from coach.portfolio.erreurs import ErreurDePortfolio
from coach.referentiels import charger
from coach.referentiels.erreurs import plus_proche
from coach.scoring.lignes import PreuveLue

Geste = PreuveAjoutee | PreuveDeplacee | PreuveRetiree


def ajouter(
    carnet: Carnet,
    referentiel: str,
    code: str,
    *,
    extrait: str,
    source: str,
    jour: date | None = None,
    temoin: str = "",
) -> PreuveAjoutee:
    """Apporte une preuve : ce qu'elle montre, le document d'où elle vient, son jour, un témoin.

    Lève `ErreurDePortfolio` (un texte vide, un jour à venir, une compétence inconnue),
    `ErreurDeReferentiel`, et les erreurs du carnet.
    """
    aujourd_hui = maintenant().date()
    if jour is not None and jour > aujourd_hui:
        raise ErreurDePortfolio("jour_a_venir")
    return carnet.consigner(
        PreuveAjoutee,
        **adresse(referentiel, code),
        extrait=_dit(extrait, "extrait_vide"),
        source=_dit(source, "source_vide"),
        date=jour or aujourd_hui,
        temoin=_net(temoin),
    )


def deplacer(carnet: Carnet, preuve: str, referentiel: str, code: str) -> PreuveDeplacee:
    """Range la preuve sous une autre compétence, d'ici ou d'un autre référentiel."""
    tenue, ou = trouver(carnet, preuve), adresse(referentiel, code)
    if (tenue.referentiel, tenue.code, tenue.millesime) == tuple(
        ou[nom] for nom in ("referentiel", "code", "millesime")
    ):
        raise ErreurDePortfolio("deja_la", referentiel=referentiel, code=ou["code"])
    return carnet.consigner(PreuveDeplacee, cible=tenue.id, **ou)


def retirer(carnet: Carnet, preuve: str, motif: str) -> PreuveRetiree:
    """Retire la preuve ; la raison est demandée, et gardée."""
    dit = _dit(motif, "motif_vide")
    return carnet.consigner(PreuveRetiree, cible=trouver(carnet, preuve).id, motif=dit)


def defaire(carnet: Carnet, preuve: str) -> Geste:
    """Annule le dernier geste fait à la main sur cette preuve, et le rend.

    Un retrait défait la fait revenir ; un apport défait l'efface du portfolio, pas du journal.
    """
    gestes: dict[str, Geste] = {}
    for evenement in vivants(carnet.evenements(FLUX_DU_CARNET)):
        match evenement:
            case PreuveAjoutee():
                gestes[evenement.id] = evenement
            case PreuveDeplacee() | PreuveRetiree():
                gestes[evenement.cible] = evenement
    dernier = gestes[_designee(preuve, gestes, "rien_a_defaire")]
    carnet.annuler(dernier.id)
    return dernier


def trouver(carnet: Carnet, preuve: str) -> PreuveLue:
    """La preuve que désigne ce début d'identifiant. Lève `ErreurDePortfolio`."""
    connues = {p.id: p for p in carnet.matiere().preuves}
    return connues[_designee(preuve, connues, "preuve_inconnue")]


def _designee(prefixe: str, connues: "dict[str, PreuveLue] | dict[str, Geste]", sinon: str) -> str:
    debut = prefixe.strip().upper()
    if len(debut) < LONGUEUR_DU_PREFIXE:
        raise ErreurDePortfolio("prefixe_trop_court")
    trouvees = [identifiant for identifiant in connues if identifiant.startswith(debut)]
    if not trouvees:
        raise ErreurDePortfolio(sinon)
    if len(trouvees) > 1:
        raise ErreurDePortfolio("prefixe_ambigu", candidats=", ".join(sorted(trouvees)[:5]))
    return trouvees[0]


def adresse(referentiel: str, code: str) -> dict[str, str]:
    """Le référentiel, le code tel qu'il s'écrit, et le millésime d'aujourd'hui."""
    connu = charger(referentiel)
    competence = connu.competence(code.strip())
    if competence is None:
        proche = plus_proche(code, [c.code for c in connu.competences])
        raise ErreurDePortfolio(
            "competence_proche" if proche else "competence_inconnue",
            referentiel=referentiel,
            code=_net(code),
            proche=proche,
        )
    return {"referentiel": connu.id, "code": competence.code, "millesime": connu.millesime}


def _dit(texte: str, sinon: str) -> str:
    net = _net(texte)
    if not net:
        raise ErreurDePortfolio(sinon)
    return net


def _net(texte: str) -> str:
    return sans_commandes(nfc(texte)).strip()
