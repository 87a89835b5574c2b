"""Les protocoles que la personne range dans le sous-dossier `protocoles` de ses réglages."""

from coach.dialogues.erreurs import ErreurDeProtocole, erreur
from coach.dialogues.fichier import charger_personnel
from coach.dialogues.script import Protocole
from coach.personnels import Rangement

_RANGEMENT: Rangement[Protocole] = Rangement(
    "protocoles",
    charger_personnel,
    ErreurDeProtocole,
    lambda nom: erreur("dossier_interdit", fichier=nom),
)

dossier = _RANGEMENT.dossier
personnels = _RANGEMENT.personnels
