"""L'entrée du programme : préparer le terminal, puis passer la main à la ligne de commande.

Rien de lourd n'est importé ici : `coach --version` répond sans charger la moindre bibliothèque.
"""

import io
import os
import sys

from coach import __version__

INTERROMPU = 130
"""Code de sortie d'un programme arrêté par Ctrl-C."""

ARRETE = 128
"""Code de sortie d'un programme arrêté par un signal, auquel s'ajoute le numéro de celui-ci."""

TUBE_FERME = 1
"""Code de sortie quand le lecteur du tube est parti avant la fin."""

SANS_PLACE = 1
"""Code de sortie quand le disque où va la réponse est plein."""


def main() -> int:
    """Lance le coach avec les arguments du processus ; rend le code de sortie."""
    try:
        sys.unraisablehook = _ne_rien_montrer
        _ouvrir_les_flux_fermes()
        _parler_utf8()
        if sys.argv[1:] == ["--version"]:
            print(f"coach {__version__}")
            code = 0
        else:
            _menager_iterm()
            code = _commander()
        sys.stdout.flush()
    except BrokenPipeError:
        _taire_la_sortie()
        return TUBE_FERME
    except OSError:
        _taire_la_sortie()
        print("La réponse n’a pas pu être écrite\u00a0: vérifiez la place libre.", file=sys.stderr)
        return SANS_PLACE
    except KeyboardInterrupt:
        print("\nInterrompu\u00a0: ce qui était enregistré l’est toujours.", file=sys.stderr)
        return INTERROMPU
    return code


def _commander() -> int:
    """Passe la main à la ligne de commande ; rend le code de sortie."""
    from coach.cli.ecran import un_ecran

    if not sys.argv[1:] and un_ecran():
        return _ouvrir_l_interface()
    from coach.cli.principal import commande

    _finir_proprement()
    return commande.main(standalone_mode=False)


def _ouvrir_l_interface() -> int:
    """Ouvre l'interface sans charger la ligne de commande ; elle ne sert qu'à dire une erreur."""
    from coach import dossiers
    from coach.tui.ouverture import ouvrir

    try:
        ouvrir(dossiers.carnet())
    except Exception as erreur:
        from coach.cli.filet import sous_filet

        panne = erreur

        def relever() -> None:
            raise panne

        return sous_filet(relever)
    return 0


def _finir_proprement() -> None:
    """Un signal de fin laisse effacer ce qui est provisoire ; l'interface a le sien."""
    import signal

    for nom in ("SIGTERM", "SIGHUP"):
        numero = getattr(signal, nom, None)
        if numero is not None and signal.getsignal(numero) is signal.SIG_DFL:
            signal.signal(numero, lambda recu, _: sys.exit(ARRETE + recu))


def _ne_rien_montrer(perdue: "sys.UnraisableHookArgs") -> None:
    """Une erreur survenue pendant un ménage de Python : ni trace, ni demande d'arrêt oubliée."""
    if isinstance(perdue.exc_value, SystemExit | KeyboardInterrupt):
        import _thread
        import signal
        import threading

        ctrl_c = isinstance(perdue.exc_value, KeyboardInterrupt)
        numero = signal.SIGINT if ctrl_c else signal.SIGTERM
        # Un peu plus tard : d'ici, l'arrêt se perdrait de nouveau.
        threading.Timer(0.01, _thread.interrupt_main, (numero,)).start()


def _ouvrir_les_flux_fermes() -> None:
    """Ouvre sur le vide les flux que le lanceur a fermés (`>&-`) : on y lit et écrit sans y penser.

    Dans leur ordre : le système donne à chacun sa place, qu'un fichier du carnet ne prendra pas.
    """
    for nom, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, nom) is None:
            setattr(sys, nom, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _parler_utf8() -> None:
    """Met les trois flux en UTF-8, quels que soient le système, la langue et le tube.

    Un octet d'entrée qui n'est pas de l'UTF-8 arrive comme un caractère isolé, que chaque verbe
    refuse avec sa phrase ; un caractère impossible à écrire sort en échappement, sans trace.
    """
    for flux, erreurs in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(flux, io.TextIOWrapper):
            flux.reconfigure(encoding="utf-8", errors=erreurs)


def _menager_iterm() -> None:
    """Renonce au clavier étendu sous iTerm2, qui y perd les accents des claviers français.

    Un choix explicite de la personne l'emporte ; sous tmux, c'est tmux qui parle au terminal.
    """
    if os.environ.get("TERM_PROGRAM") == "iTerm.app" and not os.environ.get("TMUX"):
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def _taire_la_sortie() -> None:
    """Détourne la sortie vers le vide, pour que la fermeture du programme ne proteste pas."""
    vide = os.open(os.devnull, os.O_WRONLY)
    os.dup2(vide, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
