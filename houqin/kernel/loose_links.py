"""Links between rows that no constraint of the database holds, for `manage.py verify`.

A ledger of very many rows leaves some out (`db_constraint=False`), because each is a row to look up and to lock.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, OuterRef


def loose_links() -> list[ForeignKey]:
    """Every one of them in the product."""
    models = apps.get_models(include_auto_created=True)
    fields = (field for model in models for field in model._meta.local_concrete_fields)
    return [field for field in fields if isinstance(field, ForeignKey) and not field.db_constraint]


def broken(links: Iterable[ForeignKey]) -> Iterator[tuple[ForeignKey, list[int]]]:
    """The links that lead nowhere, with the keys of the rows they start from. One query for each."""
    for link in links:
        target: type[Model] = link.related_model
        there = Exists(target._base_manager.filter(**{link.target_field.attname: OuterRef(link.attname)}))
        rows = link.model._base_manager.filter(~there, **{f"{link.attname}__isnull": False})
        if keys := list(rows.order_by("pk").values_list("pk", flat=True)):
            yield link, keys
