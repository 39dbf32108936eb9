"""What every operation of the API may answer besides its own success."""

from typing import Any

from ninja import Schema


class ReasonOut(Schema):
    """One reason why not: `reason` is stable, `detail` a sentence in the language asked for."""

    reason: str
    gate: str = ""
    detail: str
    facts: dict[str, Any] = {}


class Refusal409(Schema):
    refusals: list[ReasonOut]


class Problem(Schema):
    """Anything else that went wrong: `reason` is stable, `detail` a sentence."""

    reason: str
    detail: str


#: What every operation may answer besides its own success.
NO = {401: Problem, 403: Problem, 404: Problem, 409: Refusal409, 422: dict}
