"""A menu a week, written by the cook and published by the food-safety officer."""

from datetime import date, datetime, timedelta

from houqin.demo.scene import Agenda, Scene
from houqin.demo.tables import table
from houqin.kitchen.actions import add_menu_item, publish_menu, start_menu
from houqin.kitchen.selectors.menus import meals_expected

TODAY = "today"


def write_menu(scene: Scene, monday: date, agenda: Agenda, *, at: datetime) -> None:
    """Written now, published when the food-safety officer has read it."""
    cook = scene.who("cook")
    menu = start_menu(school=scene.school, week_starts_on=monday, actor=cook, at=at)
    wanted = meals_expected(scene.school, monday, monday + timedelta(days=6))
    for on, kinds in wanted.items():
        for kind in kinds:
            names = _dishes_of(scene, on, kind)
            scene.menu[on, kind] = names
            for name in names:
                add_menu_item(menu=menu, on=on, meal_kind=kind, dish=scene.dishes[name].dish, actor=cook, at=at)
    agenda.add(
        at + timedelta(minutes=40),
        lambda later: publish_menu(menu=menu, actor=scene.who("food_safety_officer"), at=later),
    )


def _dishes_of(scene: Scene, on: date, kind: str) -> list[str]:
    """One of each section the meal is made of, not what was eaten at the same meal the days before."""
    fixed = [name for name in table("dishes")[TODAY].get(kind, ()) if name in scene.dishes]
    if on == scene.today and len(fixed) >= 3:
        return fixed
    chosen: list[str] = []
    recent = {name for back in (1, 2) for name in scene.menu.get((on - timedelta(days=back), kind), ())}
    recent |= {name for (day, _kind), names in scene.menu.items() if day == on for name in names}
    for section in table("dishes")["meals"][kind]:
        all_of_it = [name for name, served in scene.dishes.items() if served.section == section and name not in chosen]
        fresh = [name for name in all_of_it if name not in recent]
        if all_of_it:
            chosen.append(scene.rng.choice(fresh or all_of_it))
    return chosen
