"""Classes, pupils, guardians. Children's data: only for the posts that feed, lodge or treat them."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.people import actions
from houqin.people.forms import (
    ClassForm,
    GuardianForm,
    HeadTeacherForm,
    LeftForm,
    MoveForm,
    PupilChangeForm,
    PupilForm,
    open_classes,
)
from houqin.people.models import Enrolment, Pupil, SchoolClass, in_class_on
from houqin.people.permissions import MANAGE_PUPILS, SEE_PUPILS
from houqin.people.selectors import class_members, sits_in
from houqin.tenancy.asking import ask, crumb, sent

PER_PAGE = 50


def _classes():
    return crumb(_("Classes"), "people:classes")


def _pupils():
    return crumb(_("Pupils"), "people:pupils")


@require_safe
def classes(request):
    authorise(request.user, SEE_PUPILS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    on = in_class_on(today, "enrolments__")
    rows = open_classes(request.school).select_related("head_teacher").annotate(heads=Count("enrolments", filter=on))
    rows = list(rows)
    heads = sum(one.heads for one in rows)
    sentence = _("There is no class yet. Add the first.")
    if rows:
        in_classes = ngettext("%(count)d class", "%(count)d classes", len(rows)) % {"count": len(rows)}
        sentence = ngettext("%(count)d pupil in %(classes)s.", "%(count)d pupils in %(classes)s.", heads)
        sentence %= {"count": heads, "classes": in_classes}
    lines = [
        {
            "label": str(one),
            "url": reverse("people:class", args=[one.pk]),
            "quiet": _("Head teacher: %(name)s")
            % {"name": one.head_teacher.name if one.head_teacher else _("none yet")},
            "end": str(one.heads),
            "icon": "school",
        }
        for one in rows
    ]
    return show(request, "people/classes.html", sentence=sentence, lines=lines, may_manage=_may_manage(request))


@require_safe
def school_class(request, pk):
    authorise(request.user, SEE_PUPILS, school=request.school, at=request.now)
    one = _class(request, pk)
    places = class_members(one, on=request.school.localdate(request.now))
    pupils = [place.pupil for place in places]
    boarders = sum(pupil.is_boarder for pupil in pupils)
    sentence = ngettext("%(class)s has %(count)d pupil.", "%(class)s has %(count)d pupils.", len(pupils))
    return show(
        request, "people/class.html", one=one, lines=[_line(pupil) for pupil in pupils], crumbs=[_classes()],
        sentence=sentence % {"class": str(one), "count": len(pupils)}, boarders=boarders,
        may_manage=_may_manage(request),
    )  # fmt: skip


def _line(pupil: Pupil, school_class=None) -> dict:
    """Allergens stand in the first line, whole: they are why a cook opens this page."""
    label = pupil.name
    if pupil.allergens:
        label = _("%(name)s, allergic to: %(allergens)s") % {"name": pupil.name, "allergens": pupil.allergens}
    facts = [pupil.number]
    if school_class:
        facts.append(str(school_class))
    if pupil.is_boarder:
        facts.append(_("boarder"))
    if pupil.is_halal:
        facts.append(_("halal"))
    line = {"label": label, "url": pupil.get_absolute_url(), "quiet": _(", ").join(facts), "icon": "user"}
    return line | {"state": "late"} if pupil.allergens else line


@require_safe
def pupils(request):
    """Pupils enrolled today, by class, name or number, boarders only on request."""
    authorise(request.user, SEE_PUPILS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    asked = request.GET.get("q", "").strip()[:60]
    chosen, only = request.GET.get("class", ""), request.GET.get("only", "")
    enrolled = Pupil.objects.of(request.school).enrolled(today)
    counted = enrolled.aggregate(
        all=Count("pk"), boarders=Count("pk", filter=Q(is_boarder=True)), allergic=Count("pk", filter=~Q(allergens=""))
    )
    found = enrolled
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(number__icontains=asked))
    if only == "boarders":
        found = found.filter(is_boarder=True)
    elif only == "allergic":
        found = found.exclude(allergens="")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 18:
        found = found.filter(in_class_on(today, "enrolments__"), enrolments__school_class=int(chosen))
    page = Paginator(found.order_by("number"), PER_PAGE).get_page(request.GET.get("page"))
    sits = sits_in(page, on=today)
    counters = [
        {"value": counted["all"], "label": _("all"), "url": "?", "current": not only},
        {"value": counted["boarders"], "label": _("boarders"), "url": "?only=boarders", "current": only == "boarders"},
        {"value": counted["allergic"], "label": _("allergic"), "url": "?only=allergic", "current": only == "allergic"},
    ]
    sentence = ngettext("%(count)d pupil is enrolled.", "%(count)d pupils are enrolled.", counted["all"])
    return show(
        request, "people/pupils.html", sentence=sentence % {"count": counted["all"]}, counters=counters, page=page,
        lines=[_line(pupil, sits.get(pupil.pk)) for pupil in page], asked=asked, only=only, chosen=chosen,
        classes=open_classes(request.school), may_manage=_may_manage(request),
    )  # fmt: skip


@require_safe
def pupil(request, pk):
    authorise(request.user, SEE_PUPILS, school=request.school, at=request.now)
    one = _pupil(request, pk)
    places = list(one.enrolments.select_related("school_class").order_by("-starts_on"))
    facts = [
        (_("Pupil no."), one.number),
        (_("Gender"), one.get_gender_display()),
        (_("Born on"), one.born_on and f"{one.born_on}"),
        (_("Lives"), _("at school in the week") if one.is_boarder else _("at home")),
        (_("Food"), _("halal") if one.is_halal else None),
        (_("First day here"), f"{one.enrolled_on}"),
        (_("Last day here"), one.left_on and f"{one.left_on}"),
    ]
    return show(
        request, "people/pupil.html", one=one, facts=facts, crumbs=[_pupils()],
        lines=[_place_line(place) for place in places],
        guardians=[_guardian_line(guardian) for guardian in one.guardians.order_by("pk")],
        may_manage=_may_manage(request), entries=Entry.objects.about(one)[:30],
    )  # fmt: skip


def _place_line(place: Enrolment) -> dict:
    span = _("since %(day)s") % {"day": f"{place.starts_on}"}
    if place.ends_on:
        span = _("%(first)s to %(last)s") % {"first": f"{place.starts_on}", "last": f"{place.ends_on}"}
    return {"label": str(place.school_class), "quiet": span, "icon": "school"}


def _guardian_line(guardian) -> dict:
    return {"label": guardian.name, "quiet": guardian.relation, "end": guardian.phone, "icon": "phone"}


@require_http_methods(["GET", "POST"])
def add_class(request):
    today = request.school.localdate(request.now)
    form = ClassForm(sent(request), school=request.school, on=today, initial={"entered_in": today.year})
    return ask(
        request, form, actions.add_class, needs=MANAGE_PUPILS, school=request.school, title=_("Add a class"),
        submit=_("Add a class"), back=reverse("people:classes"), crumbs=[_classes()],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def set_head_teacher(request, pk):
    one = _class(request, pk)
    form = HeadTeacherForm(
        sent(request), school=request.school, on=request.school.localdate(request.now),
        initial={"head_teacher": one.head_teacher_id},
    )  # fmt: skip
    return ask(
        request, form, actions.set_head_teacher, needs=MANAGE_PUPILS, school_class=one, about=[one],
        title=_("Head teacher of %(class)s") % {"class": str(one)}, submit=_("Save"),
        back=reverse("people:class", args=[one.pk]), crumbs=[_classes()],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_pupil(request):
    today = request.school.localdate(request.now)
    initial = {"enrolled_on": today, "school_class": request.GET.get("class")}
    return ask(
        request, PupilForm(sent(request), school=request.school, initial=initial), actions.add_pupil,
        needs=MANAGE_PUPILS, title=_("Add a pupil"), submit=_("Add a pupil"), back=reverse("people:pupils"),
        crumbs=[_pupils()], lead=_("Many at once: use Import."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_pupil(request, pk):
    one = _pupil(request, pk)
    known = {"name": one.name, "is_boarder": one.is_boarder, "is_halal": one.is_halal, "allergens": one.allergens}
    form = PupilChangeForm(sent(request), initial=known)
    return _ask(request, one, form, actions.change_pupil, title=_("Change %(name)s"), submit=_("Save"))


@require_http_methods(["GET", "POST"])
def move(request, pk):
    one = _pupil(request, pk)
    form = MoveForm(sent(request), school=request.school, initial={"on": request.school.localdate(request.now)})
    return _ask(
        request, one, form, actions.move_pupil, title=_("%(name)s changes class"), submit=_("Move the pupil"),
        lead=_("The old place ends the day before."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def left(request, pk):
    one = _pupil(request, pk)
    form = LeftForm(sent(request), initial={"left_on": request.school.localdate(request.now)})
    return _ask(request, one, form, actions.pupil_left, title=_("%(name)s leaves"), submit=_("Save last day"))


@require_http_methods(["GET", "POST"])
def add_guardian(request, pk):
    one = _pupil(request, pk)
    return _ask(
        request, one, GuardianForm(sent(request)), actions.add_guardian, title=_("A guardian of %(name)s"),
        submit=_("Add a guardian"),
    )  # fmt: skip


def _ask(request, one: Pupil, form, verb, *, title, submit, lead=""):
    return ask(
        request, form, verb, needs=MANAGE_PUPILS, pupil=one, about=[one], title=title % {"name": one.name},
        submit=submit, lead=lead, back=one.get_absolute_url(), crumbs=[_pupils(), (one.name, one.get_absolute_url())],
    )  # fmt: skip


def _may_manage(request) -> bool:
    return request.user.may(MANAGE_PUPILS, school=request.school, at=request.now)


def _pupil(request, pk) -> Pupil:
    rows = Pupil.objects.visible_to(request.user).of(request.school).select_related("school__bureau")
    return get_object_or_404(rows, pk=pk)


def _class(request, pk) -> SchoolClass:
    rows = SchoolClass.objects.visible_to(request.user).of(request.school)
    return get_object_or_404(rows.select_related("school__bureau", "head_teacher"), pk=pk)
