"""When does it expire, and when do we begin to warn? One meaning for every door."""

from datetime import date, timedelta

from houqin.tenancy.parameters import near_expiry_steps


def expiration_date(*, production_date: date | None, shelf_life_days: int | None, printed: date | None = None,
                    received_on: date, fresh_days: int | None = None) -> date | None:  # fmt: skip
    """Last day of use: as printed; else production date + shelf life; else receipt + the class's days (SL-03).

    GB 7718 counts shelf life from the day after production, so one day made today ends tomorrow.
    None when nothing tells.
    """
    if printed:
        return printed
    if production_date and shelf_life_days:
        return production_date + timedelta(days=shelf_life_days)
    if fresh_days:
        return received_on + timedelta(days=fresh_days)
    return None


def near_expiry_on(*, expires: date, starts: date) -> date:
    """First day of the warning (SL-01). `starts` is the production date, or the day of receipt when unknown."""
    life = (expires - starts).days
    before = next((before for days, before in near_expiry_steps() if life >= days), 1)
    return expires - timedelta(days=before)


def is_usable(lot, on: date) -> bool:
    """The one answer to “may it be used today?”; mirrors `LotQuerySet.usable`. The last day of use counts."""
    return (
        lot.expiration_date >= on
        and lot.emptied_at is None
        and lot.held_at is None
        and lot.quarantined_at is None
        and lot.rejected_at is None
    )
