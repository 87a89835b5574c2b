"""Ce que les activités en texte ont en commun : s'interrompre, se tromper, ne rien perdre."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.texte.choix import lire_un_choix
from coach.cli.texte.commandes import Commandes, inconnue, s_arreter
from coach.cli.texte.conversation import Saisie, interruptible
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import ne_dit_que_des_numeros, numero_dit, numeros_dits


def lignes(entree: str, *, interactif: bool = False) -> Lignes:
    return Lignes(io.StringIO(entree), io.StringIO(), interactif)


def dit(ici: Lignes) -> str:
    assert isinstance(ici.sortie, io.StringIO)
    return ici.sortie.getvalue()


# --- Des numéros --------------------------------------------------------------------------------


@given(st.text(max_size=12) | st.from_regex(r"\A[\d²³٣,; .]{0,12}\Z"))
def test_un_numero_est_de_la_liste_ou_n_en_est_pas_un(ecrit: str) -> None:
    numero = numero_dit(ecrit, 7)
    assert numero is None or 1 <= numero <= 7
    assert all(1 <= n <= 7 for n in numeros_dits(ecrit, 7) or ())


def test_un_nombre_demesure_n_est_qu_un_mauvais_numero() -> None:
    assert numero_dit("9" * 5000) is None
    assert numeros_dits("1," + "9" * 5000) is None
    assert ne_dit_que_des_numeros("9" * 5000)


@pytest.mark.parametrize(
    ("ligne", "numeros"), [("1,3", [1, 3]), ("3 1", [3, 1]), ("2.", [2]), ("1 ; 2", [1, 2])]
)
def test_les_facons_de_dire_des_numeros(ligne: str, numeros: list[int]) -> None:
    assert ne_dit_que_des_numeros(ligne) and numeros_dits(ligne, 3) == numeros


@pytest.mark.parametrize("ligne", ["", "trois", "1 fois", "-1", "1.2.3 go", "²"])
def test_du_texte_n_est_pas_une_liste_de_numeros(ligne: str) -> None:
    assert not ne_dit_que_des_numeros(ligne)


# --- Des commandes ------------------------------------------------------------------------------


def test_une_commande_se_dit_avec_ou_sans_accent_en_capitales_ou_pas() -> None:
    recus: list[str] = []
    commandes = Commandes(lignes(""), {"hypothese": recus.append})
    for ligne in ("hypothese a", "Hypothèse b", "HYPOTHÈSE  c "):
        commandes.faire(ligne)
    assert recus == ["a", "b", "c"]


def test_la_plus_proche_se_propose_et_rien_qui_ne_ressemble_pas() -> None:
    connues = ("pause", "fin", "aide", "tout", "rétablir")
    assert "/rétablir" in inconnue("Retablr", connues)
    for nom in ("coucou", "inconnue", "é"):
        assert not any(f"/{connue}" in inconnue(nom, connues) for connue in ("tout", "fin"))


def test_un_refus_se_dit_et_le_reste_remonte() -> None:
    def refuser(_: str) -> None:
        raise ValueError("c'est trop tôt")

    ici = lignes("")
    Commandes(ici, {"a": refuser}, refus=(ValueError,)).faire("a")
    assert dit(ici) == "c'est trop tôt\n"
    with pytest.raises(ValueError, match="trop tôt"):
        Commandes(ici, {"a": refuser}).faire("a")


# --- Une réponse --------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)))
def test_chaque_ligne_tapee_est_gardee_avant_que_la_suivante_ne_se_lise(tapees: list[str]) -> None:
    tapees = ["- " + ligne for ligne in tapees]
    gardes: list[str] = []
    saisie = Saisie(lignes("\n".join(tapees)), gardes.append)
    with pytest.raises(Pause):
        saisie.lire()
    assert [g.count("\n") for g in gardes] == list(range(len(tapees)))
    assert saisie.commencee == bool(tapees) and saisie.texte == (gardes[-1] if gardes else "")


def test_une_commande_n_interrompt_pas_la_reponse_commencee() -> None:
    saisie = Saisie(lignes("J'ai écouté,\n/temps\n\n?\n//fin\n\n"), lambda _: None)
    assert saisie.lire() == ("commande", "temps")
    assert saisie.lire() == ("reponse", "J'ai écouté,\n?\n/fin")


def test_des_numeros_ne_se_choisissent_qu_avant_d_ecrire() -> None:
    saisie = Saisie(lignes("1,2\n\nJ'ai compté :\n1,2\n\n"), lambda _: None)
    assert saisie.lire(numeros=True) == ("numeros", "1,2")
    assert saisie.lire(numeros=True) == ("reponse", "J'ai compté :\n1,2")


def test_ce_qui_serait_perdu_se_dit() -> None:
    ici = lignes("Un début\n")
    saisie = Saisie(ici, lambda _: None)
    assert not saisie.retient()
    with pytest.raises(Pause):
        saisie.lire()
    assert saisie.retient() and "/effacer" in dit(ici)
    saisie.oublier()
    assert not saisie.retient()


def test_dans_un_tube_ce_qui_repond_n_attend_pas_la_ligne_suivante() -> None:
    """Un programme qui écrit /aide et attend la réponse la reçoit."""
    ici = lignes("")
    vus: list[str] = []

    class Tube(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            vus.append(dit(ici))
            return super().readline()

    ici.entree = Tube("/aide\n\nRéponse\n\n")
    saisie = Saisie(ici, lambda _: None)
    assert saisie.lire().sorte == "commande"
    ici.dire("la liste")
    assert saisie.lire() == ("reponse", "Réponse")
    assert "la liste" in vus[1]


# --- S'interrompre ------------------------------------------------------------------------------


@pytest.mark.parametrize("interruption", [Pause, KeyboardInterrupt])
def test_ce_qui_interrompt_dit_ou_c_est_garde(interruption: type[BaseException]) -> None:
    dites: list[str] = []

    def mener() -> None:
        with interruptible(lambda: dites.append("gardé")):
            raise interruption

    if interruption is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            mener()
    else:
        mener()
    assert dites == ["gardé"]


def test_au_clavier_ctrl_d_finit_la_ligne_de_l_invite() -> None:
    ici = lignes("", interactif=True)
    ici.inviter()
    with pytest.raises(Pause):
        ici.lire()
    assert dit(ici) == "> \n"


# --- Choisir ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entree", "choisi"),
    [
        ("2\n", 2),
        ("\n", None),
        ("/Passer\n", None),
        ("/aide\n9\n/coucou\n1\n", 1),
        ("gease\n", 1),
        ("²\n" + "9" * 5000 + "\n3\n", 3),
    ],
)
def test_choisir_dans_une_liste(entree: str, choisi: int | None) -> None:
    ici = lignes(entree)
    assert lire_un_choix(ici, 3, "L'aide.", noms=("gease", "balint", "libre")) == choisi
    assert dit(ici).count("L'aide.") == entree.count("/aide")


@pytest.mark.parametrize("entree", ["/pause\n", "/Fin\n", "", "9\n"])
def test_s_en_aller_sans_choisir(entree: str) -> None:
    with pytest.raises(Pause):
        lire_un_choix(lignes(entree), 3, "L'aide.")


def test_dans_un_tube_aere_la_ligne_vide_suit_le_choix() -> None:
    ici = lignes("9\n\n2\n\nla suite\n")
    assert lire_un_choix(ici, 3, "L'aide.", aerees=True) == 2
    assert ici.lire() == "la suite"


def test_pause_et_fin_s_arretent() -> None:
    with pytest.raises(Pause):
        Commandes(lignes(""), {"fin": s_arreter}).faire("Fin merci")
