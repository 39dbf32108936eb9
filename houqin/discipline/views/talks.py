"""Matters with children: the list for those who must act, one matter and its steps, the child's page."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.discipline import actions
from houqin.discipline.forms.talks import ContactForm, PointsForm, RecordForm, SaidForm, TalkForm, sleepers
from houqin.discipline.gates import violations as gates
from houqin.discipline.models import Violation, ViolationStep
from houqin.discipline.permissions import GIVE_POINTS, HANDLE_VIOLATIONS, RECORD_VIOLATIONS, SEE_REST, SEE_TALKS
from houqin.discipline.selectors.violations import look_again_on, of_child, shape, steps_of
from houqin.discipline.views.parts import day, home, joined, may, open_places, page
from houqin.dormitory.models import BedStay, DormRoom
from houqin.journal.models import Entry
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.people.models import Guardian, Pupil
from houqin.tenancy.asking import ask, crumb, sent
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameter

ON_A_PAGE = 50


def _trail(*further):
    return home(crumb(_("Talks and follow-up"), "discipline:talks"), *further)


def _next_words(step: str) -> str:
    return {
        "talk": _("talk with the child"), "contact": _("call the guardians"), "follow_up": _("look again"),
        "close": _("look again, then close"), "closed": _("closed"), "withdrawn": _("withdrawn"),
    }[step]  # fmt: skip


def _line(violation, today) -> dict:
    state, step = shape(violation, today)
    again = look_again_on(list(violation.steps.all()))
    return {
        "label": violation.pupil.name, "url": violation.get_absolute_url(), "state": state,
        "quiet": joined(violation.kind_words, day(violation.happened_at), violation.place and violation.place.name),
        "end": joined(_next_words(step), again if step == "follow_up" else ""),
    }  # fmt: skip


@require_safe
def talks(request):
    """Names for the circle; for everybody else only in which rooms somebody is looking after something."""
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    today = school.localdate(request.now)
    mine = Violation.objects.visible_to(request.user).of(school)
    rows = mine.open().select_related("pupil", "place").prefetch_related("steps").order_by("happened_at", "pk")
    ended = mine.exclude(pk__in=mine.open().values("pk")).select_related("pupil", "place").prefetch_related("steps")
    pager = Paginator(ended.order_by("-happened_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    open_rows = list(rows)
    number = len(open_rows)
    said = ngettext("{number} matter is open.", "{number} matters are open.", number).format(number=number)
    verbs = []
    if may(request, RECORD_VIOLATIONS):
        verbs = [{"label": _("Record a matter"), "icon": "pencil-plus", "href": reverse("discipline:record")}]
    sections = [{"title": _("Matters open"), "lines": [_line(one, today) for one in open_rows],
                 "empty": _("Nothing is open with any child you look after.")}]  # fmt: skip
    if others := _rooms_of_others(school, mine):
        words = _("Names are for the dormitory, the leaders and the child's head teacher.")
        sections.append({"title": _("Looked after by others"), "lines": others, "words": words})
    if pager.paginator.count:
        sections.append({"title": _("Matters ended"), "lines": [_line(one, today) for one in pager]})
    return page(
        request, title=_("Talks and follow-up"), sentence=said if number else _("No matter is open."),
        sections=sections, verbs=verbs, pager=pager,
    )  # fmt: skip


def _rooms_of_others(school, mine) -> list[dict]:
    rows = Violation.objects.of(school).open().exclude(pk__in=mine.values("pk"))
    counted = rows.values("place__name").annotate(number=Count("pk")).order_by("place__name")
    return [{"label": row["place__name"] or _("Elsewhere"), "end": row["number"], "icon": "door"} for row in counted]


def one_violation(request, pk: int) -> Violation:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = Violation.objects.visible_to(request.user).select_related("school__bureau", "pupil", "place", "recorded_by")
    violation = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_TALKS, school=violation.school, at=request.now)
    return violation


@require_http_methods(["GET", "HEAD", "POST"])
def record(request):
    school = request.school
    authorise(request.user, RECORD_VIOLATIONS, school=school, at=request.now)
    today, room = school.localdate(request.now), request.GET.get("room", "")
    places, inside, initial = open_places(school, today), None, {}
    if room.isascii() and room.isdigit() and len(room) < 18:
        chosen = get_object_or_404(DormRoom.objects.visible_to(request.user).of(school), pk=int(room))
        inside = sleepers(BedStay.objects.of(school).on(night_of(school, request.now)).filter(bed__room=chosen))
        initial = {"place": chosen.space_id}
    form = RecordForm(sent(request), school=school, on=today, places=places, sleepers=inside, initial=initial)
    answer = ask(
        request, form, actions.record_violation, needs=RECORD_VIOLATIONS, title=_("Record a matter for a talk"),
        submit=_("Record"), back=reverse("discipline:talks"), crumbs=_trail(),
        lead=_("What was seen, so that somebody talks with the child. No points, no blackboard."),
    )  # fmt: skip
    if answer.status_code == 303:
        messages.success(request, _("Recorded. Somebody talks with the child."))
    return answer


@require_safe
def violation(request, pk):
    found = one_violation(request, pk)
    school, steps, today = found.school, steps_of(found), found.school.localdate(request.now)
    points = bool(parameter(school, "points_are_used", on=today))
    verbs, blocked = _verbs(request, found, steps, points)
    facts = [
        (_("Child"), found.pupil.name), (_("What it is about"), found.kind_words), (_("What was seen"), found.what),
        (_("Where"), found.place and found.place.name), (_("Happened at"), found.happened_at),
        (_("Seen by"), found.seen_by), (_("Recorded by"), found.recorded_by.name),
    ]  # fmt: skip
    facts = [{"label": label, "value": value} for label, value in facts]
    facts[0]["url"] = reverse("discipline:child", args=[found.pupil_id])
    state, step = shape(found, today)
    lines = [_step_line(one) for one in steps]
    sections = [
        {"title": _("Steps taken"), "lines": lines, "empty": _("Nothing yet. The first step is a talk.")},
        {"title": _("The matter"), "facts": facts},
    ]  # fmt: skip
    return page(
        request, title=found.code, sentence=_("Next: {step}.").format(step=_next_words(step)) if state != "done"
        else _("This matter is closed."), sections=sections, crumbs=_trail(), verbs=verbs, blocked=blocked,
        history=Entry.objects.about(found)[:20], badge={"state": state, "word": _next_words(step)},
    )  # fmt: skip


def _verbs(request, found, steps, points: bool):
    """Buttons that work, and those that cannot yet with their reasons."""
    if any(step.kind in ViolationStep.ENDS for step in steps):
        return [], []
    verbs, blocked = [], []
    offers = []
    if may(request, HANDLE_VIOLATIONS):
        offers += [
            ("talk", _("Talked with the child"), "messages", gates.may_talk(found, steps)),
            ("contact", _("Guardians contacted"), "phone", gates.may_contact(found, steps)),
            ("follow-up", _("Looked again"), "eye", gates.may_follow_up(found, steps)),
            ("close", _("Close the matter"), "check", gates.may_close(found, steps)),
            ("correct", _("Correct the record"), "pencil", ()),
            ("withdraw", _("Withdraw"), "arrow-back-up", ()),
        ]
    if points and may(request, GIVE_POINTS):
        offers.insert(
            3, ("points", _("Give points"), "list-numbers", gates.may_give_points(found, steps, are_used=True))
        )
    primary = True
    for name, label, icon, gate in offers:
        refusals = list(gate)
        if refusals:
            blocked.append({"label": label, "id": name, "refusals": refusals, "icon": icon})
            continue
        href = reverse(f"discipline:{name}", args=[found.pk])
        verbs.append({"label": label, "icon": icon, "href": href, "primary": primary and not _was_done(name, steps)})
        primary = primary and not verbs[-1]["primary"]
    return verbs, blocked


def _was_done(name: str, steps) -> bool:
    kinds = {"talk": "talk", "contact": "contact", "follow-up": "follow_up"}
    return name not in {*kinds, "close"} or any(step.kind == kinds.get(name) for step in steps)


def _step_line(step) -> dict:
    said = [step.own_words and _("“{words}”").format(words=step.own_words), step.words]
    if step.kind == ViolationStep.Kind.CONTACT:
        whom = f"{step.guardian.relation} {step.guardian.name}" if step.guardian else ""
        said = [whom, step.get_way_display(), _("Reached") if step.reached else _("Nobody answered"), step.words]
    if step.follow_up_on:
        said.append(_("look again on {day}").format(day=shown(step.follow_up_on)))
    label = step.get_kind_display()
    if step.points:
        label = f"{label} {step.points}"
    state = "waiting" if step.kind == ViolationStep.Kind.CONTACT and not step.reached else "done"
    return {"label": label, "quiet": joined(shown(step.happened_at), step.by.name, *said), "state": state}


def _step(request, pk, form, verb, *, title, submit, lead="", needs=HANDLE_VIOLATIONS):
    """One step of a matter that this person may see."""
    found = one_violation(request, pk)
    made = form(found) if callable(form) else form
    return ask(
        request, made, verb, needs=needs, violation=found, about=[found], title=title, submit=submit, lead=lead,
        back=found.get_absolute_url(), crumbs=_trail((found.code, found.get_absolute_url())),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request, pk):
    initial = {"follow_up_on": request.school.localdate(request.now) + timedelta(days=7)}
    return _step(
        request, pk, TalkForm(sent(request), initial=initial), actions.talk_with_child,
        title=_("Talk with the child"), submit=_("Record the talk"),
        lead=_("Alone and calmly. The child speaks first; what is agreed is small and possible."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, pk):
    def form(found):
        guardians = Guardian.objects.filter(pupil=found.pupil_id).order_by("pk")
        return ContactForm(sent(request), guardians=guardians, initial={"guardian": guardians.first()})

    return _step(
        request, pk, form, actions.contact_guardians, title=_("Guardians contacted"), submit=_("Record the contact")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, pk):
    form = SaidForm(sent(request), label=_("How it goes since the talk"))
    return _step(request, pk, form, actions.follow_up, title=_("Looked again"), submit=_("Record"))


@require_http_methods(["GET", "HEAD", "POST"])
def points(request, pk):
    form = PointsForm(sent(request), label=_("Why"))
    return _step(request, pk, form, actions.give_points, title=_("Give points"), submit=_("Give points"),
                 needs=GIVE_POINTS)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    form = SaidForm(sent(request), label=_("What is true instead"))
    return _step(request, pk, form, actions.correct_violation, title=_("Correct the record"), submit=_("Record"),
                 lead=_("What was written stays, and this stands beside it."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    form = SaidForm(sent(request), label=_("How it ended"), required=False)
    return _step(request, pk, form, actions.close_violation, title=_("Close the matter"), submit=_("Close"))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    form = SaidForm(sent(request), label=_("Why this is withdrawn"))
    return _step(request, pk, form, actions.withdraw_violation, title=_("Withdraw"), submit=_("Withdraw"),
                 lead=_("It was another child, or nothing at all. The child's page no longer shows it."))  # fmt: skip


@require_safe
def child(request, pk):
    pupils = Pupil.objects.visible_to(request.user).select_related("school__bureau")
    pupil = get_object_or_404(pupils, pk=pk)
    authorise(request.user, SEE_TALKS, school=pupil.school, at=request.now)
    today = pupil.school.localdate(request.now)
    found = of_child(request.user, pupil, on=today)
    number = len(found)
    said = ngettext("{number} matter this term.", "{number} matters this term.", number).format(number=number)
    lines = [_line(one, today) | {"label": one.kind_words} for one in found]
    words = _("Earlier terms are not shown, nor is anything once a child has left.")
    return page(
        request, title=pupil.name, sentence=f"{pupil.name}{_(': ')}{said if number else _('nothing this term.')}",
        sections=[
            {"title": _("Talks and follow-up"), "lines": lines, "empty": _("Nothing this term."), "words": words}
        ],
        crumbs=_trail(),
    )  # fmt: skip
