"""Des notes en Markdown ou en texte : un fichier, ou un dossier d'une note chacun.

La date d'une note est dans son en-tête, dans ses titres (un titre daté ouvre une entrée), ou dans
le nom de son fichier. Une note sans aucune date est refusée, et nommée.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.dates import RANGS, DateLue, lire_la_date
from coach.echange.journaux.entete import NoteLue, separer
from coach.echange.journaux.entree import Entree, former, nommer, situer
from coach.echange.journaux.json_lu import ENTREES_AU_PLUS, OCTETS_AU_PLUS
from coach.echange.journaux.rubriques import rubrique
from coach.echange.textes import en_une_ligne
from coach.modeles.texte import cle, nfc
from coach.partage.disque import octets_de

SUFFIXES = (".md", ".markdown", ".txt")

FICHIERS_AU_PLUS = 20_000

ORIGINE = "coach-reflexif"
"""Ce que dit le champ `origine` d'une page écrite par le coach : ce n'est pas une note."""

_DATES = ("date", "created", "creation_date", "date_created", "cree", "créé", "cree_le", "jour")
_TITRES = ("title", "titre")
_MOTS = ("tags", "tag", "etiquettes", "étiquettes", "keywords", "mots-cles", "mots-clés")

_CROCHET = re.compile(r"\[\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[^\]\n]*\].*")
_GRILLAGE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_MOT_CLE = re.compile(r"(?<![\w#&/])#([^\W\d_][\w/-]{1,58})")
_PERIODE = re.compile(r"\d{4}|\w{3,9}(?: {1,3}\d{4})?")


@dataclass
class _Section:
    """Un titre daté et les lignes qui le suivent, jusqu'au prochain."""

    titre: str
    quand: datetime | None
    lignes: list[str] = field(default_factory=list)

    @property
    def corps(self) -> str:
        return "\n".join(self.lignes)


