"""Eyes and hands of a walk through somebody else's house: sign in, read any answer, see what it gives away."""

import io
import re
import subprocess
import zipfile

from django.apps import apps
from django.db.models import F
from django.test import Client

from houqin.tenancy.models import SchoolRow
from tests.house.address_book import FIELDS
from tests.house.secrets import MARK


def signed_in(user) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def said(answer) -> str:
    """The words of an answer, also of paper and spreadsheets."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if "pdf" in kind:
        return subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())
    return body.decode(errors="replace") + answer.headers.get("Location", "") * (answer.status_code != 302)


def leaks(answer, asked: str) -> list[str]:
    """Marked words in an answer that were not in the question."""
    return [word for word in re.findall(rf"{MARK}\w*|\w*-{MARK}", said(answer)) if word not in asked]


def keys_in(secrets) -> dict[str, int]:
    """A key of the hidden school for every word by which a form or an address may ask for one."""
    keys = {kind: row.pk for kind, row in secrets.things.items()}
    keys |= {f"{kind}s": pk for kind, pk in keys.items()} | {f"{kind}_id": pk for kind, pk in keys.items()}
    return keys | {name: keys[kind] for name, kind in FIELDS.items()}


def rows_of(school) -> dict:
    """Everything that belongs to a school."""
    models = [model for model in apps.get_models() if issubclass(model, SchoolRow)]
    return {model._meta.label: list(model._base_manager.filter(school=school).order_by("pk").values())
            for model in models}  # fmt: skip


def strays() -> list[str]:
    """Rows of one school that point at a row of another."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, SchoolRow):
            continue
        for field in model._meta.fields:
            target = field.related_model
            if target is not None and issubclass(target, SchoolRow):
                wrong = model._base_manager.filter(**{f"{field.name}__isnull": False})
                wrong = wrong.exclude(school=F(f"{field.name}__school"))
                found += [f"{model._meta.label} {row.pk} {field.name}" for row in wrong]
    return found
