"""Does anything lean on a row? Asked before an entry made by mistake is taken back."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet


def referring(things: Iterable[Model], *, ignoring: Iterable[type[Model]] = ()) -> dict[int, list[str]]:
    """Key of a thing → labels of the models whose rows point at it, in any app. Nothing points: no key.

    All things are of one model. One query per relation, whatever their number.
    """
    things = list(things)
    if not things:
        return {}
    keys = [thing.pk for thing in things]
    found: dict[int, list[str]] = {}
    for relation in things[0]._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        if relation.related_model in ignoring:
            continue
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": keys}).order_by()
        for key in rows.values_list(name, flat=True).distinct():
            labels = found.setdefault(key, [])
            if (label := relation.related_model._meta.label_lower) not in labels:
                labels.append(label)
    return found


def delete_unreferred(rows: QuerySet) -> None:
    """Delete rows of which `referring` has just said that nothing points at them. One statement.

    Django's own delete asks every relation again, in batches: for a school's children the same hundred questions twice.
    Should a row have come meanwhile, the database's foreign keys refuse.
    """
    rows.order_by()._raw_delete(rows.db)
