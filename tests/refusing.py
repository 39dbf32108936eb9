"""How tests meet a no: exactly these reasons, and nothing in the database moved."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy.posts import Post
from tests.builders import TODAY, a_bureau, a_bureau_officer, a_holder, a_person, a_school

DAY = timedelta(days=1)
WATCHED = ("people", "tenancy", "journal", "notices")


def picture() -> dict:
    """Every row of the watched apps."""
    models = [model for label in WATCHED for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def refused(verb, **arguments) -> list:
    """The reasons why not, in order. Fails when the verb goes through or leaves a trace."""
    before = picture()
    with pytest.raises(Refused) as no, transaction.atomic():
        verb(**arguments)
    assert picture() == before
    return [refusal.reason for refusal in no.value.refusals]


def not_yours(verb, **arguments) -> str:
    """The permission that is missing. Fails when the verb goes through or leaves a trace."""
    before = picture()
    with pytest.raises(NotYours) as no, transaction.atomic():
        verb(**arguments)
    assert picture() == before
    return no.value.permission.code


class _Undo(Exception):
    pass


def posts_that_may(school, attempt) -> set[str]:
    """The posts for whom `attempt(actor)` goes through at the school; each try is undone."""
    found = set()
    for post in Post:
        actor = a_bureau_officer(school.bureau) if post == Post.BUREAU_OFFICER else a_holder(post, school)
        try:
            with transaction.atomic():
                attempt(actor)
                raise _Undo
        except _Undo:
            found.add(post.value)
        except NotYours:
            pass
    return found


def strangers_that_may(school, attempt) -> list[str]:
    """Who gets through without a post that counts here: nobody should."""
    elsewhere = a_school("别的学校", bureau=a_bureau("邻县教育局"))
    people = {
        "nobody": a_person(),
        "principal of another school": a_holder(Post.PRINCIPAL, elsewhere),
        "officer of another bureau": a_bureau_officer(elsewhere.bureau),
        "principal until yesterday": a_holder(Post.PRINCIPAL, school, ends_on=TODAY - DAY),
        "principal from tomorrow": a_holder(Post.PRINCIPAL, school, starts_on=TODAY + DAY),
    }
    closed = a_holder(Post.PRINCIPAL, school)
    closed.is_active = False
    people["principal with a closed account"] = closed
    through = []
    for name, actor in people.items():
        try:
            with transaction.atomic():
                attempt(actor)
                raise _Undo
        except _Undo:
            through.append(name)
        except NotYours:
            pass
    return through