def lire_notes(chemin: Path, zone: tzinfo | None = None) -> Iterator[Entree | None]:
    """Les entrées de ce fichier ou de ce dossier ; rien à la place d'une page du coach.

    `zone` : le fuseau des heures écrites sans le leur (celui d'ici, d'habitude). Lève
    `ErreurDEchange`, qui nomme la note fautive, ou `ErreurDeFichier`.
    """
    if not chemin.is_dir() or chemin.is_symlink():
        yield from lire_une_note(octets_de(chemin, OCTETS_AU_PLUS), chemin.name, zone)
        return
    fichiers = list(_fichiers(chemin))
    if not fichiers:
        raise ErreurDEchange("aucune_note")
    reste = OCTETS_AU_PLUS
    for fichier in fichiers:
        octets = octets_de(fichier, OCTETS_AU_PLUS)
        reste -= len(octets)
        if reste < 0:
            raise ErreurDEchange("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
        nom = str(fichier.relative_to(chemin))
        yield from lire_une_note(octets, nom, zone)


def _fichiers(dossier: Path) -> Iterator[Path]:
    """Les notes du dossier et de ses sous-dossiers, en ordre ; ni lien, ni fichier caché."""
    trouves: list[Path] = []
    for ici, dossiers, noms in os.walk(dossier, followlinks=False):
        dossiers[:] = sorted(d for d in dossiers if not d.startswith("."))
        trouves += [
            Path(ici, nom)
            for nom in noms
            if not nom.startswith(".") and nom.lower().endswith(SUFFIXES)
        ]
        if len(trouves) > FICHIERS_AU_PLUS:
            raise ErreurDEchange("trop_d_entrees", limite=FICHIERS_AU_PLUS)
    return iter(sorted(f for f in trouves if not f.is_symlink()))


def lire_une_note(octets: bytes, nom: str, zone: tzinfo | None) -> Iterator[Entree | None]:
    """Les entrées d'un fichier ; `nom` le désigne, et peut porter sa date."""
    try:
        texte = nfc(octets.decode("utf-8-sig"))
    except UnicodeDecodeError as erreur:
        raise ErreurDEchange("encodage", fichier=nom) from erreur
    note = separer(texte)
    if note.texte("origine") == ORIGINE:
        yield None
        return
    yield from (entree for entree in _entrees(note, nom, zone) if entree is not None)


def _entrees(note: NoteLue, nom: str, zone: tzinfo | None) -> Iterator[Entree | None]:
    """Les entrées de la note, rien à la place de celles qui ne disent rien."""
    avant, sections = _sections(note.corps)
    sienne = _date_de_la_note(note, nom)
    if len(sections) > ENTREES_AU_PLUS:
        raise ErreurDEchange("trop_d_entrees", limite=ENTREES_AU_PLUS)
    if sections and not (sienne and sienne.quand):
        if _a_dire(avant):
            raise ErreurDEchange("sans_date", entree=en_une_ligne(nom)[:80])
    elif _a_dire(avant) or not sections:
        yield _entree_de_la_note(note, nom, "\n".join(avant), sienne, zone)
    for rang, section in enumerate(sections, 1):
        yield _entree_de_la_section(section, rang, note, zone)


def _sections(corps: str) -> tuple[list[str], list[_Section]]:
    """Ce qui précède le premier titre daté, puis chaque titre daté avec ce qui le suit."""
    avant: list[str] = []
    sections: list[_Section] = []
    cloture = ""
    for ligne in corps.split("\n"):
        if grillage := _GRILLAGE.match(ligne):
            signe = grillage[1][0]
            cloture = "" if cloture == signe else cloture or signe
        date = None if cloture else _titre_date(ligne)
        if date is not None:
            sections.append(_Section(date.reste, date.quand))
        elif not _est_une_periode(ligne):
            (sections[-1].lignes if sections else avant).append(ligne)
    return avant, sections


def _titre_date(ligne: str) -> DateLue | None:
    """La date de ce titre de Markdown, ou de cette ligne de jrnl (« [2024-03-05 14:30] … »)."""
    titre = rubrique(ligne)
    if titre is not None:
        return lire_la_date(titre)
    return lire_la_date(ligne) if _CROCHET.fullmatch(ligne) else None


def _est_une_periode(ligne: str) -> bool:
    """Vrai pour un titre qui n'est qu'une année ou un mois : il range, il ne raconte rien."""
    titre = rubrique(ligne)
    if not titre or not _PERIODE.fullmatch(titre):
        return False
    mot = cle(titre).split()[0]
    return mot.isdecimal() or mot in RANGS


def _a_dire(lignes: list[str]) -> bool:
    """Vrai s'il y a là autre chose que des titres et des blancs."""
    return any(ligne.strip() and rubrique(ligne) is None for ligne in lignes)


def _date_de_la_note(note: NoteLue, nom: str) -> DateLue | None:
    """La date de l'en-tête, sinon celle du nom du fichier, sinon rien."""
    ecrite = note.texte(*_DATES)
    if ecrite:
        return lire_la_date(ecrite) or DateLue(None, ecrite)
    return lire_la_date(Path(nom).stem, serree=True)


def _entree_de_la_note(
    note: NoteLue, nom: str, corps: str, date: DateLue | None, zone: tzinfo | None
) -> Entree | None:
    designee = en_une_ligne(nom)[:80]
    if date is None:
        if not corps.strip():
            return None
        raise ErreurDEchange("sans_date", entree=designee)
    if date.quand is None:
        valeur = note.texte(*_DATES) or Path(nom).stem
        raise ErreurDEchange("date", entree=designee, valeur=en_une_ligne(valeur)[:40])
    titre, texte = _titre_et_texte(note, corps)
    if not titre and not note.texte(*_DATES):
        titre = re.sub(r"[-_]+", " ", date.reste)
    quand = situer(designee, date.quand, zone)
    return former(designee, quand, titre, texte, _etiquettes(note, texte))


def _titre_et_texte(note: NoteLue, corps: str) -> tuple[str, str]:
    """Le titre de la note et ce qu'elle raconte, sans la rubrique d'où vient le titre."""
    lignes = corps.strip("\n").split("\n")
    premier = rubrique(lignes[0])
    dit = note.texte(*_TITRES)
    if premier and (not dit or cle(dit) == cle(premier)):
        return dit or premier, "\n".join(lignes[1:])
    return dit, corps


def _entree_de_la_section(
    section: _Section, rang: int, note: NoteLue, zone: tzinfo | None
) -> Entree | None:
    nom = nommer(rang, section.titre)
    if section.quand is None:
        raise ErreurDEchange("date", entree=nom, valeur=section.titre[:40])
    quand = situer(nom, section.quand, zone)
    return former(nom, quand, section.titre, section.corps, _etiquettes(note, section.corps))


def _etiquettes(note: NoteLue, texte: str) -> list[str]:
    """Celles de l'en-tête, puis les « #mots » du texte."""
    return [*note.liste(*_MOTS), *_MOT_CLE.findall(texte)]
