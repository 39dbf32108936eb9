"""What the pages of governance ask for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.governance.actions import NewItem
from houqin.governance.models import GroupMember, Policy, Rule
from houqin.governance.models.meetings import MeetingKind
from houqin.governance.models.plans import Step
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, PhotosField
from houqin.people.forms import SCHOOL_POSTS
from houqin.people.models import User
from houqin.people.selectors import holders
from houqin.tenancy.fields import DayField, TimeOfDayField

LONG = forms.Textarea(attrs={"rows": 8})
#: Rows for action items on the page of a new meeting; more are added on its own page.
ITEM_ROWS = 3


class ClauseField(forms.CharField):
    """Ids of clauses, separated by anything: C-16 S-23."""

    def __init__(self, **more):
        words = {"label": _("Clauses of the plan"), "help_text": _("Ids from the charter, such as: C-16 S-23.")}
        super().__init__(**(words | {"required": False, "max_length": 200} | more))

    def clean(self, value) -> list[str]:
        text = super().clean(value).replace("，", " ").replace("、", " ").replace(",", " ")
        return list(dict.fromkeys(text.split()))


class PersonField(forms.ModelChoiceField):
    """Somebody in office at the school; two may share a name, so the post is said as well."""

    posts: dict[int, str] = {}

    def label_from_instance(self, user) -> str:
        return f"{user.name} {self.posts.get(user.pk, '')}".strip()


class PeopleField(forms.ModelMultipleChoiceField):
    posts: dict[int, str] = {}

    def label_from_instance(self, user) -> str:
        return f"{user.name} {self.posts.get(user.pk, '')}".strip()


def narrow_to_colleagues(form, school, on: date, *names: str) -> None:
    """Let these fields choose among those in office on a day. Two queries."""
    posts: dict[int, list[str]] = {}
    for held in holders(school, on=on):
        posts.setdefault(held.user_id, []).append(str(held.get_post_display()))
    said = {key: "、".join(dict.fromkeys(titles)) for key, titles in posts.items()}
    for name in names:
        form.fields[name].queryset = User.objects.filter(pk__in=posts).order_by("name", "pk")
        form.fields[name].posts = said


class PolicyForm(VerbForm):
    number = forms.CharField(label=_("Number"), max_length=60)
    title = forms.CharField(label=_("Title"), max_length=160)
    issuer = forms.CharField(label=_("Issuer"), max_length=80)
    issued_on = DayField(label=_("Issued on"))
    clauses = ClauseField()
    text = forms.CharField(label=_("Text"), widget=LONG, required=False, max_length=20_000)
    file = PhotoField()


class PublishForm(VerbForm):
    number = forms.CharField(label=_("Number"), max_length=60)
    title = forms.CharField(label=_("Title"), max_length=160)
    issued_on = DayField(label=_("Issued on"))
    clauses = ClauseField()
    text = forms.CharField(label=_("Text"), widget=LONG, max_length=20_000)


class EndPolicyForm(VerbForm):
    ended_on = DayField(label=_("First day without it"))
    why = forms.CharField(label=_("Why"), max_length=200)
    superseded_by = forms.ModelChoiceField(label=_("Replaced by"), queryset=None, required=False, empty_label="—")

    def __init__(self, *args, policy, **more):
        super().__init__(*args, **more)
        rows = Policy.objects.of(policy.school) if policy.school_id else Policy.objects.filter(bureau=policy.bureau)
        self.fields["superseded_by"].queryset = rows.exclude(pk=policy.pk).order_by("-issued_on")


class RuleForm(VerbForm):
    """`kinds` are words in use; any other word is as good (C-36)."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.CharField(label=_("Kind"), max_length=40)
    number = forms.CharField(label=_("Number"), max_length=40, required=False, help_text=_("Empty: given here."))
    issuer = forms.CharField(label=_("Issuer"), max_length=80, required=False, help_text=_("Empty: the school."))
    text = forms.CharField(label=_("Text"), widget=LONG, required=False, max_length=50_000)
    file = PhotoField()
    clauses = ClauseField()
    policies = forms.ModelMultipleChoiceField(
        label=_("Carries out"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    readers = forms.MultipleChoiceField(
        label=_("Must be read by"), choices=SCHOOL_POSTS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, school, kinds=(), **more):
        super().__init__(*args, **more)
        self.fields["policies"].queryset = Policy.objects.of(school).filter(ended_on=None).order_by("-issued_on")
        if kinds:
            self.fields["kind"].help_text = _("In use: {kinds}. A new word is a new kind.").format(
                kinds="、".join(kinds)
            )


class VersionForm(VerbForm):
    text = forms.CharField(label=_("Text"), widget=LONG, required=False, max_length=50_000)
    file = PhotoField()
    what_changed = forms.CharField(label=_("What changed"), max_length=200)


class ReadersForm(VerbForm):
    readers = forms.MultipleChoiceField(
        label=_("Must be read by"), choices=SCHOOL_POSTS, required=False, widget=forms.CheckboxSelectMultiple
    )


class ApproveForm(VerbForm):
    effective_on = DayField(label=_("In force from"))
    review_on = DayField(label=_("Look again on"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class ReviewRuleForm(VerbForm):
    review_on = DayField(label=_("Look again on"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class EndRuleForm(VerbForm):
    ended_on = DayField(label=_("First day without it"))
    why = forms.CharField(label=_("Why"), max_length=200)
    superseded_by = forms.ModelChoiceField(label=_("Replaced by"), queryset=None, required=False, empty_label="—")

    def __init__(self, *args, rule, **more):
        super().__init__(*args, **more)
        self.fields["superseded_by"].queryset = Rule.objects.of(rule.school).exclude(pk=rule.pk).order_by("title")


class PlanForm(VerbForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    goal = forms.CharField(label=_("Goal"), widget=LONG, max_length=5_000)
    policy = forms.ModelChoiceField(label=_("Carries out"), queryset=None, required=False, empty_label="—")
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["policy"].queryset = Policy.objects.of(school).order_by("-issued_on")


class MilestoneForm(VerbForm):
    step = forms.ChoiceField(label=_("Step"), choices=Step)
    title = forms.CharField(label=_("What is to be reached"), max_length=160)
    owner = forms.ChoiceField(label=_("Who answers"), choices=SCHOOL_POSTS)
    due_on = DayField(label=_("By"))


class ReviewPlanForm(VerbForm):
    review = forms.CharField(label=_("Summing up"), widget=LONG, max_length=5_000)


class ReportForm(VerbForm):
    evidence = forms.CharField(label=_("What shows that it was done"), max_length=400)
    file = PhotoField()


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=200)


class GroupForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(label=_("What it leads"), max_length=200, required=False)
    formed_on = DayField(label=_("Formed on"))


class MemberForm(VerbForm):
    user = PersonField(label=_("Who"), queryset=None, empty_label=None)
    role = forms.ChoiceField(label=_("Part"), choices=GroupMember.Role, initial=GroupMember.Role.MEMBER)
    tasks = forms.CharField(label=_("Tasks"), max_length=400)
    starts_on = DayField(label=_("First day"))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        narrow_to_colleagues(self, school, on, "user")


class LastDayForm(VerbForm):
    ends_on = DayField(label=_("Last day"))


class ItemForm(VerbForm):
    what = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.ChoiceField(label=_("Who answers"), choices=SCHOOL_POSTS)
    person = PersonField(label=_("Named person"), queryset=None, required=False, empty_label="—")
    due_on = DayField(label=_("By"))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        narrow_to_colleagues(self, school, on, "person")


class MeetingForm(VerbForm):
    """`items` come from a few rows under the minutes; a row without words is none."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind)
    title = forms.CharField(label=_("Title"), max_length=120, required=False, help_text=_("Empty: kind and day."))
    held_on = DayField(label=_("Held on"))
    begun_at = TimeOfDayField(label=_("Begun at"))
    place = forms.CharField(label=_("Where it was held"), max_length=80)
    chair = PersonField(label=_("Chair"), queryset=None, empty_label=None)
    attendees = PeopleField(label=_("Present"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)
    guests = forms.CharField(label=_("Guests"), max_length=200, required=False)
    minutes = forms.CharField(label=_("Minutes"), widget=LONG, max_length=20_000)
    files = PhotosField(label=_("Photos or PDF"))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.school = school
        narrow_to_colleagues(self, school, on, "chair", "attendees")
        for row in range(1, ITEM_ROWS + 1):
            self.fields[f"what_{row}"] = forms.CharField(
                label=_("Action item {row}").format(row=row), max_length=200, required=False
            )
            self.fields[f"owner_{row}"] = forms.ChoiceField(
                label=_("Who answers for {row}").format(row=row), choices=[("", "—"), *SCHOOL_POSTS], required=False
            )
            self.fields[f"due_on_{row}"] = DayField(label=_("{row} by").format(row=row), required=False)

    def clean(self) -> dict:
        """The arguments of hold_meeting."""
        data = super().clean()
        items = []
        for row in range(1, ITEM_ROWS + 1):
            what, owner, due_on = (data.pop(f"{name}_{row}", None) for name in ("what", "owner", "due_on"))
            if not what:
                continue
            for name, value in (("owner", owner), ("due_on", due_on)):
                if not value and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", _("An action item has a post and a day."))
            items.append(NewItem(what, owner, due_on))
        held_on, begun_at = data.pop("held_on", None), data.pop("begun_at", None)
        if held_on and begun_at:
            data["held_at"] = self.school.moment(held_on, begun_at)
        return data | {"items": items}


class CorrectMinutesForm(VerbForm):
    text = forms.CharField(label=_("Minutes"), widget=LONG, max_length=20_000)
    why = forms.CharField(label=_("Why"), max_length=200)
