"""What goes wrong now and then, and is put right."""

from datetime import date

from houqin.demo.scene import Agenda, Scene


def odd_meals(scene: Scene, wanted: dict[date, list[str]]) -> dict[date, dict]:
    return {}


def put_on(scene: Scene, agenda: Agenda, wanted: dict[date, list[str]], *, big: bool) -> None:
    pass
