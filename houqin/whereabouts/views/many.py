"""Many children at once, by exception: a weekend, a class, an outing."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.people.models import Pupil, SchoolClass
from houqin.people.selectors import class_members
from houqin.tenancy.asking import sent
from houqin.whereabouts import actions, permissions
from houqin.whereabouts.forms import many as forms
from houqin.whereabouts.models import Away, AwayKind, Leave
from houqin.whereabouts.selectors import whereabouts
from houqin.whereabouts.selectors.classes import classes_of
from houqin.whereabouts.selectors.guardians import guardians_of
from houqin.whereabouts.views.board import board_crumb
from houqin.whereabouts.views.reaching import class_of, colleagues

#: When a weekend begins and ends unless somebody says otherwise; the form shows both.
FRIDAY, LEAVES_AT, BACK_AT = 4, time(17, 0), time(19, 0)


def _page(request, form, verb, needs, *, title, lead, submit, done, back, crumbs=(), offline=False, empty="",
          even="", **extra):  # fmt: skip
    authorise(request.user, needs, school=request.school, at=request.now)
    if request.method == "POST":
        made = form.submit(request, verb, about=[request.school], **extra)
        if form.is_valid() and form.refused is None:
            messages.success(request, done)
            return go(back)
        del made
    number = len(form.rows)
    heading = ngettext("{title}: {number} child", "{title}: {number} children", number)
    return show(
        request, "whereabouts/many.html", form=form, title=title, lead=lead, submit=submit, back=back, even=even,
        heading=heading.format(title=title, number=number) if number else empty or title,
        crumbs=[board_crumb(), *crumbs], offline=title if offline else "",
    )  # fmt: skip


def _class_page(one: SchoolClass) -> str:
    return reverse("whereabouts:class", args=[one.pk])


def _of_class(one: SchoolClass, request) -> list[Pupil]:
    return [place.pupil for place in class_members(one, on=request.school.localdate(request.now))]


def _here(pupils: list[Pupil], request) -> list[Pupil]:
    known = whereabouts(request.school, at=request.now, pupils=[one.pk for one in pupils])
    here = [one for one in pupils if one.pk not in known]
    for one in here:
        one.school = request.school
    return here


def _next_weekend(request) -> dict[str, datetime]:
    school, today = request.school, request.school.localdate(request.now)
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return {
        "starts_at": school.moment(friday, LEAVES_AT), "until_at": school.moment(friday + timedelta(days=2), BACK_AT),
        "reason": _("Home for the weekend"),
    }  # fmt: skip


ASKING = {
    "verb": actions.ask_leaves, "needs": permissions.ASK_LEAVE, "offline": False,
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def weekend(request):
    """All boarders who are here, class by class."""
    today = request.school.localdate(request.now)
    pupils = Pupil.objects.of(request.school).enrolled(today).filter(is_boarder=True)
    rows = _here(list(pupils.order_by("number")), request)
    classes = classes_of([one.pk for one in rows], on=today)
    groups = {pupil: str(one) for pupil, one in classes.items()}
    rows.sort(key=lambda one: (classes[one.pk].grade, classes[one.pk].number) if one.pk in classes else (0, 0))
    form = forms.AskManyForm(sent(request), rows=rows, groups=groups, initial=_next_weekend(request))
    return _page(
        request, form, **ASKING, title=_("Weekend leave"), submit=_("Ask for leave"),
        lead=_("All boarders go home. Tap who stays."), done=_("Leave is asked. Guardians confirm next."),
        back=f"{reverse('whereabouts:index')}?show=asked",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask_class(request, pk):
    one = class_of(request, pk)
    boarders = [pupil for pupil in _of_class(one, request) if pupil.is_boarder]
    form = forms.AskManyForm(sent(request), rows=_here(boarders, request), initial=_next_weekend(request))
    return _page(
        request, form, **ASKING, title=_("Leave for {name}").format(name=str(one)), submit=_("Ask for leave"),
        lead=_("All boarders of the class go home. Tap who stays."), back=_class_page(one),
        done=_("Leave is asked. Guardians confirm next."), crumbs=[(str(one), _class_page(one))],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def outing(request, pk):
    one = class_of(request, pk)
    form = forms.OutingForm(
        sent(request),
        rows=_here(_of_class(one, request), request),
        colleagues=colleagues(request),
        initial={"confirmed_by": request.user.pk},
    )
    return _page(
        request, form, actions.note_many_away, permissions.NOTE_AWAY, kind=AwayKind.ACTIVITY,
        title=_("Outing of {name}").format(name=str(one)), submit=_("They leave now"), offline=True,
        lead=_("All go along. Tap who stays."), done=_("The outing is on record."), back=_class_page(one),
        crumbs=[(str(one), _class_page(one))],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def back(request):
    """Everybody who is at an activity or with a visitor comes back."""
    rows = Away.objects.of(request.school).filter(ended_at=None, kind__in=(AwayKind.ACTIVITY, AwayKind.VISIT))
    rows = rows.select_related("pupil", "space", "school").order_by("place", "starts_at", "pupil__number")
    return _page(
        request, forms.BackManyForm(sent(request), rows=rows), actions.end_many, permissions.NOTE_AWAY,
        title=_("Back from activities"), submit=_("They are back"), offline=True,
        lead=_("All are back. Tap who is not."), done=_("They are back."), back=reverse("whereabouts:index"),
        empty=_("Nobody is at an activity."),
    )  # fmt: skip


def _leaves(request, one: SchoolClass | None, rows) -> list[Leave]:
    if one is not None:
        rows = rows.filter(pupil__in=[pupil.pk for pupil in _of_class(one, request)])
    found = list(rows.of(request.school).select_related("pupil", "guardian").order_by("starts_at", "pupil__number"))
    for leave in found:
        leave.school = leave.pupil.school = request.school
    return found


def _class_step(request, pk, form_type, verb, needs, rows, *, files=False, more=None, **words):
    one = class_of(request, pk)
    leaves = _leaves(request, one, rows)
    given = {"rows": leaves} | (more(leaves) if more else {})
    uploads = (request.FILES or None,) if files else ()
    return _page(
        request, form_type(sent(request), *uploads, **given), verb, needs, back=_class_page(one),
        crumbs=[(str(one), _class_page(one))], **words,
    )  # fmt: skip


def with_guardians(leaves: list[Leave]) -> dict:
    return {"guardians": guardians_of(leave.pupil_id for leave in leaves)}


def tonight(request) -> datetime:
    """When this day of the school ends: who goes later is not handed over yet."""
    return request.school.moment(request.school.localdate(request.now) + timedelta(days=1), time(0, 0))


def unconfirmed(request):
    return Leave.objects.asked().filter(confirmed_at=None, until_at__gt=request.now)


@require_http_methods(["GET", "POST"])
def paper(request, pk):
    return _class_step(
        request, pk, forms.PaperManyForm, actions.confirm_on_paper, permissions.ASK_LEAVE, unconfirmed(request),
        files=True, more=with_guardians, title=_("Signed on paper"), submit=_("Save the sheet"),
        lead=_("All of these guardians signed the sheet. Tap who did not."), done=_("The sheet is saved."),
        empty=_("Nobody's confirmation is missing."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def approve(request, pk):
    rows = Leave.objects.to_approve().filter(until_at__gt=request.now)
    return _class_step(
        request, pk, forms.LeavesForm, actions.approve_leaves, permissions.APPROVE_LEAVE, rows,
        title=_("Approve leave"), submit=_("Approve"), lead=_("All of these may go. Tap who may not yet."),
        done=_("Approved."), empty=_("No leave waits for approval."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def hand_over(request, pk):
    rows = Leave.objects.to_hand_over().filter(until_at__gt=request.now, starts_at__lt=tonight(request))
    return _class_step(
        request, pk, forms.HandOverManyForm, actions.hand_over, permissions.HAND_OVER, rows, files=True, offline=True,
        title=_("Hand over the children"), submit=_("Hand over the children"),
        done=_("The children are handed over."), empty=_("Nobody is to be handed over."),
        lead=_(
            "Each goes with the person named. Tap who stays here; the arrow changes who takes the child. From whom "
            "nobody named ask for a document, and call a guardian first."
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def take_back(request, pk):
    return _class_step(
        request, pk, forms.ReturnManyForm, actions.take_back, permissions.HAND_OVER, Leave.objects.out(), files=True,
        offline=True, title=_("Receive the children back"), submit=_("Receive the children back"),
        done=_("They are back."),
        lead=_("All are back. Tap who is not."), empty=_("Nobody of the class is on leave."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def countersign(request):
    rows = _leaves(request, None, Leave.objects.to_countersign().filter(until_at__gt=request.now))
    return _page(
        request, forms.LeavesForm(sent(request), rows=rows), actions.countersign_leaves,
        permissions.COUNTERSIGN_LEAVE, title=_("Countersign leave"), submit=_("Countersign"),
        lead=_("All of these may be away overnight. Tap who may not yet."), done=_("Countersigned."),
        back=reverse("whereabouts:index"), empty=_("No leave waits for a countersignature."),
    )  # fmt: skip
