"""What is said of deliveries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

from houqin.kernel.answers import ReasonOut
from houqin.kernel.api_types import Amount, Celsius, Day, In, Key, Moment, Named, words
from houqin.supply.actions import Stated
from houqin.supply.models.deliveries import RejectReason

RejectCode = Literal[tuple(RejectReason.values)]


class StatedIn(In):
    """One line of the delivery note."""

    article: Key
    amount: Amount
    supplier_lot: words(40, "Lot number on the label.") = ""
    production_date: Day | None = None
    shelf_life_days: int | None = Field(None, ge=1, le=3650)
    expiration_date: Day | None = Field(None, description="Last day of use, when the label prints it.")
    arrival_temperature_c: Celsius | None = None

    def stated(self, articles: dict) -> Stated:
        facts = {name: getattr(self, name) for name in StatedIn.model_fields if name != "article"}
        return Stated(article=articles[self.article], **facts)


class DeliveryIn(In):
    supplier: Key
    arrived_at: Moment
    order: Key | None = Field(None, description="The order that came. Without lines, its lines are taken as stated.")
    note_number: words(40) = ""
    vehicle_temperature_c: Celsius | None = None
    is_vehicle_clean: bool | None = None
    buyer: Key | None = Field(None, description="Account of who bought it, when there is no order.")
    lines: list[StatedIn] = Field(default_factory=list, max_length=300)


class PaperIn(In):
    kind: words(48, "A document kind, such as animal_quarantine_certificate.")
    number: words(60) = ""
    for_lot: words(40, "The lot that the paper itself names.") = ""
    valid_until: Day | None = None
    passed: bool | None = Field(None, description="The result, for tests.")


class DecisionIn(In):
    """Accepted, returned and quarantined make what the note says."""

    accepted: Amount
    returned: Amount = 0
    quarantined: Amount = 0
    reject_reason: RejectCode | Literal[""] = ""
    remark: words(200) = ""


class LineFactsIn(In):
    """What is sent is set; what is left out stays."""

    amount: Amount | None = None
    supplier_lot: words(40) | None = None
    production_date: Day | None = None
    shelf_life_days: int | None = Field(None, ge=1, le=3650)
    expiration_date: Day | None = Field(None, description="null computes it from production date and shelf life.")
    arrival_temperature_c: Celsius | None = None
    weighed_amount: Amount | None = None
    checklist: dict[str, bool] | None = Field(None, max_length=40, description="Item code → passed or not.")
    remark: words(200) | None = None


class PaperOut(Schema):
    id: int
    kind: str
    number: str
    for_lot: str
    valid_until: date | None
    passed: bool | None
    withdrawn_at: datetime | None


class LineOut(Schema):
    id: int
    number: int
    article: Named
    unit: str = Field(alias="article.base_unit", description="The base unit of all amounts: g, mL or piece.")
    amount: int
    supplier_lot: str
    production_date: date | None
    expiration_date: date | None
    arrival_temperature_c: Decimal | None
    weighed_amount: int | None
    accepted_amount: int | None = Field(description="null while nobody has decided.")
    returned_amount: int
    quarantined_amount: int
    reject_reason: str
    remark: str
    papers: list[PaperOut]
    refusals: list[ReasonOut] = Field([], description="Why it cannot be accepted; told with the whole delivery.")

    @staticmethod
    def resolve_refusals(line):
        return [refusal.as_data() for refusal in getattr(line, "refusals", [])]


class SignatureOut(Schema):
    by: Named = Field(alias="user")
    post: str
    signed_at: datetime


class LotOfDelivery(Schema):
    id: int
    code: str
    line: int = Field(alias="line_id")
    expiration_date: date
    is_quarantined: bool

    @staticmethod
    def resolve_is_quarantined(lot):
        return lot.quarantined_at is not None


class DeliveryRow(Schema):
    id: int
    code: str
    state: str
    supplier: Named
    order: int | None = Field(alias="order_id")
    note_number: str
    arrived_at: datetime
    received_at: datetime
    inspected_at: datetime | None
    called_off_at: datetime | None
    called_off_reason: str


class DeliveryOut(DeliveryRow):
    vehicle_temperature_c: Decimal | None
    is_vehicle_clean: bool | None
    buyer: Named | None
    lines: list[LineOut]
    signatures: list[SignatureOut]
    lots: list[LotOfDelivery] = Field(description="What became of it in the store, once it is finished.")
    missing: list[ReasonOut] = Field(description="Why it cannot be finished yet.")
