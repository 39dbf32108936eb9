"""A bureau or a school sets a number. History is kept: a change is a new row from a date on."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from houqin.journal.actions import record
from houqin.kernel.clock import localdate
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.tenancy.events import PARAMETER_SET
from houqin.tenancy.gates import may_set
from houqin.tenancy.models import Bureau, ParameterValue, School
from houqin.tenancy.parameters import ParameterKind, parameter_kinds, value_above
from houqin.tenancy.permissions import SET_BUREAU_PARAMETERS, SET_PARAMETERS
from houqin.tenancy.reasons import Reason


@transaction.atomic
def set_parameter(*, school: School, key: str, value: Decimal, source: str, valid_from: date, actor,
                  at: datetime) -> ParameterValue:  # fmt: skip
    """Set a number for one school.  Raises Refused: PARAMETER_UNKNOWN, OUT_OF_RANGE, LOOSER_THAN_ABOVE,
    IN_FORCE_ALREADY.
    """
    authorise(actor, SET_PARAMETERS, school=school, at=at)
    kind = _known(key)
    above, scope = value_above(kind, school.bureau.ancestor_ids, on=valid_from)
    require(
        may_set(kind, value=value, above=above, scope=scope or gettext("the nation"), valid_from=valid_from,
                today=school.localdate(at))
    )  # fmt: skip
    return _write(kind, value, source, valid_from, actor=actor, at=at, school=school)


@transaction.atomic
def set_bureau_parameter(*, bureau: Bureau, key: str, value: Decimal, source: str, valid_from: date, actor,
                         at: datetime) -> ParameterValue:  # fmt: skip
    """Set a number for every school under a bureau.  Raises Refused as `set_parameter` does."""
    authorise(actor, SET_BUREAU_PARAMETERS, school=None, at=at, bureau=bureau)
    kind = _known(key)
    above, scope = value_above(kind, bureau.ancestor_ids[:-1], on=valid_from)
    today = localdate(at, settings.TIME_ZONE)
    require(
        may_set(kind, value=value, above=above, scope=scope or gettext("the nation"), valid_from=valid_from,
                today=today)
    )  # fmt: skip
    return _write(kind, value, source, valid_from, actor=actor, at=at, bureau=bureau)


def _known(key: str) -> ParameterKind:
    if key not in parameter_kinds():
        refuse(Reason.PARAMETER_UNKNOWN, key=key)
    return parameter_kinds()[key]


def _write(kind: ParameterKind, value, source, valid_from, *, actor, at, **scope) -> ParameterValue:
    row = ParameterValue.objects.create(
        key=kind.key, value=f"{value:f}", source=source, valid_from=valid_from, set_by=actor, set_at=at, **scope
    )
    record(PARAMETER_SET, row, actor=actor, at=at, key=kind.key, value=value, valid_from=valid_from, source=source)
    return row
