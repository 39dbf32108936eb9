"""Who holds which post: today, on any day, and ever."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.people import actions
from houqin.people.forms import AppointForm, LastDayForm
from houqin.people.models import PostHolding, User
from houqin.people.permissions import APPOINT, SEE_POSTS
from houqin.people.selectors import holders, vacant_posts
from houqin.tenancy.asking import Nothing, ask, crumb, sent
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

LATEST = 100


def _posts():
    return [crumb(_("Posts"), "people:posts")]


@require_safe
def posts(request):
    """Every post with its holders on a day; what is vacant comes first, in a sentence."""
    authorise(request.user, SEE_POSTS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    on = _day(request.GET.get("on")) or today
    held = holders(request.school, on=on)
    vacant = vacant_posts(held)
    may_appoint = request.user.may(APPOINT, school=request.school, at=request.now)
    cards = [_card(post, held, may_appoint and on == today) for post in Post if post in EVERY_SCHOOL_POST]
    coming = PostHolding.objects.of(request.school).filter(starts_on__gt=today, user__kind=User.Kind.PERSON)
    return show(
        request, "people/posts.html", sentence=_sentence(vacant, on, today), cards=cards, on=on, is_today=on == today,
        vacant=vacant, coming=coming.select_related("user").order_by("starts_on", "pk"), may_appoint=may_appoint,
    )  # fmt: skip


def _sentence(vacant, on, today) -> str:
    facts = {"posts": shown(vacant), "day": shown(on)}
    if on == today:
        return _("Nobody holds: %(posts)s.") % facts if vacant else _("Every post the canteen needs is held.")
    if vacant:
        return _("On %(day)s nobody held: %(posts)s.") % facts
    return _("On %(day)s every post the canteen needs was held.") % facts


def _card(post: Post, held, may_end: bool) -> dict:
    people = [
        {
            "name": holding.user.name,
            "is_deputy": holding.is_deputy,
            "is_of_contractor": holding.is_of_contractor,
            "since": _since(holding),
            "end_url": reverse("people:end-appointment", args=[holding.pk]) if may_end else "",
        }
        for holding in held
        if holding.post == post.value
    ]
    return {"post": post, "people": people}


def _since(holding) -> str:
    if holding.ends_on:
        return _("%(first)s to %(last)s") % {"first": f"{holding.starts_on}", "last": f"{holding.ends_on}"}
    return _("since %(day)s") % {"day": f"{holding.starts_on}"}


@require_safe
def history(request, post):
    """Everybody who ever held a post, newest first."""
    authorise(request.user, SEE_POSTS, school=request.school, at=request.now)
    if post not in EVERY_SCHOOL_POST:
        raise Http404
    rows = PostHolding.objects.of(request.school).filter(post=post, user__kind=User.Kind.PERSON)
    rows = list(rows.select_related("user", "appointed_by").order_by("-starts_on", "-pk")[:LATEST])
    lines = [
        {
            "label": _("%(name)s, deputy") % {"name": held.user.name} if held.is_deputy else held.user.name,
            "quiet": _("%(span)s, appointed by %(name)s") % {"span": _since(held), "name": held.appointed_by.name},
            "icon": "user",
        }
        for held in rows
    ]
    return show(request, "people/post_history.html", post=Post(post), lines=lines, crumbs=_posts())


@require_http_methods(["GET", "POST"])
def appoint(request):
    today = request.school.localdate(request.now)
    initial = {"starts_on": today, "post": request.GET.get("post"), "staff": request.GET.get("staff")}
    form = AppointForm(sent(request), school=request.school, on=today, initial=initial)
    return ask(
        request, form, actions.appoint, needs=APPOINT, title=_("Appoint somebody"), submit=_("Appoint"),
        back=reverse("people:posts"), crumbs=_posts(),
        lead=_("Whoever holds a post answers for it from the first day to the last, and may do what it may."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_appointment(request, pk):
    holding = _holding(request, pk)
    form = LastDayForm(sent(request), initial={"ends_on": request.school.localdate(request.now)})
    facts = {"name": holding.user.name, "post": holding.get_post_display()}
    return ask(
        request, form, actions.end_appointment, needs=APPOINT, holding=holding, about=[holding],
        title=_("End: %(name)s, %(post)s") % facts, submit=_("End"), back=reverse("people:posts"), crumbs=_posts(),
        lead=_("The last day is still in office."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw_appointment(request, pk):
    holding = _holding(request, pk)
    facts = {"name": holding.user.name, "post": holding.get_post_display()}
    return ask(
        request, Nothing(sent(request)), actions.withdraw_appointment, needs=APPOINT, holding=holding,
        title=_("Withdraw: %(name)s, %(post)s?") % facts, submit=_("Withdraw"), back=reverse("people:posts"),
        crumbs=_posts(), lead=_("It has not begun. The journal keeps that it was planned."),
    )  # fmt: skip


def _holding(request, pk) -> PostHolding:
    rows = PostHolding.objects.visible_to(request.user).of(request.school).filter(user__kind=User.Kind.PERSON)
    return get_object_or_404(rows.select_related("school", "user"), pk=pk)


def _day(text) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
