"""Safety lessons: who is still to be taught, hold one, look at one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.discipline import actions
from houqin.discipline.forms.lessons import LessonForm
from houqin.discipline.models import Lesson
from houqin.discipline.permissions import SEE_NAMES, SEE_REST, TEACH
from houqin.discipline.selectors.lessons import boarders, in_class, listed, not_taught
from houqin.discipline.views.parts import day, home, joined, may, page
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.people.models import SchoolClass, in_class_on
from houqin.tenancy.asking import crumb
from houqin.tenancy.models import Building

ON_A_PAGE = 30


def _trail():
    return home(crumb(_("Safety lessons"), "discipline:lessons"))


@require_safe
def lessons(request):
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    today = school.localdate(request.now)
    missing = not_taught(school, today)
    number, all_of_them = missing.count(), boarders(school, today).count()
    said = ngettext("{number} of {all} boarders has not had this term's lesson.",
                    "{number} of {all} boarders have not had this term's lesson.", number)  # fmt: skip
    sentence = said.format(number=number, all=all_of_them) if number else _("Every boarder has had this term's lesson.")
    if not all_of_them:
        sentence = _("Nobody boards at this school.")
    still = in_class_on(today, "enrolments__") & Q(enrolments__pupil__in=missing)
    classes = SchoolClass.objects.of(school).filter(closed_on=None).annotate(waiting=Count("enrolments", filter=still))
    held = Lesson.objects.of(school).select_related("school_class", "building", "held_by")
    pager = Paginator(held.order_by("-happened_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    teach = reverse("discipline:teach") if may(request, TEACH) else ""
    waiting = [
        {
            "label": str(one),
            "state": "due",
            "end": one.waiting,
            "url": f"{teach}?school_class={one.pk}" if teach else "",
        }
        for one in classes.filter(waiting__gt=0).order_by("grade", "number")
    ]
    if without := missing.filter(~in_class(today)).count():
        waiting.append(
            {
                "label": _("Boarders without a class"),
                "state": "due",
                "end": without,
                "url": f"{teach}?without=class" if teach else "",
            }
        )
    verbs = [
        {"label": _("Teach a building: {building}").format(building=one), "icon": "building",
         "href": f"{teach}?building={one.pk}"}
        for one in Building.objects.of(school).filter(spaces__dorm_room__isnull=False).distinct().order_by("name")
        if teach
    ]  # fmt: skip
    sections = [
        {"title": _("Still to be taught"), "lines": waiting, "empty": _("Nobody is waiting."),
         "words": _("A tap opens the class; whoever is not there is taught later.") if waiting else ""},
        {"title": _("Lessons held"), "lines": [_line(one) for one in pager],
         "empty": _("None yet. The first comes before the boarders move in.")},
    ]  # fmt: skip
    return page(request, title=_("Safety lessons"), sentence=sentence, sections=sections, verbs=verbs, pager=pager)


def _line(one: Lesson) -> dict:
    there = _("{there} of {all} there").format(there=one.listed - one.absent, all=one.listed)
    return {
        "label": str(one), "quiet": joined(day(one.happened_at), one.held_by.name), "end": there, "state": "done",
        "url": one.get_absolute_url(),
    }  # fmt: skip


@require_safe
def lesson(request, pk):
    rows = Lesson.objects.visible_to(request.user).select_related("school", "school_class", "building", "held_by")
    found = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_REST, school=found.school, at=request.now)
    facts = [(_("What was taught"), found.topic_words), (_("Lesson held at"), found.happened_at),
             (_("By"), found.held_by.name), (_("Note"), found.note)]  # fmt: skip
    sentence = _("{there} of {all} were there.").format(there=found.listed - found.absent, all=found.listed)
    sections = [{"title": _("The lesson"), "facts": facts}]
    if may(request, SEE_NAMES):
        sections = _who_was_there(found) + sections
    return page(request, title=str(found), sentence=f"{found}{_(': ')}{sentence}", sections=sections, crumbs=_trail(),
                history=Entry.objects.about(found)[:20])  # fmt: skip


def _who_was_there(found: Lesson) -> list[dict]:
    there = {True: [], False: []}
    for one in found.attendances.select_related("pupil").order_by("pupil__number"):
        there[one.was_there].append({"label": one.pupil.name, "state": "done" if one.was_there else "due"})
    return [
        {"title": _("To be taught later"), "lines": there[False], "empty": _("Everybody was there.")},
        {"title": _("Were there"), "lines": there[True], "folded": True},
    ]


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


@require_http_methods(["GET", "HEAD", "POST"])
def teach(request):
    school = request.school
    authorise(request.user, TEACH, school=school, at=request.now)
    school_class = building = None
    if key := _key(request.GET.get("school_class", "")):
        school_class = get_object_or_404(SchoolClass.objects.visible_to(request.user).of(school), pk=key)
    elif key := _key(request.GET.get("building", "")):
        building = get_object_or_404(Building.objects.visible_to(request.user).of(school), pk=key)
    elif request.GET.get("without") != "class":
        raise Http404
    whom = school_class or building or _("Boarders without a class")
    pupils = listed(school, school.localdate(request.now), school_class=school_class, building=building)
    form = LessonForm(request.POST if request.method == "POST" else None, pupils=pupils)
    if request.method == "POST":
        made = form.submit(
            request, actions.hold_lesson, about=list(filter(None, (school_class, building))), school=school,
            school_class=school_class, building=building,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Recorded."))
            return go(made)
    return show(
        request, "discipline/by_exception.html", form=form, items=form.items, tally=form.tally,
        title=_("Safety lesson: {whom}").format(whom=whom), odd=_("not there"), even=_("there"),
        lead=_("Tap only who is not there. Being there is the pupil's acknowledgement of the rules."),
        shared=[form["topics"]], after=[form["note"], form["happened_at"]], submit=_("The lesson is held"),
        subject=reverse("discipline:lessons"), crumbs=_trail(), offline=True,
    )  # fmt: skip
