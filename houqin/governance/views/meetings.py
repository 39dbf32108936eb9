"""Meetings: what was said, who signed, and what follows from them."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.governance import actions
from houqin.governance.forms import CorrectMinutesForm, ItemForm, MeetingForm, ReportForm, WhyForm
from houqin.governance.gates.meetings import may_sign, may_verify
from houqin.governance.gates.work import may_judge
from houqin.governance.models import ActionItem, Meeting, Minutes
from houqin.governance.models.meetings import MeetingKind
from houqin.governance.permissions import ACCEPT_WORK, KEEP_MINUTES, REPORT_WORK, SIGN_MINUTES
from houqin.governance.views.seeing import files, history, looked_at, may, press, thing, today
from houqin.governance.words import work_shape
from houqin.kernel.http import show
from houqin.tenancy.asking import ask, crumb, sent

ON_A_PAGE = 100


def _meetings():
    return crumb(_("Meetings"), "governance:meetings")


@require_safe
def meetings(request):
    """The newest meetings, and every action item that is still open, the most overdue first. Five queries."""
    school = looked_at(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in MeetingKind.values else ""
    rows = Meeting.objects.of(school).select_related("chair", "school")
    rows = rows.prefetch_related("items", "minutes__signatures")
    counted = Counter(Meeting.objects.of(school).values_list("kind", flat=True))
    rows = rows.filter(kind=kind) if kind else rows
    on = today(request)
    items = ActionItem.objects.of(school).open().select_related("meeting", "person").order_by("due_on", "pk")
    items = list(items[:ON_A_PAGE])
    overdue = sum(one.done_at is None and one.due_on < on for one in items)
    sentence = _("No action item is overdue.")
    if overdue:
        sentence = ngettext("%(count)d action item is overdue.", "%(count)d action items are overdue.", overdue)
        sentence %= {"count": overdue}
    counters = [
        {"value": counted[code], "label": label, "current": kind == code,
         "url": f"?kind={'' if kind == code else code}"}
        for code, label in MeetingKind.choices if counted[code] or code == kind
    ]  # fmt: skip
    return show(
        request, "governance/meetings.html", sentence=sentence, counters=counters,
        items=[_item(one, on) for one in items],
        lines=[_line(one) for one in rows.order_by("-held_at", "-pk")[:ON_A_PAGE]], may=may(request, KEEP_MINUTES),
    )  # fmt: skip


def _line(meeting: Meeting) -> dict:
    newest = max(meeting.minutes.all(), key=lambda text: text.number)
    signed = bool(newest.signatures.all())
    items = list(meeting.items.all())
    done = sum(one.verified_at is not None for one in items)
    facts = [
        f"{meeting.school.localtime(meeting.held_at):%Y-%m-%d %H:%M}", meeting.place,
        _("signed") if signed else _("not signed yet"),
    ]  # fmt: skip
    if items:
        facts.append(_("verified %(done)d/%(all)d") % {"done": done, "all": len(items)})
    return {
        "label": meeting.title, "url": meeting.get_absolute_url(), "state": "done" if signed else "due",
        "quiet": _(", ").join(facts),
    }  # fmt: skip


def _item(one: ActionItem, on) -> dict:
    shape, word = work_shape(one, judged_at=one.verified_at, today=on)
    return {"row": one, "shape": shape, "word": word, "url": reverse("governance:item", args=[one.pk])}


@require_safe
def meeting(request, pk):
    """One meeting: minutes, signatures, action items."""
    found = thing(request, Meeting.objects.select_related("chair", "recorded_by"), pk)
    texts = list(found.minutes.select_related("written_by").prefetch_related("signatures__user").order_by("-number"))
    newest = texts[0]
    newest.meeting = found
    on, posts = today(request), request.user.posts_in(found.school, request.now)
    signed_by = {one.user_id for one in newest.signatures.all()}
    facts = [
        (_("Kind"), found.get_kind_display()),
        (_("Held on"), f"{found.school.localtime(found.held_at):%Y-%m-%d %H:%M}"),
        (_("Where it was held"), found.place), (_("Chair"), found.chair.name),
        (_("Present"), [one.name for one in found.attendees.order_by("name")]), (_("Guests"), found.guests),
        (_("Recorded by"), found.recorded_by.name), (_("Number"), found.code),
    ]  # fmt: skip
    items = found.items.select_related("person", "meeting").order_by("number")
    return show(
        request, "governance/meeting.html", meeting=found, newest=newest, earlier=texts[1:], facts=facts,
        items=[_item(one, on) for one in items], attachments=list(found.attachments.all()), history=history(found),
        refusals=list(
            may_sign(newest, actor=request.user, posts=posts, latest=newest.number, signed_by=signed_by)
        ),
        may=may(request, KEEP_MINUTES, SIGN_MINUTES), crumbs=[_meetings()],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request):
    school, on = looked_at(request), today(request)
    kind = request.GET.get("kind", MeetingKind.LOGISTICS)
    form = MeetingForm(
        school=school, on=on, initial={"held_on": on, "kind": kind, "chair": request.user.pk}, **files(request)
    )
    return ask(
        request, form, actions.hold_meeting, needs=KEEP_MINUTES, school=school, title=_("Record a meeting"),
        submit=_("Keep the minutes"), back=reverse("governance:meetings"), crumbs=[_meetings()],
        lead=_("The text is sealed when it is kept; a correction is a further text. The chair signs it."),
    )  # fmt: skip


def _of_meeting(request, pk, form, verb, title, submit, lead=""):
    found = thing(request, Meeting.objects.all(), pk)
    return ask(
        request, form, verb, needs=KEEP_MINUTES, title=title.format(title=found.title), submit=submit, lead=lead,
        back=found.get_absolute_url(), crumbs=[_meetings(), (found.title, found.get_absolute_url())], about=[found],
        meeting=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def correct_minutes(request, pk):
    found = thing(request, Meeting.objects.all(), pk)
    newest = found.minutes.order_by("-number").first()
    form = CorrectMinutesForm(sent(request), initial={"text": newest.text})
    return _of_meeting(
        request, pk, form, actions.correct_minutes, _("Correct the minutes of {title}"), _("Keep the new text"),
        lead=_("The text before stays on record with its signatures; this one needs its own."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request, pk):
    form = ItemForm(sent(request), school=request.school, on=today(request))
    return _of_meeting(request, pk, form, actions.add_item, _("An action item of {title}"), _("Add"))


@require_POST
def sign_minutes(request, pk):
    minutes = thing(request, Minutes.objects.select_related("meeting"), pk)
    return press(
        request, actions.sign_minutes, back=minutes.meeting, done=_("Signed."), about=[minutes.meeting],
        minutes=minutes,
    )  # fmt: skip


def _one(request, pk) -> ActionItem:
    rows = ActionItem.objects.select_related("meeting__chair", "done_by", "verified_by", "person", "attachment")
    return thing(request, rows, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request, pk):
    """One action item: report it, or look at it and verify or send it back."""
    found = _one(request, pk)
    form = ReportForm(**files(request))
    if request.method == "POST":
        return ask(
            request, form, actions.report_item, needs=REPORT_WORK, title=found.what, submit=_("Report"),
            back=request.path, item=found, about=[found],
        )  # fmt: skip
    shape, word = work_shape(found, judged_at=found.verified_at, today=today(request))
    posts = request.user.posts_in(found.school, request.now)
    refusals = [
        *may_judge(found, actor=request.user, judged_at=found.verified_at),
        *may_verify(found, actor=request.user, posts=posts),
    ]
    return show(
        request, "governance/work.html", form=form, work=found, shape=shape, word=word, judged=found.verified_by,
        crumbs=[_meetings(), (found.meeting.title, found.meeting.get_absolute_url())], history=history(found),
        accept_url=reverse("governance:verify-item", args=[pk]), judged_at=found.verified_at,
        return_url=reverse("governance:return-item", args=[pk]), is_open=True, refusals=refusals,
        may=may(request, REPORT_WORK, ACCEPT_WORK),
    )  # fmt: skip


@require_POST
def verify_item(request, pk):
    found = _one(request, pk)
    return press(
        request, actions.verify_item, back=reverse("governance:item", args=[pk]), done=_("Verified."), about=[found],
        item=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def return_item(request, pk):
    found = _one(request, pk)
    back = reverse("governance:item", args=[pk])
    return ask(
        request, WhyForm(sent(request)), actions.return_item, needs=ACCEPT_WORK, submit=_("Send back"),
        title=_("Send back: {what}").format(what=found.what), back=back, crumbs=[(found.what, back)], about=[found],
        item=found,
    )  # fmt: skip
