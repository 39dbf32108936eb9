"""The three registers of 日管控、周排查、月调度, by their official titles."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.foodsafety.models import DailyControl, MonthlyDispatch, WeeklyReport
from houqin.foodsafety.permissions import SEE_CONTROL
from houqin.foodsafety.scopes import LOOK_AT, Scope
from houqin.foodsafety.selectors.day_facts import by_scope, facts_in
from houqin.incidents.models import Hazard
from houqin.tenancy.posts import Post


def _standing(model, school, **period):
    return model.objects.of(school).standing().filter(**period).select_related("signed_by")


def _days(school, span):
    return _standing(DailyControl, school, on__range=(span.first, span.last)).order_by("on")


def _who_signed(school, span):
    for one in _days(school, span):
        yield _("Signed by"), f"{Post(one.post).label} {one.signed_by.name}"
        yield _("Signed at"), one.signed_at
        if not one.findings:
            yield _("Nothing found: zero-risk report")
        if one.corrects_id:
            yield _("Corrected"), one.correction_reason


@ledger(
    "daily-food-safety", form_number="HQ-台账-11", title=gettext_lazy("Daily food-safety inspection record"),
    permission=SEE_CONTROL, period=Period.DAY, given=_who_signed,
    columns=[
        Column("scope", gettext_lazy("Part checked"), 30, "start"),
        Column("look", gettext_lazy("What is looked at"), 62, "start"),
        Column("said", gettext_lazy("What the day's records say"), 74, "start"),
        Column("result", gettext_lazy("Result"), 24),
        Column("done", gettext_lazy("What was done about it"), 46, "start"),
    ],
    note=gettext_lazy(
        "Checked daily against the risk control list; findings go to director and principal at once (FM-09)."
    ),
    signatures=[Post.FOOD_SAFETY_OFFICER.label, Post.FOOD_SAFETY_DIRECTOR.label],
)  # fmt: skip
def daily(school, span):
    """The eight parts of the sheet of each day, then its findings. Two queries."""
    controls = list(_days(school, span))
    hazards = Hazard.objects.of(school).filter(
        source_kind=DailyControl._meta.label_lower, source_id__in=[one.pk for one in controls]
    )
    found = list(hazards.order_by("pk"))
    for one in controls:
        facts = by_scope(facts_in(one.facts))
        for scope in Scope:
            late = [fact.sentence for fact in facts[scope.value] if fact.is_late]
            yield Row({
                "scope": scope.label, "look": LOOK_AT[scope],
                "said": "\n".join(fact.sentence for fact in facts[scope.value]),
                "result": _("see right") if late or scope.value not in one.looked_at else _("in order"),
                "done": one.remarks.get(scope.value, ""),
            }, key=(one.pk, scope.value))  # fmt: skip
        for hazard in found:
            if hazard.source_id == one.pk:
                yield Row({
                    "scope": _("What was found"), "look": "", "said": hazard.what, "result": hazard.get_state_display(),
                    "done": f"{hazard.code} {hazard.get_owner_post_display()}".strip(),
                }, key=(one.pk, hazard.pk))  # fmt: skip


def _reports(school, span):
    return _standing(WeeklyReport, school, monday__range=(span.first, span.last)).order_by("monday")


def _who_reported(school, span):
    for one in _reports(school, span):
        yield _("Signed by"), f"{Post(one.post).label} {one.signed_by.name}"
        yield _("Signed at"), one.signed_at
        if one.corrects_id:
            yield _("Corrected"), one.correction_reason


WORDS = [Column("what", gettext_lazy("Item"), 40, "start"), Column("said", gettext_lazy("Content"), 140, "start")]


@ledger(
    "weekly-food-safety", form_number="HQ-台账-12", title=gettext_lazy("Weekly food-safety investigation report"),
    permission=SEE_CONTROL, period=Period.WEEK, given=_who_reported, portrait=True, columns=WORDS,
    note=gettext_lazy("Made once a week by the food-safety director from the daily records (FM-10)."),
    signatures=[Post.FOOD_SAFETY_DIRECTOR.label, Post.PRINCIPAL.label],
)  # fmt: skip
def weekly(school, span):
    """Each day of the week, the trend, open hazards, assessment and measures. One query."""
    for one in _reports(school, span):
        yield from ({"what": what, "said": said} for what, said in week_in_words(one))


def week_in_words(report: WeeklyReport):
    """(item, content) pairs, for the sheet and for the page."""
    for day in report.days:
        yield f"{date.fromisoformat(day['on']):%m-%d} {day['name']}", _day_in_words(day)
    seen = report.facts[0]
    if seen["missing"]:
        yield _("Days without a record"), f"{'、'.join(on[5:] for on in seen['missing'])} {report.missing_reason}"
    trend = [
        f"{fact.sentence} ({seen['trend'][fact.code][0]} → {seen['trend'][fact.code][1]})" for fact in facts_in(
            {"scope": "", "code": code, "number": pair[1], "late": True, "rows": [], "more": {"limit": "70"}}
            for code, pair in seen["trend"].items()
        )
    ]  # fmt: skip
    yield _("Against the week before"), "\n".join(trend) or _("nothing out of order in either week")
    yield (
        _("Open hazards"),
        _("{number}, of them {overdue} past their day").format(
            number=seen["open_hazards"], overdue=seen["overdue_hazards"]
        ),
    )
    yield _("Assessment"), report.assessment
    yield _("Measures"), report.measures


def _day_in_words(day: dict) -> str:
    said = [fact.sentence for fact in facts_in(day["late"])] + list(day["remarks"].values())
    if day["findings"]:
        said.append(_("findings: {number}").format(number=day["findings"]))
    return "\n".join(said) or _("nothing found")


@ledger(
    "monthly-food-safety", form_number="HQ-台账-13", title=gettext_lazy("Minutes of the monthly food-safety dispatch"),
    permission=SEE_CONTROL, period=Period.MONTH, portrait=True, columns=WORDS,
    note=gettext_lazy("The principal hears the food-safety director at least once a month (FM-11)."),
    signatures=[Post.PRINCIPAL.label, Post.FOOD_SAFETY_DIRECTOR.label],
)  # fmt: skip
def monthly(school, span):
    """Who met, the weeks, the minutes, next month's priorities, who signed. A fixed number of queries."""
    rows = MonthlyDispatch.objects.of(school).filter(month__range=(span.first, span.last))
    rows = rows.select_related("meeting__chair").prefetch_related(
        "meeting__attendees", "meeting__items", "meeting__minutes__signatures__user"
    )
    for one in rows.order_by("month"):
        yield from ({"what": what, "said": said} for what, said in month_in_words(one))


