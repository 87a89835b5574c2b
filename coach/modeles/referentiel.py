"""Un référentiel de compétences : titres cités, items reformulés à la première personne."""

from pydantic import BaseModel, ConfigDict, Field

NOMS_DES_CATEGORIES: dict[str, str] = {
    "critere": "Critères de performance",
    "savoir_faire_technique": "Savoir-faire techniques",
    "savoir_faire_organisationnel": "Savoir-faire organisationnels",
    "savoir_faire_relationnel": "Savoir-faire relationnels",
    "savoir": "Savoirs",
    "competence_associee": "Compétences associées",
    "capacite_evaluee": "Capacités évaluées",
    "modalite": "Modalités d’évaluation",
    "potentiel": "Potentiel",
    "connaissance": "Connaissances",
    "attitude": "Attitudes",
    "metacognition": "Métacognition",
    "situation": "Situation de travail",
    "savoir_faire": "Savoir-faire",
    "savoir_faire_comportemental": "Savoir-faire comportementaux",
}


class _Fige(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Groupe(_Fige):
    """Un ensemble de compétences de la source : activité, bloc, domaine ou table.

    `parent` : le groupe qui le contient ; `modalites` : comment ce groupe s'évalue, décrit.
    """

    code: str = Field(min_length=1)
    titre: str = Field(min_length=1)
    parent: str | None = None
    modalites: tuple[str, ...] = ()


class Item(_Fige):
    """Un énoncé que l'on peut s'appliquer, dans sa catégorie d'origine."""

    categorie: str
    enonce: str = Field(min_length=1)


class SousItems(_Fige):
    """Ce que la source range sous un item : sa catégorie, son rang (à partir de 1), les énoncés."""

    categorie: str
    item: int = Field(ge=1)
    enonces: tuple[str, ...] = Field(min_length=1)


class PartieDuLivret(_Fige):
    """Une partie du document à remettre : son titre, et ce qu'elle demande."""

    titre: str = Field(min_length=1)
    description: str = Field(min_length=1)


class Correspondance(_Fige):
    """Une parente dans un autre référentiel ; `degre` : `equivalente` ou `proche`."""

    referentiel: str
    code: str
    degre: str = Field(pattern="^(equivalente|proche)$")
    raison: str


class Competence(_Fige):
    """Une compétence : titre officiel, place dans la source, items en ordre, thèmes.

    `situation` : la situation de travail de la source, racontée en deux ou trois phrases.
    """

    code: str = Field(min_length=1)
    titre: str = Field(min_length=1)
    groupe: str
    lieu: str
    themes: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    sous_items: tuple[SousItems, ...] = ()
    situation: str = ""
    correspondances: tuple[Correspondance, ...] = ()


class Referentiel(_Fige):
    """Un référentiel entier, avec son millésime et sa source."""

    id: str = Field(pattern="^[a-z][a-z0-9-]*$")
    titre: str
    emetteur: str
    pays: str
    millesime: str
    source: str
    avertissement: str
    groupes: tuple[Groupe, ...]
    competences: tuple[Competence, ...]
    livret: tuple[PartieDuLivret, ...] = ()

    def groupe(self, code: str) -> Groupe | None:
        """Le groupe de ce code, ou rien."""
        return next((g for g in self.groupes if g.code == code), None)

    def lignee(self, code: str) -> tuple[Groupe, ...]:
        """Ce groupe, puis ceux qui le contiennent, du plus proche au plus grand."""
        trouves: list[Groupe] = []
        groupe = self.groupe(code)
        while groupe is not None and groupe not in trouves:
            trouves.append(groupe)
            groupe = self.groupe(groupe.parent) if groupe.parent else None
        return tuple(trouves)

    def du_groupe(self, groupe: Groupe) -> tuple[Competence, ...]:
        """Les compétences de ce groupe et de ceux qu'il contient, dans l'ordre de la source."""
        return tuple(c for c in self.competences if groupe in self.lignee(c.groupe))

    def modalites(self, competence: Competence) -> tuple[str, ...]:
        """Comment cette compétence s'évalue : les modalités de son groupe et de ses parents."""
        return tuple(m for groupe in self.lignee(competence.groupe) for m in groupe.modalites)

    def competence(self, code: str) -> Competence | None:
        """La compétence de ce code (casse indifférente), ou rien."""
        cherche = code.casefold()
        return next((c for c in self.competences if c.code.casefold() == cherche), None)


class Theme(_Fige):
    """Un thème transversal : sa définition et les mots des situations réelles qui en parlent."""

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    titre: str
    definition: str
    mots: tuple[str, ...]
