"""No page is open to strangers unless it is marked by its decorator and stands in the list."""

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from houqin.web.public import OF_OTHERS, PUBLIC_VIEWS


def doors(patterns, namespace=""):
    """(name with namespace, view) of every address of the house, the API apart."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        elif not str(pattern.pattern).startswith("api/"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from doors(pattern.url_patterns, inner)


def test_the_list_of_public_pages_is_this_short():
    assert PUBLIC_VIEWS == (
        "account_login",
        "account_logout",
        "set_language",
        "web:healthz",
        "web:theme",
        "web:manifest",
        "web:worker",
        "web:without-network",
        "web:outbox-state",
        "whereabouts:guardian",
    )


def test_every_page_marked_public_is_listed_and_every_listed_page_of_ours_is_marked():
    marked = {name for name, view in doors(get_resolver().url_patterns) if getattr(view, "is_public", False)}

    assert marked == set(PUBLIC_VIEWS) - set(OF_OTHERS)


def test_every_address_has_a_name():
    assert [view for name, view in doors(get_resolver().url_patterns) if name.endswith("None")] == []


def simple_address(name):
    """The address when it needs no arguments, else None."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@pytest.mark.django_db
def test_a_stranger_meets_the_sign_in_at_every_simple_address(client):
    names = {name for name, _view in doors(get_resolver().url_patterns)} - set(PUBLIC_VIEWS)
    addresses = {name: address for name in names if (address := simple_address(name))}

    open_doors = [
        name
        for name, address in sorted(addresses.items())
        if not client.get(address).headers.get("Location", "").startswith("/sign-in/?next=")
    ]

    assert open_doors == []
    assert {"today", "search", "web:me"} <= set(addresses)