def month_in_words(dispatch: MonthlyDispatch):
    """(item, content) pairs, for the sheet and for the page. Answers from what is prefetched."""
    meeting, school = dispatch.meeting, dispatch.school
    people = "、".join(person.name for person in meeting.attendees.all())
    yield _("Held when and where"), f"{school.localtime(meeting.held_at):%Y-%m-%d %H:%M} {meeting.place}"
    yield _("Chair"), meeting.chair.name
    yield _("Present"), people
    for week in dispatch.weeks:
        words = _("findings: {number}").format(number=week["findings"])
        yield _("Week from {day}").format(day=week["monday"][5:]), f"{words}\n{week['assessment']}\n{week['measures']}"
    if missing := dispatch.facts[0]["missing"]:
        yield _("Weeks without a report"), f"{'、'.join(on[5:] for on in missing)} {dispatch.missing_reason}"
    yield _("Open hazards"), str(dispatch.facts[0]["open_hazards"])
    texts = sorted(meeting.minutes.all(), key=lambda text: text.number)
    yield _("Minutes"), texts[-1].text
    for item in sorted(meeting.items.all(), key=lambda item: item.number):
        yield (
            _("Priority {number}").format(number=item.number),
            (f"{item.what} ({item.get_owner_display()}, {item.due_on:%m-%d})"),
        )
    signed = [f"{one.user.name} {school.localtime(one.signed_at):%m-%d %H:%M}" for one in texts[-1].signatures.all()]
    yield _("Signed by"), "、".join(signed) or _("not signed yet")
