"""A page that asks for what one verb needs, and does it. Set-up has many such pages; they are all this one."""

from django.http import HttpResponse
from django.urls import reverse

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.permissions import Permission, authorise


class Nothing(VerbForm):
    """For a verb that needs no more than a yes."""


def carried_out(form: VerbForm, request, verb, **more) -> bool:
    """Submit, and say whether the verb went through; some verbs have nothing to return."""
    form.submit(request, verb, **more)
    return form.is_valid() and form.refused is None


def ask(request, form: VerbForm, verb, *, needs: Permission, title, submit, back: str, crumbs=(), lead="", confirm="",
        about=(), offline=False, lands=False, **extra) -> HttpResponse:  # fmt: skip
    """Ask (GET) or do (POST) one verb at the request's school; afterwards go `back`, or with `lands` to what was made.

    `form` is made by the caller, bound on POST; `crumbs` are (words, address); `lead` is a sentence under the title.
    `offline`: it may be filled in without a network and is sent later.
    Raises NotYours on GET too: nobody fills in a form that cannot be sent.
    """
    authorise(request.user, needs, school=request.school, at=request.now)
    if request.method == "POST":
        made = form.submit(request, verb, about=about, **extra)
        if form.is_valid() and form.refused is None:
            return go(made if lands else back)
    return show(
        request, "tenancy/ask.html", form=form, title=title, submit=submit, back=back, crumbs=crumbs, lead=lead,
        confirm=confirm, offline=offline,
    )  # fmt: skip


def sent(request):
    """What a form is made with: the data on POST, nothing on GET."""
    return request.POST if request.method == "POST" else None


def crumb(words, view: str, *arguments) -> tuple[str, str]:
    return str(words), reverse(view, args=arguments)
