"""What is said of dishes, menus, meals and their pots."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from houqin.kernel.answers import ReasonOut
from houqin.kernel.api_types import Named, Said


class RecipeLineOut(Schema):
    article: Named
    unit: str = Field(alias="article.base_unit")
    milli_per_head: int = Field(description="Thousandths of the base unit for one head: 0.4 g of salt is 400.")


class RecipeOut(Schema):
    id: int
    version: int
    lines: list[RecipeLineOut]


class DishOut(Schema):
    id: int
    code: str
    name: str
    kind: str
    is_cooked_through: bool
    allergens: str
    is_halal: bool
    retired_on: date | None
    recipe: RecipeOut | None = Field(description="The newest version; null while there is none.")


class MenuItemOut(Schema):
    id: int
    on: date
    meal_kind: str
    dish: Named
    added_reason: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


class MenuRow(Schema):
    id: int
    week_starts_on: date
    published_at: datetime | None


class MenuOut(MenuRow):
    items: list[MenuItemOut]
    missing: list[ReasonOut] = Field(description="Why it cannot be published yet.")


class TemperatureOut(Schema):
    id: int
    core_temperature_c: Decimal
    happened_at: datetime
    received_at: datetime
    by: Named


class TastingOut(Schema):
    id: int
    passed: bool
    is_look_good: bool
    is_smell_good: bool
    is_taste_good: bool
    remark: str
    happened_at: datetime
    received_at: datetime
    by: Named


class SampleOut(Schema):
    id: int
    code: str
    batch: int = Field(alias="batch_id")
    grams: int
    taken_at: datetime
    taken_by: Named
    cabinet: Named
    position: int | None
    cabinet_temperature_c: Decimal
    keep_until: datetime
    locked_at: datetime | None
    disposed_at: datetime | None
    disposal_method: str


class UsedOut(Schema):
    lot: int
    amount: int = Field(description="Base units that stayed in the pot.")


class BatchOut(Schema):
    id: int
    code: str
    dish: Named
    pot: int
    planned_heads: int
    state: str
    cooked_at: datetime | None
    isolated_at: datetime | None
    isolated_reason: Said
    used: list[UsedOut]
    temperature: TemperatureOut | None = Field(description="The one that holds: the newest, not corrected.")
    tasting: TastingOut | None
    sample: SampleOut | None


class StationOut(Schema):
    code: str
    label: str
    state: str = Field(description="done, due, late, missed, blocked or waiting.")
    note: str
    by: datetime | None = Field(description="When it should be done.")


class EatersOut(Schema):
    school_class: Named | None
    group: str
    heads: int


class LeftoverOut(Schema):
    id: int
    batch: int | None = Field(alias="batch_id")
    kind: str
    grams: int
    corrects: int | None = Field(alias="corrects_id", description="The row whose weight this one puts right.")
    correction_reason: str
    disposed_at: datetime | None
    collector: str


class MealRow(Schema):
    id: int
    code: str
    on: date
    kind: str
    state: str
    serves_at: datetime
    planned_heads: int
    released_at: datetime | None
    closed_at: datetime | None
    called_off_at: datetime | None
    called_off_reason: str


class MealOut(MealRow):
    released_by: Named | None
    batches: list[BatchOut]
    counts: list[EatersOut]
    leftovers: list[LeftoverOut]
    stations: list[StationOut]
    release_refusals: list[ReasonOut] = Field(description="Why it cannot be released yet.")
    close_refusals: list[ReasonOut] = Field(description="Why it cannot be closed yet.")


class DayOut(Schema):
    on: date
    opened_at: datetime | None
    opened_by: Named | None
    meals: list[MealOut]
