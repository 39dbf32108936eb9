"""Entries from a phone's outbox: what they say of themselves, and an answer that the outbox can keep.

The phone writes an entry down before it sends it, and deletes it only on one of these answers. So each of them says
for certain what became of it: `accepted`, `known` (it had arrived before), `refused` with every reason, or that
somebody has to sign in first. Anything else that comes back, a proxy's page or nothing, leaves it waiting.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _

from houqin.journal.arrivals import Arrival, measured
from houqin.journal.models import Submission
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy.posts import Post

#: A phone's clock is read in milliseconds; beyond these it is no clock.
EARLIEST, LATEST = 946_684_800_000, 4_102_444_800_000


def is_from_outbox(request: HttpRequest) -> bool:
    return request.method == "POST" and "Houqin-Outbox" in request.headers


def arrival_of(request: HttpRequest) -> Arrival | None:
    """When the entry was pressed, by the headers that the outbox sends; None when it did not wait, or says nonsense."""
    pressed, sent = _moment(request, "Houqin-Pressed-At"), _moment(request, "Houqin-Sent-At")
    if pressed is None or sent is None:
        return None
    return measured(
        pressed=pressed, sent=sent, received=request.now, offset_then=_offset(request), based_on=_based_on(request)
    )


def _moment(request, header: str) -> datetime | None:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 15 and EARLIEST < int(text) < LATEST):
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC)


def _offset(request) -> timedelta | None:
    text = request.headers.get("Houqin-Clock-Ahead", "")
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 15):
        return None
    return timedelta(milliseconds=int(text))


def _based_on(request) -> datetime | None:
    """When the page was made that the person had before them; the server wrote that moment into it."""
    try:
        moment = datetime.fromisoformat(request.headers.get("Houqin-Based-On", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo and moment <= request.now else None


def turned_away(request: HttpRequest) -> JsonResponse | None:
    """Why this entry cannot even be tried: nobody is signed in, or somebody else than the one who entered it.

    A shared phone must never send one person's work under another's name.
    """
    if not request.user.is_authenticated:
        return _say("signed_out", 401)
    if request.headers.get("Houqin-Person", "") != str(request.user.pk):
        return _say("other_person", 401)
    school = request.headers.get("Houqin-School", "")
    if school and request.school is None:
        return _refusal([_("You do not work at the school this was entered for any more.")], 403)
    return None


def chosen_school(request: HttpRequest, schools) -> Any:
    """The school the entry was made in, whatever the person works in now; None when it is no longer theirs."""
    code = request.headers.get("Houqin-School", "")
    return next((school for school in schools if school.code == code), None)


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page's answer in the outbox's words. A breakdown stays what it is: the entry waits and is tried again."""
    if response.status_code >= 500 or isinstance(response, JsonResponse):
        return response
    form = getattr(response, "answered_form", None)
    if form is not None and getattr(form, "refused", None):
        return refused(request, form.refused)
    if form is not None and form.is_bound and form.errors:
        return _invalid(request, form)
    if response.status_code == 404:
        return _refusal([_("This is gone, or it is no longer yours to see.")], 404)
    if response.status_code >= 400:
        return _refusal([_("The server could not read this entry.")], response.status_code)
    if request.headers["Houqin-Outbox"] == "later":
        list(get_messages(request))  # whoever is greeted by the next page did not press this just now
    return _say("known" if _had_come(request) else "accepted", url=response.get("Location", request.path),
                files=_digests(request))  # fmt: skip


def refused(request: HttpRequest, refusal: Refused) -> JsonResponse:
    html = loader.render_to_string("ui/refusals.html", {"refusals": refusal, "focus": True}, request)
    return _refusal([one.sentence for one in refusal.refusals], 409, html=html)


def not_yours(exception: NotYours) -> JsonResponse:
    posts = [str(Post(code).label) for code in sorted(exception.permission.posts) if code in Post.values]
    said = _("Only these posts may do this: {posts}.").format(posts=_(", ").join(posts))
    return _refusal([said], 403)


def no_post() -> JsonResponse:
    return _refusal([_("You hold no post at any school today.")], 403)


def _invalid(request, form) -> JsonResponse:
    html = loader.render_to_string("ui/wrongs.html", {"form": form}, request)
    wrong = {name: list(errors) for name, errors in form.errors.items()}
    said = [
        error if name == "__all__" else f"{form.fields[name].label}: {error}" if name in form.fields else error
        for name, errors in wrong.items()
        for error in errors
    ]
    return _refusal(said, 422, html=html, fields=[form[name].html_name for name in wrong if name in form.fields])


def _refusal(reasons, status: int, **more) -> JsonResponse:
    return _say("refused", status, reasons=[str(reason) for reason in reasons], **more)


def _say(state: str, status: int = 200, **more) -> JsonResponse:
    response = JsonResponse({"state": state} | more, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def _had_come(request) -> bool:
    key = request.POST.get("entry_key", "")
    first = Submission.objects.filter(actor=request.user, entry_key=key).only("received_at").first() if key else None
    return first is not None and first.received_at < request.now


def _digests(request) -> list[str]:
    """SHA-256 of each file as received: the phone deletes its own copy only when they are the same."""
    digests = []
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            file.seek(0)
            digests.append(hashlib.sha256(file.read()).hexdigest())
    return digests
