"""Relever versions, dossiers, terminal, carnet, réglages ; jamais un mot de la personne."""

import platform
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coach import __version__, dossiers, reglages
from coach.carnet import Bilan, Carnet, ErreurDeCarnet
from coach.carnet.connexion import BASE
from coach.chiffres import en_chiffres
from coach.diagnostic.paroles import dire
from coach.diagnostic.terminal import terminal
from coach.reglages.apparence import existe

_MIO = 2**20


@dataclass(frozen=True)
class Releve:
    """Des sections, chacune faite de noms et de valeurs ; `problemes` : ce qui ne va pas."""

    sections: Mapping[str, Mapping[str, str]]
    problemes: tuple[str, ...] = ()

    def lignes(self) -> Iterator[str]:
        """Le relevé en texte, à lire ou à joindre à un rapport."""
        for section, valeurs in self.sections.items():
            yield dire(f"section.{section}")
            for nom, valeur in valeurs.items():
                yield "  " + dire("dire.ligne", nom=dire(f"nom.{nom}"), valeur=_dite(valeur))
            yield ""
        yield from self.problemes


def _dite(valeur: str) -> str:
    """La valeur telle qu'elle se lit ; un compte y a ses milliers séparés."""
    return en_chiffres(int(valeur)) if valeur.isdecimal() else valeur


def relever(
    dossier: Path,
    carnet: Carnet | None,
    *,
    bilan: Bilan | None = None,
    souci: ErreurDeCarnet | None = None,
    affichage: Mapping[str, str] | None = None,
) -> Releve:
    """Le relevé du carnet de ce dossier.

    `carnet` : ouvert, ou rien s'il n'existe pas encore ou ne s'ouvre pas (`souci` dit pourquoi) ;
    `bilan` : son contrôle, s'il est fait ; `affichage` : ce que l'interface sait du terminal.
    """
    problemes = [souci.phrase] if souci else []
    problemes += bilan.problemes if bilan else ()
    return Releve(
        {
            "versions": _versions(),
            "systeme": {
                "systeme": f"{platform.system()} {platform.release()}",
                "machine": platform.machine(),
            },
            "terminal": {**terminal(), **(affichage or {})},
            "dossiers": _dossiers(dossier),
            "carnet": _carnet(dossier, carnet, bilan, souci),
            "reglages": _reglages(),
            "contenus": _contenus(),
        },
        tuple(problemes),
    )


def _versions() -> dict[str, str]:
    return {
        "coach": __version__,
        "python": platform.python_version(),
        "textual": _version("textual"),
        "sqlite": sqlite3.sqlite_version,
        "sqlite_utils": _version("sqlite-utils"),
        "pydantic": _version("pydantic"),
    }


def _version(paquet: str) -> str:
    try:
        return version(paquet)
    except PackageNotFoundError:
        return dire("dire.inconnu")


def _dossiers(dossier: Path) -> dict[str, str]:
    return {
        "carnet": abrege(dossier),
        "configuration": abrege(dossiers.configuration()),
        "journaux_systeme": abrege(dossiers.journaux_systeme()),
        "place": _place(dossier),
    }


def abrege(chemin: Path) -> str:
    """Le chemin, « ~ » à la place du dossier personnel : il porte souvent un nom."""
    entier = str(chemin.absolute())
    try:
        chez_soi = str(Path.home())
    except RuntimeError:
        return entier
    return "~" + entier.removeprefix(chez_soi) if entier.startswith(chez_soi) else entier


def _place(dossier: Path) -> str:
    ici = next((p for p in (dossier, *dossier.absolute().parents) if p.exists()), None)
    try:
        return _octets(shutil.disk_usage(ici).free) if ici else dire("dire.inconnu")
    except OSError:
        return dire("dire.inconnu")


def _octets(nombre: int) -> str:
    if nombre >= 1024 * _MIO:
        return dire("dire.gio", nombre=f"{nombre / 1024 / _MIO:.1f}".replace(".", ","))
    return dire("dire.mio", nombre=f"{nombre / _MIO:.1f}".replace(".", ","))


def _carnet(
    dossier: Path, carnet: Carnet | None, bilan: Bilan | None, souci: ErreurDeCarnet | None
) -> dict[str, str]:
    if carnet is None:
        return {"etat": souci.raison if souci else dire("dire.pas_encore")}
    faits = {
        "etat": dire("dire.ouvert"),
        "base": _octets((dossier / BASE).stat().st_size) if (dossier / BASE).exists() else "",
        "schema": ", ".join(carnet.migrations()),
        "sauvegardes": _sauvegardes(carnet),
        "controle": dire("dire.a_faire"),
    }
    if bilan is not None:
        nombre = len(bilan.problemes)
        faits["seances"], faits["evenements"] = str(bilan.seances), str(bilan.evenements)
        faits["controle"] = dire("dire.problemes", nombre=nombre) if nombre else dire("dire.sain")
    return faits


def _sauvegardes(carnet: Carnet) -> str:
    noms = carnet.sauvegardes()
    if not noms:
        return dire("dire.aucun")
    dernier = max((n for n in noms if n.startswith("carnet-")), default=noms[-1])
    return dire("dire.dernier", nombre=len(noms), jour=dernier.removeprefix("carnet-"))


def _reglages() -> dict[str, str]:
    """Les choix, sans le nom ; ce qui est à corriger se compte sans se citer."""
    dossier = dossiers.configuration()
    lus = reglages.lire(dossier)
    choisis = lus.reglages
    return {
        "fichier": dire("dire.present" if existe(dossier) else "dire.absent"),
        "avertissements": str(len(lus.avertissements)),
        "pays": choisis.pays or dire("dire.aucun"),
        "suivis": ", ".join(choisis.referentiels),
        "theme": choisis.theme,
        "animations": dire("dire.oui" if choisis.animations else "dire.non"),
        "appui": choisis.appui,
        "touches": str(len(choisis.touches)),
    }


def _contenus() -> dict[str, str]:
    from coach import referentiels
    from coach.dialogues import protocole
    from coach.referentiels.livres import identifiants_livres

    tous, scripts = referentiels.identifiants(), protocole.identifiants()
    siens = [i for i in tous if i not in identifiants_livres()]
    leurs = [i for i in scripts if not protocole.est_livre(i)]
    return {
        "referentiels": dire("dire.livres", livres=len(tous) - len(siens), siens=len(siens)),
        "referentiels_ecartes": str(len(referentiels.avertissements())),
        "protocoles": dire("dire.livres", livres=len(scripts) - len(leurs), siens=len(leurs)),
        "protocoles_ecartes": str(len(protocole.avertissements())),
    }
