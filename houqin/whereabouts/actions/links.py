"""A guardian's link: made and printed by the school, opened with a code, answered without an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock
from houqin.people.models import Guardian
from houqin.whereabouts import events
from houqin.whereabouts.actions.locking import locked, school_of
from houqin.whereabouts.actions.saying import say
from houqin.whereabouts.gates import leave as may
from houqin.whereabouts.gates.links import is_usable
from houqin.whereabouts.models import ConfirmedHow, GuardianLink, Leave
from houqin.whereabouts.permissions import ASK_LEAVE
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.secrets_of_links import (
    LINK_LASTS,
    WRONG_CODES,
    code_digest,
    is_code,
    new_code,
    new_token,
    token_digest,
)


@dataclass(frozen=True)
class MadeLink:
    """Shown once: neither address nor code can be read again."""

    leave: Leave
    guardian: Guardian
    token: str
    code: str


@transaction.atomic
def make_links(*, rows: Iterable[tuple[Leave, Guardian | None]], actor, at: datetime) -> list[MadeLink]:
    """One link for each of these guardians; an older one of the same guardian and leave ends. Fixed statements.

    Raises Refused: see may_confirm.
    """
    rows = list(rows)
    guardians = {leave.pk: guardian for leave, guardian in rows}
    school = school_of(leave for leave, _guardian in rows)
    authorise(actor, ASK_LEAVE, school=school, at=at)
    leaves = locked([leave for leave, _guardian in rows], school=school)
    require(*(may.may_confirm(leave, guardians[leave.pk], at=at) for leave in leaves))
    same = Q(leave__in=leaves, guardian__in=list(guardians.values()))
    GuardianLink.objects.of(school).filter(same, revoked_at=None).update(revoked_at=at)
    made = [MadeLink(leave, guardians[leave.pk], new_token(), new_code()) for leave in leaves]
    insert_with_keys(_row(one, school, actor, at) for one in made)
    say(events.LINKS_MADE, leaves, actor=actor, at=at)
    return made


def _row(made: MadeLink, school, actor, at: datetime) -> GuardianLink:
    digest = token_digest(made.token)
    return GuardianLink(
        school=school, leave=made.leave, guardian=made.guardian, token_digest=digest,
        code_digest=code_digest(made.code, token_digest=digest), made_by=actor, made_at=at,
        expires_at=min(at + LINK_LASTS, made.leave.until_at),
    )  # fmt: skip


def _locked(link: GuardianLink) -> GuardianLink:
    rows = GuardianLink.objects.of(link.school).filter(pk=link.pk)
    (found,) = lock(rows.select_related("leave__pupil", "guardian", "school"))
    return found


@transaction.atomic
def open_link(*, link: GuardianLink, code: str, at: datetime, actor=None) -> bool:
    """Does the code fit? A wrong one is counted, and the fifth locks the link. Nobody signs in, so nobody acts.

    Raises Refused: see is_usable.
    """
    link = _locked(link)
    require(is_usable(link, at=at))
    if is_code(link, code):
        return True
    link.wrong_codes += 1
    if link.wrong_codes >= WRONG_CODES:
        link.locked_at = at
        pupil = link.leave.pupil
        record(
            events.LINK_LOCKED, link.leave, about=[pupil], actor=actor, at=at, number=pupil.number,
            count=link.wrong_codes,
        )  # fmt: skip
    link.save(update_fields=["wrong_codes", "locked_at"])
    return False


@transaction.atomic
def answer_by_link(
    *, link: GuardianLink, code: str, is_yes: bool, at: datetime, actor=None, collector_name: str = "",
    collector_relation: str = "", collector_phone: str = "",
) -> Leave:  # fmt: skip
    """The guardian confirms, naming who collects where nobody did, or refuses. The code is the authority. Of a child
    that is out already nobody collects anything.

    Raises Refused: is_usable, CODE_WRONG (uncounted: `open_link` counts), may_confirm.
    """
    link = _locked(link)
    require(is_usable(link, at=at))
    if not is_code(link, code):
        refuse(Reason.CODE_WRONG)
    (leave,) = locked([link.leave], school=link.school)
    require(may.may_confirm(leave, link.guardian, at=at), _collected(leave, is_yes, collector_name))
    link.answered_at = at
    link.save(update_fields=["answered_at"])
    leave.guardian = link.guardian
    if is_yes:
        _say_yes(leave, collector_name.strip(), collector_relation.strip(), collector_phone.strip(), at=at)
    else:
        leave.refused_at = at
        leave.save(update_fields=["refused_at", "guardian"])
    record(
        events.CONFIRMED_BY_LINK if is_yes else events.REFUSED_BY_GUARDIAN, leave, about=[leave.pupil], actor=actor,
        at=at, number=leave.pupil.number, guardian=link.guardian.name,
    )  # fmt: skip
    return leave


def _collected(leave: Leave, is_yes: bool, collector_name: str):
    if is_yes and not (leave.prolongs_id or collector_name.strip() or leave.collector_name):
        yield Refusal(Reason.NOBODY_COLLECTS, {"name": leave.pupil.name})


def _say_yes(leave: Leave, name: str, relation: str, phone: str, *, at: datetime) -> None:
    leave.confirmed_at, leave.confirmed_how = at, ConfirmedHow.LINK
    if name and leave.prolongs_id is None:
        leave.collector_name, leave.collector_relation, leave.collector_phone = name, relation, phone
    leave.save(update_fields=[
        "confirmed_at", "confirmed_how", "guardian", "collector_name", "collector_relation", "collector_phone",
    ])  # fmt: skip
