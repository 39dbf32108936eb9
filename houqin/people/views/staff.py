"""Staff and their accounts."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.people import actions
from houqin.people.forms import AccountForm, LeftForm, PasswordForm, StaffChangeForm, StaffForm
from houqin.people.models import PostHolding, Staff
from houqin.people.permissions import APPOINT, APPROVE_ABSENCE, MANAGE_STAFF
from houqin.tenancy.asking import Nothing, ask, crumb, sent

PER_PAGE = 50


def _crumbs(*further):
    return [crumb(_("Staff"), "people:staff"), *further]


@require_safe
def staff(request):
    authorise(request.user, MANAGE_STAFF, school=request.school, at=request.now)
    asked = request.GET.get("q", "").strip()[:60]
    today = request.school.localdate(request.now)
    here = Staff.objects.of(request.school).filter(Q(left_on=None) | Q(left_on__gte=today))
    count = here.count()
    found = Staff.objects.of(request.school) if asked else here
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(number__icontains=asked) | Q(user__username__icontains=asked))
    page = Paginator(found.select_related("user").order_by("name", "number"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    sentence = ngettext("%(count)d person works here.", "%(count)d people work here.", count) % {"count": count}
    return show(
        request, "people/staff.html", sentence=sentence, page=page, asked=asked,
        lines=[_line(one, posts, today) for one, posts in _with_posts(page, request.school, today)],
    )  # fmt: skip


def _with_posts(people, school, on):
    """Each with the titles of the posts held on a day. One query."""
    users = [one.user_id for one in people if one.user_id]
    titles: dict[int, list[str]] = {}
    for held in PostHolding.objects.of(school).in_office(on).filter(user__in=users).order_by("is_deputy", "pk"):
        titles.setdefault(held.user_id, []).append(held.get_post_display())
    return [(one, titles.get(one.user_id, [])) for one in people]


def _line(one: Staff, posts: list[str], today) -> dict:
    quiet = _(", ").join([one.number, *(posts or [one.job or _("no post")])])
    if one.left_on and one.left_on < today:
        end = _("has left")
    elif one.user is None:
        end = _("no account")
    else:
        end = one.user.username if one.user.is_active else _("account closed")
    return {"label": one.name, "url": one.get_absolute_url(), "quiet": quiet, "end": end, "icon": "user"}


def absences_of(one: Staff, *, at) -> list[dict]:
    """Lines about leave, the newest first; what is not over can be ended early."""
    lines = []
    for absence in one.absences.select_related("approved_by").order_by("-starts_at", "-pk")[:10]:
        over, called_off = absence.is_over(at), absence.is_called_off
        until = absence.ends_at if called_off else absence.ended_at or absence.ends_at
        url = "" if over else reverse("people:end-absence", args=[absence.pk])
        lines.append({
            "label": _("%(start)s to %(end)s") % {"start": shown(absence.starts_at), "end": shown(until)},
            "quiet": _("%(reason)s, approved by %(name)s") % {
                "reason": absence.reason, "name": absence.approved_by.name
            },
            "state": "done" if over else "held", "url": url,
            "end": _("called off") if called_off else "" if over else _("Back earlier"),
        })  # fmt: skip
    return lines


@require_safe
def member(request, pk):
    authorise(request.user, MANAGE_STAFF, school=request.school, at=request.now)
    one = _member(request, pk)
    today = request.school.localdate(request.now)
    holdings = []
    if one.user_id:
        rows = PostHolding.objects.of(request.school).filter(user=one.user_id)
        holdings = list(rows.order_by("-starts_on", "-pk"))
    facts = [
        (_("Staff no."), one.number),
        (_("Work done"), one.job),
        (_("Phone"), one.phone),
        (_("User name"), one.user.username if one.user else _("no account")),
        (_("First day here"), one.joined_on and f"{one.joined_on}"),
        (_("Last day here"), one.left_on and f"{one.left_on}"),
    ]
    may_approve = request.user.may(APPROVE_ABSENCE, school=request.school, at=request.now)
    return show(
        request, "people/staff_member.html", one=one, facts=facts, holdings=holdings, today=today, crumbs=_crumbs(),
        has_left=bool(one.left_on and one.left_on < today), entries=Entry.objects.about(one)[:30],
        absences=absences_of(one, at=request.now), may_approve=may_approve,
        may_appoint=request.user.may(APPOINT, school=request.school, at=request.now),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request):
    return ask(
        request, StaffForm(sent(request)), actions.add_staff, needs=MANAGE_STAFF, school=request.school,
        title=_("Add a staff member"), submit=_("Add a staff member"), back=reverse("people:staff"), crumbs=_crumbs(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request, pk):
    one = _member(request, pk)
    form = StaffChangeForm(sent(request), initial={"name": one.name, "job": one.job, "phone": one.phone})
    return _ask(request, one, form, actions.change_staff, title=_("Change %(name)s"), submit=_("Save"))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def account(request, pk):
    one = _member(request, pk)
    return _ask(
        request, one, AccountForm(sent(request)), actions.open_account, title=_("Open an account for %(name)s"),
        submit=_("Open account"), lead=_("The account may do nothing until its holder is appointed to a post."),
    )  # fmt: skip


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reopen(request, pk):
    one = _member(request, pk)
    return _ask(
        request, one, PasswordForm(sent(request)), actions.reopen_account,
        title=_("Open the account of %(name)s again"), submit=_("Open again"),
    )  # fmt: skip


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def password(request, pk):
    one = _member(request, pk)
    return _ask(
        request, one, PasswordForm(sent(request)), actions.set_password, title=_("A new password for %(name)s"),
        submit=_("Set password"), lead=_("The old one stops at once, on every device."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def close(request, pk):
    one = _member(request, pk)
    return _ask(
        request, one, Nothing(sent(request)), actions.close_account, title=_("Close the account of %(name)s?"),
        submit=_("Close account"), lead=_("Nobody signs in with it any more. What the person did stays on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def left(request, pk):
    one = _member(request, pk)
    form = LeftForm(sent(request), initial={"left_on": request.school.localdate(request.now)})
    return _ask(
        request, one, form, actions.staff_left, title=_("%(name)s leaves"), submit=_("Save last day"),
        lead=_("Posts end with the last day, today at the earliest."),
    )  # fmt: skip


def _ask(request, one: Staff, form, verb, *, title, submit, lead=""):
    return ask(
        request, form, verb, needs=MANAGE_STAFF, staff=one, about=[one], title=title % {"name": one.name},
        submit=submit, lead=lead, back=one.get_absolute_url(),
        crumbs=_crumbs((one.name, one.get_absolute_url())),
    )  # fmt: skip


def _member(request, pk) -> Staff:
    rows = Staff.objects.visible_to(request.user).of(request.school).select_related("user", "school__bureau")
    return get_object_or_404(rows, pk=pk)
