"""A trace as data: the rows behind and before a thing, and how much of what went where."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from houqin.kernel.api_types import Named, QuantityOut


class LotTraced(Schema):
    id: int
    code: str
    article: Named
    goods_class: str
    origin: str
    supplier: int | None = Field(alias="supplier_id")
    delivery: int | None
    line: int | None = Field(alias="line_id")
    supplier_lot: str
    production_date: date | None
    expiration_date: date
    received_at: datetime
    held_at: datetime | None
    came: QuantityOut = Field(description="How much of it there once was.")


class BalanceOut(Schema):
    """Where every gram of a lot in focus is, in base units: came = went + left when nothing is missing."""

    lot: int
    unit: str
    came: int
    cooked: int
    prepared: int
    elsewhere: int
    disposed: int
    sent_back: int
    counted: int
    left: int
    adds_up: bool


class MixOut(Schema):
    """So much of lot `source` went into lot `made`."""

    source: int
    made: int
    quantity: QuantityOut


class UseOut(Schema):
    """So much of a lot went into a batch, net of what came back."""

    lot: int
    batch: int
    quantity: QuantityOut
    first_issued_at: datetime
    issued_by: list[str]


class TemperatureTraced(Schema):
    core_temperature_c: Decimal
    happened_at: datetime
    by: Named


class TastingTraced(Schema):
    passed: bool
    happened_at: datetime
    by: Named


class SampleTraced(Schema):
    id: int
    code: str
    grams: int
    cabinet: Named
    position: int | None
    taken_at: datetime
    keep_until: datetime
    disposed_at: datetime | None


class BatchTraced(Schema):
    id: int
    code: str
    dish: Named
    pot: int
    meal: int = Field(alias="meal_id")
    state: str
    cooked_at: datetime | None
    temperature: TemperatureTraced | None
    tasting: TastingTraced | None
    samples: list[SampleTraced]


class EatersTraced(Schema):
    """How many of one class ate; a group without a class has its own name and no class."""

    school_class: Named | None
    group: str
    heads: int


class MealTraced(Schema):
    id: int
    code: str
    on: date
    kind: str
    state: str
    serves_at: datetime
    released_at: datetime | None
    released_by: Named | None
    heads: int
    eaters: list[EatersTraced]


class PaperTraced(Schema):
    line: int = Field(alias="line_id")
    kind: str
    number: str
    for_lot: str
    valid_until: date | None


class DeliveryTraced(Schema):
    id: int
    code: str
    supplier: int = Field(alias="supplier_id")
    arrived_at: datetime
    signed_by: list[str]


class SupplierTraced(Schema):
    id: int
    code: str
    name: str
    contact: str
    phone: str
    licence_number: str


class PreparedBy(Schema):
    made: int = Field(alias="made_id")
    by: Named = Field(alias="prepared_by")
    prepared_at: datetime


class TraceOut(Schema):
    focus_lots: list[int]
    focus_batches: list[int]
    lots: list[LotTraced]
    balances: list[BalanceOut]
    mixes: list[MixOut]
    preparations: list[PreparedBy]
    uses: list[UseOut]
    batches: list[BatchTraced]
    meals: list[MealTraced]
    deliveries: list[DeliveryTraced]
    suppliers: list[SupplierTraced]
    papers: list[PaperTraced]
