"""What opening an incident brings about: the card, the reports owed, each with its duty, and a word to the leaders."""

from datetime import datetime, timedelta
from decimal import Decimal

from houqin.duties.actions import raise_duty
from houqin.incidents import notice_kinds
from houqin.incidents.models import Incident, IncidentStep, OwedReport
from houqin.incidents.permissions import CLOSE_INCIDENTS, SEE_CONFIDENTIAL
from houqin.kernel.spoken import spoken
from houqin.notices.actions import tell
from houqin.people.selectors import holders
from houqin.tenancy.posts import LEADERS, Post


def lay_out(incident: Incident, numbers: dict[str, Decimal], *, at: datetime) -> OwedReport:
    """Steps and reports as rows with duties, deadlines from the discovery. Returns the report that is due first."""
    kind, since = incident.of_kind, incident.discovered_at
    for number, card in enumerate(kind.steps, 1):
        step = IncidentStep.objects.create(
            school=incident.school, incident=incident, number=number, code=card.code, en=card.en, zh=card.zh,
            call=card.call, post=_post(incident, card.post), rule=card.rule,
            due_at=since + timedelta(minutes=card.minutes),
        )  # fmt: skip
        _raise(incident, "incidents.step", step, since, name=step, owner=step.post, at=at)
    owed = [
        owe(
            incident, route.to, route.form, rule=route.rule, since=since,
            due_at=since + timedelta(minutes=int(numbers[route.clock])), at=at,
        )
        for route in kind.routes
    ]  # fmt: skip
    return min(owed, key=lambda one: one.due_at)


def _post(incident: Incident, post: str) -> str:
    """A step of a confidential case goes to nobody who may not see it."""
    named = not incident.is_confidential or post in SEE_CONFIDENTIAL.posts
    return post if named else str(Post.DEPUTY_PRINCIPAL)


def owe(incident: Incident, addressee: str, form: str, *, rule: str, due_at: datetime, since: datetime,
        at: datetime | None = None) -> OwedReport:  # fmt: skip
    """A report with its clock and its duty."""
    owed = OwedReport.objects.create(
        school=incident.school, incident=incident, addressee=addressee, form=form, rule=rule, due_at=due_at, since=since
    )
    _raise(incident, "incidents.report", owed, since, name=owed, at=at or since)
    return owed


def _raise(incident: Incident, code: str, row, since: datetime, *, name, owner: str = "", at: datetime) -> None:
    # A confidential case is named by its code alone on whoever's Today page it stands.
    said = incident.code if incident.is_confidential else spoken(lambda: f"{name} ({incident.code})", most=120)
    raise_duty(
        code=code, key=f"{incident.code}/{row.pk}", school=incident.school, subject=incident, subject_name=said,
        opens_at=since, due_at=row.due_at, owner=owner, at=at,
    )  # fmt: skip


def ask_to_verify(incident: Incident, *, due_at: datetime, at: datetime) -> None:
    """Somebody else has to look and close: a case that is over does not sleep (GT-19)."""
    raise_duty(
        code="incidents.verify", key=f"{incident.code}/{at.isoformat()}", school=incident.school, subject=incident,
        opens_at=at, due_at=due_at, at=at,
    )  # fmt: skip


def tell_leaders(incident: Incident, *, due_at: datetime, at: datetime) -> None:
    """Those who lead, and for food those who answer for it; of a confidential case only those who may know."""
    wanted = SEE_CONFIDENTIAL.posts if incident.is_confidential else set(LEADERS)
    if incident.is_food:
        wanted = wanted | {Post.FOOD_SAFETY_DIRECTOR, Post.FOOD_SAFETY_OFFICER, Post.SCHOOL_DOCTOR}
    kind = notice_kinds.CONFIDENTIAL_REPORTED if incident.is_confidential else notice_kinds.INCIDENT_REPORTED
    facts = {} if incident.is_confidential else {
        "what": incident.kind, "place": spoken(lambda: incident.where), "summary": incident.summary,
        "discovered_at": incident.discovered_at,
    }  # fmt: skip
    tell(
        kind, to=_in_office(incident, wanted, at=at), school=incident.school, at=at, subject=incident,
        url=incident.get_absolute_url(), code=incident.code, due_at=due_at, **facts,
    )  # fmt: skip


def tell_verifiers(incident: Incident, handled_by: set[int], *, due_at: datetime, at: datetime) -> None:
    """Those who may verify and did not handle it themselves (GT-19)."""
    wanted = CLOSE_INCIDENTS.posts & SEE_CONFIDENTIAL.posts if incident.is_confidential else CLOSE_INCIDENTS.posts
    people = [user for user in _in_office(incident, wanted, at=at) if user.pk not in handled_by]
    tell(notice_kinds.WAITS_FOR_VERIFYING, to=people, school=incident.school, at=at, subject=incident,
         url=incident.get_absolute_url(), code=incident.code, due_at=due_at)  # fmt: skip


def _in_office(incident: Incident, posts, *, at: datetime) -> list:
    school = incident.school
    wanted = {str(getattr(post, "value", post)) for post in posts}
    return [held.user for held in holders(school, on=school.localdate(at)) if held.post in wanted]
