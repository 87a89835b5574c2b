"""Ce qui se tape avant que la séance soit là : il ne s'adresse pas à l'écran d'en dessous."""

from textual.events import Event, Key, MouseEvent, Paste


class Frappes:
    """Les frappes retenues, dans l'ordre ; `ouverte` : elles passent, rien n'est retenu."""

    def __init__(self) -> None:
        self.ouverte = True
        self._retenues: list[Event] = []

    def retient(self, event: Event) -> bool:
        """Vrai si `event` attend l'écran qui vient ; un clic, lui, visait ce qui va disparaître."""
        if self.ouverte or event.is_forwarded or not isinstance(event, Key | Paste | MouseEvent):
            return False
        if not isinstance(event, MouseEvent):
            self._retenues.append(event)
        return True

    def rendre(self) -> list[Event]:
        """Rend ce qui attendait, et n'attend plus rien."""
        self.ouverte, rendues, self._retenues = True, self._retenues, []
        return rendues
