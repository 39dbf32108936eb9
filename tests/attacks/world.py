"""Two schools whose people do whatever comes to their minds, and a picture of everything they have written."""

from datetime import timedelta

from django.apps import apps

from houqin.kitchen.actions import start_cooking
from houqin.kitchen.models import Meal
from houqin.tenancy.models import Space
from tests.builders import a_lot, a_person, a_space, a_supplier, an_article
from tests.kitchen.scene import Canteen, clock

WATCHED = ("supply", "kitchen", "people", "tenancy", "journal")


class OurCanteen(Canteen):
    def start_at(self, at):
        start_cooking(meal=self.meal, actor=self.crew.cook, at=at)


class World:
    """`ours` is where things happen, `theirs` is the other school; `now` is what the server's clock says."""

    def __init__(self):
        self.ours, self.theirs = OurCanteen(), OurCanteen()
        self.stranger = a_person("路人")
        self.now = clock(6)
        for canteen in (self.ours, self.theirs):
            school = canteen.school
            canteen.supplier = a_supplier(school, approved_for=["grain", "pork"])
            canteen.unapproved = a_supplier(school)
            canteen.pork = an_article(school, "猪肉", goods_class="pork", storage="chilled")
            canteen.marinated = an_article(
                school, "腌肉", goods_class="condiment", is_intermediate=True, shelf_life_days=3
            )
            a_lot(an_article(school, "面粉"), 4_000, expires_in=0)
            a_lot(canteen.tomato, 4_000, expires_in=-1)
            a_space(school, Space.Kind.CHILLER, "冷藏间")

    def later(self, minutes: int) -> None:
        """The clock goes on, or back."""
        self.now += timedelta(minutes=minutes)

    @property
    def today(self):
        return self.ours.school.localdate(self.now)

    def meal_in_hand(self) -> Meal | None:
        """The oldest meal that is not closed."""
        return Meal.objects.of(self.ours.school).exclude(state="closed").order_by("pk").first()

    def go_on_with(self, meal: Meal) -> None:
        """The sensible next step, by those whose work it is, for every pot that still needs it."""
        ours, at, pots = self.ours, self.now, list(meal.batches.exclude(state="isolated").order_by("pk"))
        ours.meal = meal
        if meal.state == "planned":
            ours.start_at(at)
        elif meal.state == "cooking":
            for pot in pots:
                if pot.cooked_at is None:
                    ours.measure(pot, at=at)
                    ours.finish_pot(pot, at=at)
        elif meal.state == "cooked":
            for pot in pots:
                if not pot.tastings.exists():
                    ours.taste_pot(pot, at=at)
        elif meal.state == "tasted":
            for place, pot in enumerate(pots, 1):
                if not pot.samples.exists():
                    ours.sample_pot(pot, position=place, at=at)
        elif meal.state == "sampled":
            ours.release(at=at)
        else:
            ours.serve()
            ours.close()


def picture() -> dict[str, dict[int, tuple]]:
    """Every row of every table of ours, by table and key."""
    seen = {}
    for label in WATCHED:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            seen[model._meta.label] = {row[0]: row for row in model._base_manager.values_list("pk", *_columns(model))}
    return seen


def _columns(model) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def differences(before: dict, after: dict) -> dict[str, set[int]]:
    """Table → keys of rows that came, went or changed."""
    found = {}
    for table, rows in after.items():
        old = before[table]
        if rows != old:
            found[table] = {key for key in rows.keys() | old.keys() if rows.get(key) != old.get(key)}
    return found
