"""Les listes de la porte : ce qu'un partage remplace, et ce qui ne désigne personne."""

from functools import lru_cache

from coach.confidentialite.lexique import Donnees, cles, lexique, lire_donnees


class _Entites(Donnees):
    organismes_publics: str
    outils: str
    autres_majuscules: str
    pays: str
    ouvre_un_organisme: str
    ouvre_un_organisme_seulement_nomme: str
    ouvre_un_lieu: str
    ouvre_un_lieu_en_capitale: str
    avant_une_ville: str
    gentiles: str
    apres_une_personne: str
    lieux_de_plus: str
    prenoms_ordinaires: str
    villes_ordinaires: str
    verbes_d_une_personne: str
    avant_une_lettre: str
    ouvrent_une_phrase: str
    syllabes_redites: str
    apres_chez: str
    civilites_et_parente: str
    nationalites: str


class LexiqueDesEntites:
    """Les listes, en clés de recherche (sans casse ni accents)."""

    def __init__(self, donnees: _Entites) -> None:
        base = lexique()
        self.pays = cles(donnees.pays)
        self.villes = (
            cles(donnees.lieux_de_plus) | base.lieux | _finales(donnees.lieux_de_plus)
        ) - self.pays
        self.civilites = cles(donnees.civilites_et_parente)
        self.prenoms_ordinaires = cles(donnees.prenoms_ordinaires)
        self.villes_ordinaires = cles(donnees.villes_ordinaires)
        self.nationalites = _tous_les_accords(donnees.nationalites)
        self.ecartes = (
            base.mots_outils
            | base.titres
            | base.sigles
            | self.pays
            | cles(donnees.organismes_publics)
            | cles(donnees.outils)
            | cles(donnees.autres_majuscules)
            | self.nationalites
        )
        self.outils_et_services = cles(donnees.outils) | cles(donnees.organismes_publics)
        self.ouvre_un_organisme = cles(donnees.ouvre_un_organisme) | cles(
            donnees.ouvre_un_organisme_seulement_nomme
        )
        self.ouvre_un_lieu = cles(donnees.ouvre_un_lieu) | cles(donnees.ouvre_un_lieu_en_capitale)
        self.avant_une_ville = cles(donnees.avant_une_ville)
        self.gentiles = _tous_les_accords(donnees.gentiles)
        self.publics = cles(donnees.organismes_publics) | base.sigles
        self.apres_une_personne = cles(donnees.apres_une_personne)
        self.verbes_d_une_personne = frozenset(donnees.verbes_d_une_personne.split())
        self.avant_une_lettre = cles(donnees.avant_une_lettre)
        self.ouvrent_une_phrase = cles(donnees.ouvrent_une_phrase)
        self.syllabes_redites = cles(donnees.syllabes_redites)
        self.apres_chez = cles(donnees.apres_chez)


def _finales(mots: str) -> frozenset[str]:
    """« locle » pour « le-locle » : l'article se lit à part."""
    return frozenset(c.removeprefix("le-") for c in cles(mots) if c.startswith("le-"))


def _tous_les_accords(mots: str) -> frozenset[str]:
    return frozenset(forme for nom in cles(mots) for forme in _accords(nom))


def _accords(gentile: str) -> tuple[str, ...]:
    """« namurois », « namuroise », « namuroises », « namurois »."""
    if gentile.endswith("en"):
        feminin = gentile + "ne"
    elif gentile.endswith("eau"):
        feminin = gentile[:-3] + "elle"
    else:
        feminin = gentile if gentile.endswith("e") else gentile + "e"
    pluriel = gentile if gentile.endswith("s") else gentile + ("x" if gentile[-1] == "u" else "s")
    return gentile, feminin, feminin + "s", pluriel


@lru_cache(maxsize=1)
def lexique_des_entites() -> LexiqueDesEntites:
    """Les listes livrées avec le coach, lues au premier appel."""
    return LexiqueDesEntites(lire_donnees("entites.toml", _Entites))
