"""What the pages of duties ask for."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import DutyKind
from houqin.duties.tuned import Tuned
from houqin.journal.doors import VerbForm
from houqin.people.events import post_name
from houqin.tenancy.fields import DayField, TimeOfDayField
from houqin.tenancy.posts import LEADERS, Post


class ExcuseForm(VerbForm):
    reason = forms.CharField(label=_("Why it need not be done this time"), max_length=200)


class TuneForm(VerbForm):
    """How one duty is done here, filled in with how it is; the verb refuses what is laxer than declared."""

    by = TimeOfDayField(label=_("Due by"), required=False)
    owner = forms.ChoiceField(label=_("Who answers for it"))
    more_minutes = forms.IntegerField(
        label=_("One step more, after so many minutes"), min_value=1, max_value=10_000, required=False
    )
    more_post = forms.ChoiceField(label=_("Who is told then"), required=False)
    valid_from = DayField(label=_("In force from"))
    reason = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args, kind: DutyKind, held: Tuned, today, **more):
        super().__init__(*args, **more)
        fields = self.fields
        if getattr(kind.schedule, "by", None) is None:
            del fields["by"]
        else:
            fields["by"].initial = held.by or kind.schedule.by
        fields["owner"].choices = [(post.value, post.label) for post in (kind.owner, *kind.may_own)]
        fields["owner"].initial = held.owner
        fields["valid_from"].initial = today + timedelta(days=1)
        told = [post for post in Post if post in LEADERS or post == Post.FOOD_SAFETY_DIRECTOR]
        fields["more_post"].choices = [("", "—"), *((post.value, post.label) for post in told)]
        self._posts = [post for _minutes, post in held.ladder]
        for number, (minutes, post) in enumerate(held.ladder):
            fields[f"step_{number}"] = forms.IntegerField(
                label=_("Minutes until this post is told: {post}").format(post=post_name(post)), min_value=1,
                max_value=10_000, initial=minutes,
            )  # fmt: skip
        self._own = (kind.owner.value, getattr(kind.schedule, "by", None), kind.ladder_as_written)
        self.order_fields(["by", "owner", *(f"step_{n}" for n in range(len(held.ladder)))])

    def clean(self):
        """As the verb takes it: what is as declared is left out."""
        given = super().clean()
        rungs = [[given.pop(f"step_{n}", None), post] for n, post in enumerate(self._posts)]
        minutes, post = given.pop("more_minutes", None), given.pop("more_post", "")
        if bool(minutes) != bool(post):
            self.add_error("more_post", _("Minutes and post belong together. Fill in both or neither."))
        elif minutes:
            rungs.append([minutes, post])
        owner, by, ladder = self._own
        given["ladder"] = None if rungs == ladder or None in (rung[0] for rung in rungs) else sorted(rungs)
        given["owner"] = "" if given.get("owner") == owner else given.get("owner", "")
        given["by"] = None if given.get("by") in (by, None) else given["by"]
        return given
