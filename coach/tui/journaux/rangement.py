"""Ranger une séance depuis un écran : son titre, ses étiquettes, sa copie dans un fichier."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach import dossiers
from coach.modeles.texte import cle
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.partage.place import demander_ou_ecrire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

Ensuite = Callable[[], None]


def titrer(coach: "CoachApp", flux: str, ensuite: Ensuite) -> None:
    """Demande un autre titre et le donne."""
    resume = coach.carnet.resume(flux)
    if resume is None:
        return

    def donner(titre: str) -> None:
        if titre.strip() and titre != resume.titre:
            coach.carnet.titrer(flux, titre)
            coach.notify(dire("saisie_breve.titree"), markup=False)
            ensuite()

    coach.demander(dire("saisie_breve.titre"), resume.titre, donner)


def etiqueter(coach: "CoachApp", flux: str, ensuite: Ensuite) -> None:
    """Demande les étiquettes, pose celles qui manquent, ôte celles qui n'y sont plus."""
    resume = coach.carnet.resume(flux)
    if resume is None:
        return
    avant = resume.etiquettes

    def ranger(ligne: str) -> None:
        voulues = [net for nom in ligne.split(",") if (net := nom.strip().lstrip("#").strip())]
        for ancienne in avant:
            if cle(ancienne) not in map(cle, voulues):
                coach.carnet.oter_etiquette(flux, ancienne)
        for nouvelle in voulues:
            coach.carnet.etiqueter(flux, nouvelle)
        coach.notify(dire("saisie_breve.etiquetee"), markup=False)
        ensuite()

    coach.demander(dire("saisie_breve.etiquettes"), ", ".join(avant), ranger)


def exporter(coach: "CoachApp", flux: str) -> None:
    """Demande un nom de fichier et y écrit la séance ; rien ne s'écrase sans accord.

    Un nom de document (.pdf, .docx, .html, .md) ouvre d'abord la revue de ses noms.
    """

    def ecrire_dans(nom: str, remplacer: bool) -> None:
        from coach.partage.allers_retours import exporter_du_carnet
        from coach.partage.disque import ecrire, fichier_dit
        from coach.publication.formes import forme_de
        from coach.tui.partage.remise import remettre_la_seance

        fichier = fichier_dit(nom)
        if forme_de(fichier):
            remettre_la_seance(coach, flux, fichier)
            return
        ecrire(fichier, exporter_du_carnet(coach.carnet, flux), remplacer=remplacer)
        phrase = dire("saisie_breve.exportee", fichier=fichier, **noms_des_touches(coach))
        coach.notify(phrase, markup=False, timeout=10)

    propose = dossiers.chez_soi() / f"seance-{flux[:10].lower()}.jsonl"
    demander_ou_ecrire(coach, dire("saisie_breve.fichier"), str(propose), ecrire_dans)
