"""The pages of the shell itself: Today, search, scanning, me, and the small switches."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from houqin.documents.coded import find
from houqin.documents.short_codes import carrying, of_link, suggested
from houqin.duties.standing_still import standing_works
from houqin.kernel.http import go, show
from houqin.web.context import THEMES
from houqin.web.public import public, without_database
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
    """The camera, and a line for who types: `?q=` is a short code, or the whole link as a hand scanner types it."""
    asked = request.GET.get("q", "").strip()[:200]
    if link := of_link(asked):
        return go(reverse("web:go", args=link))
    if not asked:
        return show(request, "web/scan.html", asked="")
    return _opened(request, asked, request.school, status=200)


@require_safe
def land(request, school_code, code):
    """Where a QR label leads. The label of another school is a stranger: 404."""
    school = get_object_or_404(request.user.visible_schools(request.now), code=school_code)
    return _opened(request, code, school, status=404)


def _opened(request, code: str, school, *, status: int):
    """The thing that carries the code. Several: which one? None: what was meant? `status` is that of nothing found."""
    found = carrying(code, school=school, actor=request.user)
    if len(found) == 1:
        request.session["school"] = school.pk
        return go(found[0].url)
    meant = [] if found else suggested(code, school=school, actor=request.user)
    response = show(request, "web/scan.html", asked=code[:40], found=found, meant=meant)
    response.status_code = 200 if found else status
    return response


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


@without_database
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
