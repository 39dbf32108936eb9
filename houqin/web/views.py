"""The pages of the shell itself: Today, search, scanning, me, and the small switches."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from houqin.duties.standing_still import standing_works
from houqin.kernel.http import go, show
from houqin.web.context import THEMES
from houqin.web.finding import find, find_exactly
from houqin.web.public import public
from houqin.web.today import today_for


@require_safe
def today(request):
    only = request.GET.get("show", "")
    page = today_for(
        request.user,
        school=request.school,
        at=request.now,
        only=only if only in ("late", "missed", "due", "blocked") else "",
    )
    return show(request, "web/today.html", page=page)


@require_safe
def search(request):
    asked = request.GET.get("q", "").strip()[:80]
    found = find(asked, school=request.school, actor=request.user)
    if len(found) == 1 and found[0].code.casefold() == asked.casefold():
        return go(found[0].url)
    return show(request, "web/search.html", asked=asked, found=found)


@require_safe
def scan(request):
    return show(request, "web/scan.html")


@require_safe
def land(request, school_code, code):
    """Where a QR label leads. The label of another school is a stranger: 404."""
    school = get_object_or_404(request.user.visible_schools(request.now), code=school_code)
    found = find_exactly(code, school=school, actor=request.user)
    if found is None:
        raise Http404
    request.session["school"] = school.pk
    return go(found.url)


@require_safe
def me(request):
    return show(request, "web/me.html", holdings=request.user.holdings_at(request.now))


@require_POST
def choose_school(request):
    """Work in another of the person's schools from here on."""
    school = get_object_or_404(request.user.visible_schools(request.now), pk=_whole(request.POST.get("school")))
    request.session["school"] = school.pk
    return go("/")


@public
@require_POST
def theme(request):
    """Light or dark, kept on this device: a dark corridor is a matter of the place, not the account."""
    chosen = request.POST.get("theme")
    response = HttpResponseRedirect(_own(request, request.POST.get("next", "/")), status=303)
    if chosen in THEMES:
        response.set_cookie(
            "theme", chosen, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response


@public
@require_safe
def healthz(request):
    """`/healthz` says that the process answers, without the database; `/healthz?clock` that deadlines are kept."""
    standing = standing_works(at=request.now) if "clock" in request.GET else {}
    lines = [f"{code} stands since {last.isoformat() if last else 'ever'}" for code, last in standing.items()]
    return HttpResponse("\n".join(lines) or "ok", content_type="text/plain", status=503 if lines else 200)


def _own(request, address: str) -> str:
    """The address when it is ours, else the first page: an open redirect is a gift to whoever phishes."""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"


def _whole(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
