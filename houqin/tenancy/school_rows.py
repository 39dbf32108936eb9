"""What every row of a school shares: its school, and a queryset that never shows another's."""

from django.db import models

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
