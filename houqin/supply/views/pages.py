"""Two shapes most verbs share: a page with one form, and a button that needs no form."""

from django.contrib import messages
from django.core.paginator import Paginator

from houqin.journal.doors import attempt
from houqin.kernel.http import go, show

ON_A_PAGE = 50


def verb_page(request, form, verb, *, title, submit, back, done, about=(), then=None, refusals=(), over="", **extra):
    """Show a form that ends in one verb; after it say `done` and go to `then(result)`, or back.

    `form` is made by the caller, bound when the request posts.
    """
    if request.method == "POST":
        result = form.submit(request, verb, about=about, **extra)
        if result is not None:
            messages.success(request, done)
            return go(then(result) if then else back)
    back_url = back.get_absolute_url() if hasattr(back, "get_absolute_url") else back
    return show(
        request, "supply/form.html", form=form, title=title, submit=submit, back=back, back_url=back_url, over=over,
        refusals=list(refusals),
    )  # fmt: skip


def bound(request) -> dict:
    """What a form takes when the request posts, and nothing otherwise."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}


def press(request, verb, *, back, done, about=(), **arguments):
    """A button: the verb once, then back. A refusal goes to the edge, which shows every reason."""
    chain = about[0].school_id if about else request.school.pk
    attempt(
        verb, actor=request.user, at=request.now, chain=chain, entry_key=request.POST.get("entry_key", "")[:64],
        about=about, **arguments,
    )  # fmt: skip
    messages.success(request, done)
    return go(back)


def paged(request, rows):
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


def asked(request) -> str:
    """What was typed into the search line."""
    return request.GET.get("q", "").strip()[:60]


def may(request, permission) -> bool:
    return request.user.may(permission, school=request.school, at=request.now)
