"""Which lists a school has, and which version of each is asked now."""

from houqin.checklists.models import Checklist, Item, ListVersion, SchoolList


def newest_version(checklist: Checklist) -> ListVersion | None:
    """One query."""
    return checklist.versions.order_by("-number").first()


def versions_in_use(school_list: SchoolList) -> tuple[ListVersion | None, ListVersion | None]:
    """The newest version of the list, and that of the school's own additions to it. Two queries."""
    own = ListVersion.objects.filter(
        checklist__extends=school_list.checklist_id, checklist__school=school_list.school_id
    )
    own = own.filter(checklist__retired_at=None).select_related("checklist")
    return newest_version(school_list.checklist), own.order_by("-number").first()


def items_of(*versions: ListVersion | None) -> list[Item]:
    """The items in their order: those of the list first, then the school's own. One query."""
    keys = [version.pk for version in versions if version is not None]
    items = Item.objects.filter(version__in=keys)
    return sorted(items, key=lambda item: (keys.index(item.version_id), item.number, item.pk))


def open_lists(school):
    """What is in use at a school, by title, each with its list. One query."""
    return open_lists_of([school])


def open_lists_of(schools):
    """The same of many schools. One query."""
    rows = SchoolList.objects.filter(school__in=schools).in_use().filter(checklist__retired_at=None)
    return rows.select_related("checklist", "place", "school__bureau").order_by("checklist__title", "pk")
