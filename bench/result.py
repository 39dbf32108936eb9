"""What one measurement says."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """One number beside its budget. `ratio_to` names the floor or line that `value` was divided by, if any."""

    work: str
    value: float
    unit: str
    budget: float | None = None
    database: str = "sqlite"
    ratio_to: str = ""
    note: str = ""

    @property
    def is_missed(self) -> bool:
        return self.budget is not None and self.value > self.budget

    def as_row(self) -> dict:
        return asdict(self) | {"is_missed": self.is_missed}
