"""Les phases d'une rencontre et leurs verrous : rien ne s'interprète avant la fin des questions."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rencontre_d_essai import GENRES, MIDI, Horloge, animation, jusqu_a

from coach.modeles.evenements import AnnotationPosee
from coach.supervision.animation import LONGUEUR, ROLES, Animation, GesteRefuse
from coach.supervision.methode import APRES_LES_QUESTIONS, Methode, methodes


@pytest.mark.parametrize("nom", methodes())
def test_chaque_methode_ferme_les_questions_avant_d_interpreter(nom: str) -> None:
    methode = methodes()[nom]
    questions = [n for n, p in enumerate(methode.phases) if "question" in p.contributions]
    apres = [n for n, p in enumerate(methode.phases) if APRES_LES_QUESTIONS & {*p.contributions}]
    assert questions and apres and max(questions) < min(apres)


def test_une_methode_qui_melange_questions_et_hypotheses_est_refusee() -> None:
    brute = methodes()["libre"].model_dump()
    brute["phases"][0]["contributions"] = ("question", "hypothese", "note")
    with pytest.raises(ValueError, match="hypothèses avant la fin des questions"):
        Methode.model_validate(brute)


GESTES = st.lists(
    st.one_of(
        st.tuples(st.just("placer"), st.sampled_from("ABC"), st.sampled_from(ROLES)),
        st.tuples(st.sampled_from(["ouvrir", "clore", "annuler", "heure"])),
        st.tuples(
            st.just("contribuer"),
            st.sampled_from(GENRES),
            st.sampled_from([None, "A", "B", "C", "exposant", "participant", "inconnu"]),
        ),
    ),
    max_size=60,
)


def faire(tenue: Animation, geste: tuple[str, ...]) -> None:
    match geste:
        case ("placer", membre, role):
            tenue.placer(membre, role)
        case ("contribuer", genre, membre):
            tenue.contribuer(genre, "un mot", membre=membre)  # type: ignore[arg-type]
        case ("heure",):
            tenue.tenir_l_heure(MIDI + timedelta(hours=5))
        case (nom,):
            getattr(tenue, nom)()


@given(st.sampled_from(sorted(methodes())), GESTES, GESTES)
@settings(max_examples=300)
def test_aucune_suite_de_gestes_n_ecrit_une_hypothese_avant_la_cloture(
    nom: str, avant: list[tuple[str, ...]], apres: list[tuple[str, ...]]
) -> None:
    """Même en reprenant au milieu, sur un autre clavier, ce qu'un premier avait écrit."""
    methode = methodes()[nom]
    tenue = animation(nom)
    for gestes in (avant, apres):
        for geste in gestes:
            ecrits = len(tenue.evenements)
            closes = tenue.rencontre.questions_closes(methode)
            roles = dict(tenue.rencontre.roles)
            phase = tenue.phase
            try:
                faire(tenue, geste)
            except GesteRefuse as refus:
                assert str(refus).endswith(".")
                assert len(tenue.evenements) == ecrits
                continue
            for evenement in tenue.evenements[ecrits:]:
                if not isinstance(evenement, AnnotationPosee):
                    continue
                assert evenement.genre not in APRES_LES_QUESTIONS or closes
                if phase and evenement.genre != "note":
                    assert evenement.genre in phase.contributions
                    if roles.get(geste[2]) == "exposant":
                        assert "exposant" not in phase.ecoute
        tenue = animation(nom, "clavier-2", tenue.evenements)


def test_qui_expose_ecoute_note_et_a_le_dernier_mot() -> None:
    tenue = animation()
    tenue.placer("Maud", "exposant")
    jusqu_a(tenue, "hypotheses")
    with pytest.raises(GesteRefuse, match="écoute"):
        tenue.contribuer("hypothese", "Moi, je pense…", membre="Maud")
    tenue.contribuer("note", "Le mur.", membre="Maud")
    assert tenue.permis("Maud") == ["note"]
    jusqu_a(tenue, "conclusion")
    with pytest.raises(GesteRefuse, match="personne qui expose"):
        tenue.contribuer("piste", "Tu devrais…", membre="Théo")
    tenue.contribuer("piste", "J’essaierai sans écran.", membre="Maud")


def test_le_refus_dit_ou_sera_la_place_de_ce_qui_vient_trop_tot() -> None:
    tenue = animation()
    jusqu_a(tenue, "exploration")
    with pytest.raises(GesteRefuse, match="Les hypothèses"):
        tenue.contribuer("hypothese", "Il a peur.")
    with pytest.raises(GesteRefuse, match="trop long"):
        tenue.contribuer("question", "x" * (LONGUEUR + 1))


def test_une_phase_fermee_ne_se_rouvre_pas_meme_en_annulant() -> None:
    tenue = animation()
    jusqu_a(tenue, "exploration")
    tenue.contribuer("question", "Quand ?")
    tenue.clore()
    with pytest.raises(GesteRefuse):
        tenue.annuler()
    assert tenue.rencontre.close("exploration")


def test_l_heure_suggere_ou_tient_selon_la_methode() -> None:
    horloge = Horloge()
    suggere, tient = animation("gease", horloge=horloge), animation("intervision", horloge=horloge)
    suggere.ouvrir()
    tient.ouvrir()
    horloge.avancer(60)
    assert suggere.tenir_l_heure(horloge()) is None and suggere.phase is not None
    ferme = tient.tenir_l_heure(horloge())
    assert ferme is not None and tient.phase is None and tient.rencontre.close(ferme.id)


def test_une_nuit_de_coupure_ne_compte_pas_dans_l_heure() -> None:
    horloge = Horloge()
    tenue = animation("intervision", horloge=horloge)
    tenue.ouvrir()
    horloge.avancer(5)
    tenue.contribuer("note", "On s’arrête là.")
    horloge.avancer(14 * 60)
    reprise = animation("intervision", "clavier-2", tenue.evenements, horloge)
    heure = reprise.heure(horloge())
    assert heure is not None and heure.passe == timedelta(minutes=5)
    assert reprise.tenir_l_heure(horloge()) is None
