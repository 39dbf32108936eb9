"""The phone's side door: what is kept for the hours without signal, and what waits to be sent."""

import json
from datetime import UTC, datetime

from django.contrib.staticfiles.finders import get_finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from houqin.journal.doors import attempt
from houqin.kernel.http import show
from houqin.web.actions import note_dropped
from houqin.web.keeping import pages_to_keep
from houqin.web.public import public

#: What the worker keeps of other people's code beside ours.
OF_OTHERS = ("django_htmx/htmx-2.min.js",)
#: Sizes of the icon in pixels; the last may be cut to any shape.
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))


@require_safe
def outbox(request):
    return show(request, "web/outbox.html")


@public
@require_safe
def state(request):
    """Who is signed in, and the token for forms: what a phone needs before it sends."""
    person = str(request.user.pk) if request.user.is_authenticated else ""
    answer = JsonResponse({"person": person, "csrf": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def pages(request):
    """Addresses that this person's phone keeps."""
    return JsonResponse({"pages": pages_to_keep(request.user, school=request.school, at=request.now)})


@require_POST
def dropped(request):
    """Somebody throws a refused entry away: the journal keeps that there was one, and why it did not count."""
    attempt(
        note_dropped, actor=request.user, at=request.now, chain=request.school.pk, school=request.school,
        title=request.POST.get("title", "")[:120], reasons=request.POST.get("reasons", "")[:500],
        pressed_at=_moment(request.POST.get("pressed_at", "")), entry_key=request.POST.get("entry_key", "")[:64],
    )  # fmt: skip
    return HttpResponse(status=204)


def _moment(text: str):
    return (
        datetime.fromtimestamp(int(text) / 1000, UTC) if text.isascii() and text.isdigit() and len(text) < 15 else None
    )


@public
@require_safe
def without_network(request):
    """What the phone shows for a page that it has not kept."""
    # Nobody's page: it stays on the phone whoever signs in next.
    return render(request, "web/without_network.html", {"me": None})


@public
@require_safe
def worker(request):
    """The service worker. Its text changes when any file does, and that is how a phone notices a new version."""
    settings = {
        "assets": sorted({static(name) for name in _files()}),
        "fallback": reverse("web:without-network"),
        "signOut": reverse("account_logout"),
    }
    text = (
        f"import {{ begin }} from {json.dumps(static('houqin/outbox/worker.js'))};\n\nbegin({json.dumps(settings)});\n"
    )
    answer = HttpResponse(text, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


def _files() -> list[str]:
    """Every file a page of ours may name."""
    ours = [
        name
        for finder in get_finders()
        for name, _storage in finder.list([])
        if name.startswith(("houqin/", "vendor/")) and name.endswith((".css", ".js", ".svg"))
    ]
    return [*ours, *OF_OTHERS]


@public
@require_safe
def manifest(request):
    """How it looks on the home screen, in the reader's language."""
    icons = [
        {"src": static(f"houqin/icons/{purpose}-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": purpose}
        for size, purpose in ICONS
    ]  # fmt: skip
    shortcuts = [(_("Scan"), reverse("web:scan")), (_("Outbox"), reverse("web:outbox"))]
    return JsonResponse(
        {
            "id": "/", "name": _("Houqin, school logistics"), "short_name": _("Houqin"), "lang": request.LANGUAGE_CODE,
            "start_url": "/", "scope": "/", "display": "standalone", "background_color": "#f6f7f5",
            "theme_color": "#1f4f84", "icons": icons,
            "shortcuts": [{"name": name, "url": url} for name, url in shortcuts],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip
