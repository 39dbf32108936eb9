"""What every row of a school shares: its school, and a queryset that never shows another's."""

from django.db import models

from houqin.kernel.transactions import lock_row
from houqin.tenancy.schools import School


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Rows of the schools that the person may see at `actor.as_of`; nothing for a stranger."""
        return self.filter(school__in=actor.visible_school_ids())

    def of(self, school):
        return self.filter(school=school)


class SchoolRow(models.Model):
    """A row that belongs to one school for ever."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        abstract = True


def with_school(row, school):
    """The row with the school it belongs to, when that is `school`: already loaded, its bureau too, so nobody asks."""
    if school is not None and row.school_id == school.pk:
        row.school = school
    return row


def lock_one(model, key: int, *related: str, school):
    """The row with this key as it is now, locked until the transaction ends.  Raises ValueError when there is none.

    Its `school` is the loaded one: a row belongs to one school for ever.
    """
    return with_school(lock_row(model, key, *related), school)
