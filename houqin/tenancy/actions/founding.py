"""A bureau and a school come into being."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import NotYours, authorise
from houqin.kernel.refusals import refuse
from houqin.tenancy.events import BUREAU_FOUNDED, SCHOOL_FOUNDED
from houqin.tenancy.models import Bureau, School
from houqin.tenancy.permissions import FOUND_SCHOOL
from houqin.tenancy.reasons import Reason
from houqin.tenancy.schools import available_timezones


@transaction.atomic
def found_bureau(*, name: str, parent: Bureau | None = None, actor, at: datetime) -> Bureau:
    """Add an office to the tree, under `parent`; only the house plants a root."""
    authorise(actor, FOUND_SCHOOL, school=None, at=at, bureau=parent)
    if parent is None and actor.kind != "house":
        raise NotYours(FOUND_SCHOOL)
    bureau = Bureau.objects.create(name=name, parent=parent, path="")
    bureau.path = f"{parent.path if parent else '/'}{bureau.pk}/"
    bureau.save(update_fields=["path"])
    record(BUREAU_FOUNDED, bureau, actor=actor, at=at, name=name)
    return bureau


@transaction.atomic
def found_school(*, bureau: Bureau, code: str, name: str, zone: str = "Asia/Shanghai", address: str = "",
                 phone: str = "", actor, at: datetime) -> School:  # fmt: skip
    """Add a school under a bureau; its chain in the journal begins here.  Raises Refused: NAME_TAKEN, ZONE_UNKNOWN."""
    authorise(actor, FOUND_SCHOOL, school=None, at=at, bureau=bureau)
    if zone not in available_timezones():
        refuse(Reason.ZONE_UNKNOWN, zone=zone)
    if School.objects.filter(code=code).exists():
        refuse(Reason.NAME_TAKEN, name=code)
    school = School.objects.create(bureau=bureau, code=code, name=name, zone=zone, address=address, phone=phone)
    record(SCHOOL_FOUNDED, school, actor=actor, at=at, name=name, code=code)
    return school
