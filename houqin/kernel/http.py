"""The last line of a view."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def show(request: HttpRequest, template: str, *, part: str = "", form=None, **context) -> HttpResponse:
    """Show a page, or only its named part when htmx asks for it. The answer carries the form it answers.

    422 when the form has errors, 409 when a verb refused (`form.refused`), else 200.
    """
    status = 200
    if form is not None:
        context["form"] = form
        if getattr(form, "refused", None):
            status = 409
        elif form.is_bound and form.errors:
            status = 422
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    response = render(request, name, context, status=status)
    response.answered_form = form
    return response


def go(where, *args) -> HttpResponseRedirect:
    """See other: after a verb, look at the thing (`get_absolute_url`) or at an address."""
    url = where.get_absolute_url() if hasattr(where, "get_absolute_url") else where
    return HttpResponseRedirect(url, status=303)
