"""Ce qui tient quoi que fasse la personne : des gestes au hasard, et les promesses du coach."""

from collections import Counter

from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.dialogues.moteur import GesteImpossible, Moteur
from coach.dialogues.protocole import charger
from coach.modeles.evenements import RelancePosee, ReponseDonnee, ReponseModifiee
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.referentiels import charger as charger_referentiel

FLUX = ulid(31_000_000)
PROTOCOLE = charger("analyse-de-pratique")

textes = st.sampled_from(
    [
        "F: Il s'est levé.",
        "O/jugement: Elle était de mauvaise foi.",
        "O/generalisation: Ils sont toujours en retard.\nF: Mardi, oui.",
        "O/faux_sentiment: Je me suis sentie manipulée.",
        "O/interpretation: Il voulait me provoquer.",
        "E/colere: J'étais furieuse.",
        "Rien",
        "Ne plus jamais crier.",
        "1",
        "O/jugement: « Bof », {cite} [red]x[/]",
        "\u0645\u0631\u062d\u0628\u0627 🙂 e\u0301",
    ]
)
gestes = st.one_of(
    st.tuples(st.just("repondre"), textes),
    st.tuples(st.just("choisir"), st.integers(0, 3)),
    st.tuples(st.just("passer"), st.none()),
    st.tuples(st.just("reculer"), st.none()),
    st.tuples(st.just("aller"), st.sampled_from([e.id for e in PROTOCOLE.etapes])),
    st.tuples(st.just("annuler"), st.none()),
    st.tuples(st.just("retablir"), st.none()),
    st.tuples(st.just("modifier"), textes),
    st.tuples(st.just("corriger"), st.sampled_from(list(Nature))),
    st.tuples(st.just("reprendre"), st.none()),
)


def jouer(moteur: Moteur, geste: str, avec: object) -> None:
    attendu = moteur.etat.en_attente
    if geste == "repondre":
        moteur.repondre(avec)
    elif geste == "choisir" and attendu:
        options = getattr(attendu.demande, "options", ())
        moteur.repondre("", [o.valeur for o in options[avec : avec + 1]])
    elif geste == "aller":
        moteur.aller(avec)
    elif geste in ("modifier", "corriger") and moteur.etat.reponses:
        reponse = moteur.etat.reponses[-1]
        if geste == "modifier":
            moteur.modifier(reponse.id, avec)
        else:
            moteur.corriger(reponse.id, 0, max(1, len(reponse.texte) // 2), avec)
    elif geste in ("passer", "reculer", "annuler", "retablir"):
        getattr(moteur, geste)()


@settings(max_examples=120, deadline=None)
@given(st.lists(gestes, max_size=40))
def test_les_promesses_tiennent_quoi_qu_on_fasse(suite):
    depot = DepotEnMemoire()
    contexte = contexte_fixe(referentiels=(charger_referentiel("cip"),))
    moteur = Moteur(FLUX, PROTOCOLE, depot, contexte)
    moteur.demarrer()
    for geste, avec in suite:
        try:
            if geste == "reprendre":
                moteur = Moteur(FLUX, PROTOCOLE, depot, contexte, depot.evenements(FLUX))
                moteur.demarrer()
            else:
                jouer(moteur, geste, avec)
        except GesteImpossible as impossible:
            assert str(impossible).endswith((".", "!", "?"))
    verifier(moteur, depot)


def verifier(moteur: Moteur, depot: DepotEnMemoire) -> None:
    journal = depot.evenements(FLUX)
    assert [e.rang for e in journal] == list(range(1, len(journal) + 1))
    if journal:
        assert plier(FLUX, reversed(journal)) == moteur.etat
    assert moteur.etat.terminee or moteur.etat.en_attente is not None
    relances = [e.demande for e in moteur.etat.echanges if isinstance(e.demande, RelancePosee)]
    par_etape = Counter(r.etape for r in relances)
    assert all(par_etape[e.id] <= min(2, e.relances_max) for e in PROTOCOLE.etapes)
    assert len({(r.relance, r.formulation) for r in relances}) == len(relances)
    dits = [e.texte for e in journal if isinstance(e, ReponseDonnee | ReponseModifiee)]
    for relance in relances:
        if relance.cite:
            assert any(
                texte[relance.cite.debut : relance.cite.fin] == relance.cite.texte for texte in dits
            )
            assert relance.cite.texte in relance.texte
