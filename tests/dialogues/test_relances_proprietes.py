"""Ce qui tient quoi qu'on écrive : aucune relance répétée, inventée, ni de trop."""

import re
from collections import Counter
from functools import cache

import pytest
from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid
from hypothesis import given, settings
from hypothesis import strategies as st
from lieux import lignes

from coach.analyse import lire
from coach.dialogues.histoire import Histoire
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger, identifiants
from coach.dialogues.repertoire import catalogue
from coach.modeles.evenements import RelancePosee

GRAINES = 8


@cache
def recits():
    return [recit["texte"] for recit in lignes("corpus/entrainement.jsonl")]


@cache
def lire_une_fois(texte, decisions, attendue):
    return lire(texte, decisions, attendue)


def lire_en_memoire(texte, decisions=(), attendue=None):
    return lire_une_fois(texte, tuple(decisions), attendue)


def mener(protocole, reponses, graine=0, histoire=None):
    """Répond à tout ce qui est demandé, d'une réponse à la fois ; rend le moteur, fini."""
    contexte = contexte_fixe(lire=lire_en_memoire, histoire=histoire or Histoire())
    moteur = Moteur(ulid(31_000_000 + graine), charger(protocole), DepotEnMemoire(), contexte)
    moteur.demarrer()
    for rang in range(200):
        if moteur.etat.terminee:
            return moteur
        if moteur.etat.aide:
            moteur.acquitter("continuer")
            continue
        demande = moteur.etat.en_attente.demande
        options = getattr(demande, "options", ())
        if options:
            moteur.repondre("", [options[0].valeur])
        else:
            moteur.repondre(reponses[rang % len(reponses)])
    raise AssertionError("la séance ne finit pas")


def relances(moteur):
    return [e.demande for e in moteur.etat.echanges if isinstance(e.demande, RelancePosee)]


def verifier(moteur):
    posees = relances(moteur)
    textes = {e.reponse.id: e.reponse.texte for e in moteur.etat.echanges if e.reponse}
    assert len({r.texte for r in posees}) == len(posees), "une relance s'est répétée"
    par_etape = Counter(r.etape for r in posees)
    assert all(nombre <= 2 for nombre in par_etape.values())
    for etape, memes in Counter((r.etape, r.relance) for r in posees).items():
        assert memes == 1, etape
    for relance in posees:
        cites = re.findall("«\u00a0(.*?)\u00a0»", relance.texte)
        assert cites == ([relance.cite.texte] if relance.cite else [])
        if relance.cite:
            texte = textes[relance.cite.evenement]
            assert texte[relance.cite.debut : relance.cite.fin] == relance.cite.texte
        assert "{" not in relance.texte.replace(relance.cite.texte if relance.cite else "", "")


@pytest.mark.parametrize("depart", range(0, 160, 20))
def test_sur_les_recits_du_corpus(depart):
    """Un récit entier, puis ses phrases, puis un autre : des réponses longues et courtes."""
    total = 0
    for graine, recit in enumerate(recits()[depart : depart + 20 : 2]):
        phrases = re.split(r"(?<=[.!?…]) ", recit)
        moteur = mener("analyse-de-pratique", [recit, *phrases], graine)
        verifier(moteur)
        total += len(relances(moteur))
    assert total, "des récits entiers appellent au moins une relance"


@pytest.mark.parametrize("protocole", identifiants())
def test_dans_tous_les_protocoles(protocole):
    recit = recits()[len(protocole) % len(recits())]
    verifier(mener(protocole, [recit, "Rien", "Être plus attentive", "bientôt"], len(protocole)))


textes = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            [
                "Je me suis sentie trahie",
                "il est toujours « comme ça »",
                "elle voulait me piéger (encore",
                "j'aurais dû dire non",
                "peut-être qu'il avait peur ?",
                "{cite} {mot}",
                "Ne plus crier",
                "M. Diallo est arrivé à 9 h 15.",
                "j’ai\u00a0pleuré\u202f!",
                "[red]rouge[/]",
                "on doit tout faire",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map(", ".join),
)


@settings(max_examples=40)
@given(st.lists(textes, min_size=1, max_size=6), st.integers(0, 50))
def test_sur_des_textes_quelconques(reponses, graine):
    verifier(mener("analyse-de-pratique", reponses, graine))


def test_d_une_seance_a_l_autre_chaque_formulation_attend_son_tour():
    """Dix séances de suite, mêmes réponses : pas de redite tant qu'une autre pouvait se dire."""
    recit = (
        "Elle était furieuse contre moi. Elle avait tort. Il est parti. J’ai refermé la porte et"
        " j’ai attendu dans le couloir qu’on m’appelle, sans rien dire à personne."
    )
    dites: dict[str, list[int]] = {}
    for graine in range(GRAINES):
        histoire = Histoire(formulations={r: list(dict.fromkeys(f)) for r, f in dites.items()})
        moteur = mener("analyse-de-pratique", [recit], graine, histoire)
        for relance in relances(moteur):
            assert relance.formulation not in dites.setdefault(relance.relance, [])
            dites[relance.relance].insert(0, relance.formulation)
    assert dites
    assert set(dites) <= set(catalogue())


def test_toute_relance_se_passe():
    contexte = contexte_fixe(lire=lire_en_memoire)
    neuf = Moteur(ulid(32_000_000), charger("analyse-de-pratique"), DepotEnMemoire(), contexte)
    neuf.demarrer()
    while neuf.etat.en_attente.demande.etape != "faits":
        neuf.passer()
    neuf.repondre("Elle avait tort.")
    assert isinstance(neuf.etat.en_attente.demande, RelancePosee)
    neuf.passer()
    assert neuf.etat.en_attente.demande.etape == "emotions"
