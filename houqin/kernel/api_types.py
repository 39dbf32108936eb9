"""Words of the API that every app shares: amounts, moments, pages, and what may be sent."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from houqin.kernel.quantities import MOST_BASE

Row = TypeVar("Row")

#: No column of ours holds more; a larger number is nobody's key and would break the database driver.
MOST_KEY = 2**63 - 1
MOST_ON_A_PAGE = 200

Key = Annotated[int, Field(ge=1, le=MOST_KEY)]
Amount = Annotated[int, Field(ge=0, le=MOST_BASE, description="Whole base units of the article: g, mL or pieces.")]
#: Years outside make no sense in a canteen, and some of them no moment in another zone.
Moment = Annotated[
    AwareDatetime,
    Field(
        ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC), description="ISO 8601 with offset."
    ),
]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1), description="A day of the school's calendar.")]
#: A text of the program, in the language of whoever asks.
Said = Annotated[str, BeforeValidator(str)]
Celsius = Annotated[Decimal, Field(ge=-300, le=300, max_digits=4, decimal_places=1, description="°C, one decimal.")]


def words(most: int, description: str = "", least: int = 0) -> Any:
    """A text of at most so many characters. PostgreSQL keeps no NUL, so none may be sent."""
    field = Field(min_length=least, max_length=most, pattern=r"^[^\x00]*$", description=description or None)
    return Annotated[str, field]


def distinct(name: str) -> AfterValidator:
    """Rows of which no two name the same: of two words about one thing neither may be lost unseen."""

    def check(rows: list) -> list:
        if len({getattr(one, name) for one in rows}) < len(rows):
            raise ValueError(f"one {name} is named twice")
        return rows

    return AfterValidator(check)


Reason = words(200, "Why, in a few words. Stays in the journal.")


class In(BaseModel):
    """What is sent. A field that is not known is refused: a misspelt one must not be lost unseen.

    A plain model, whose fields are read as they came: a `Schema` asks for each one as for an object's attribute.
    """

    model_config = ConfigDict(extra="forbid")


class WhyIn(In):
    reason: Reason


class Named(Schema):
    """A thing by its key and name."""

    id: int
    name: str

    @staticmethod
    def resolve_id(row):
        return row.pk

    @staticmethod
    def resolve_name(row):
        return str(row)


class QuantityOut(Schema):
    amount: int = Field(description="Whole base units.")
    unit: str = Field(description="The base unit: g, mL or piece.")


class PageIn(Schema):
    """Where a list goes on. `after` is the `next` of the page before."""

    model_config = ConfigDict(extra="ignore")

    limit: int = Field(50, ge=1, le=MOST_ON_A_PAGE)
    after: Key | None = Field(None, description="The `next` of the page before.")


class PageOut(Schema, Generic[Row]):
    """`next` is null on the last page."""

    items: list[Row]
    next: int | None


def page(rows, asked: PageIn) -> dict:
    """One page of a queryset, newest first, by key: nothing is shown twice while rows are added."""
    if asked.after:
        rows = rows.filter(pk__lt=asked.after)
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    more = len(found) > asked.limit
    found = found[: asked.limit]
    return {"items": found, "next": found[-1].pk if more else None}


#: What every writing operation documents: `@router.post(…, **ONCE)`. `journal.doors.call` reads the header.
ONCE = {
    "openapi_extra": {
        "parameters": [
            {
                "in": "header",
                "name": "Entry-Key",
                "required": False,
                "schema": {"type": "string", "maxLength": 64, "pattern": "^[!-~]*$"},
                "description": "Your own unique key of this entry. Sent again, the first result comes back.",
            }
        ]
    }
}
