"""Which rules hold, who must read them, and who has."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time

from houqin.duties.models import Duty
from houqin.governance.models import Reading, Rule, RuleApproval, RuleVersion
from houqin.people.models import PostHolding, User

#: A rule stands in one of these; the first that fits.
ENDED, DRAFT, COMING, REVIEW_DUE, IN_FORCE = "ended", "draft", "coming", "review_due", "in_force"


@dataclass(frozen=True)
class RuleStatus:
    """A rule on a day: the text in force with its latest approval, and the newest text, approved or not."""

    rule: Rule
    on: date
    newest: RuleVersion
    current: RuleVersion | None = None
    approval: RuleApproval | None = None
    coming: RuleApproval | None = None

    @property
    def state(self) -> str:
        if self.rule.ended_on and self.rule.ended_on <= self.on:
            return ENDED
        if self.approval is None:
            return COMING if self.coming else DRAFT
        return REVIEW_DUE if self.approval.review_on <= self.on else IN_FORCE

    @property
    def awaits(self) -> RuleVersion | None:
        """The newest text, when nobody has approved it yet."""
        return None if self.newest.approvals.all() else self.newest

    @property
    def to_read(self) -> RuleVersion | None:
        """The text that its readers are asked to read: the newest that is approved."""
        return self.coming.version if self.coming else self.current


def status_of(rule: Rule, on: date) -> RuleStatus:
    """From what is loaded: `versions` with their `approvals`."""
    versions = sorted(rule.versions.all(), key=lambda one: one.number)
    given = [(approval, version) for version in versions for approval in version.approvals.all()]
    given.sort(key=lambda pair: pair[0].pk)
    begun = [pair for pair in given if pair[0].effective_on <= on]
    later = [pair for pair in given if pair[0].effective_on > on]
    approval, current = begun[-1] if begun else (None, None)
    return RuleStatus(rule, on, versions[-1], current, approval, later[-1][0] if later else None)


def rules_on(school, on: date) -> list[RuleStatus]:
    """Every rule of a school by kind and number. Three queries."""
    rows = Rule.objects.of(school).prefetch_related("versions__approvals").order_by("kind", "number")
    return [status_of(rule, on) for rule in rows]


@dataclass
class Readers:
    """Who must read one text: each holder of its posts, with the moment they read it or None."""

    people: list[tuple[User, datetime | None]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return sum(moment is not None for _user, moment in self.people)


def readers_of(statuses: list[RuleStatus], school, on: date) -> dict[int, Readers]:
    """Rule key → its readers on a day, those who have not read first. Two queries."""
    holders = defaultdict(dict)
    rows = PostHolding.objects.of(school).in_office(on).filter(user__is_active=True, user__kind=User.Kind.PERSON)
    for held in rows.select_related("user").order_by("user__name", "pk"):
        holders[held.post][held.user_id] = held.user
    texts = {one.rule.pk: one.to_read for one in statuses if one.to_read}
    read = {}
    for row in Reading.objects.filter(version__in={text.pk for text in texts.values()}):
        read[row.version_id, row.user_id] = row.read_at
    found = {}
    for one in statuses:
        text = texts.get(one.rule.pk)
        people = {} if text is None else {key: user for post in one.rule.readers for key, user in holders[post].items()}
        pairs = [(user, read.get((text.pk, key))) for key, user in people.items()] if text else []
        found[one.rule.pk] = Readers(sorted(pairs, key=lambda pair: pair[1] is not None))
    return found


def read_by_all(keys: set[tuple[int, str]]) -> dict[tuple[int, str], list[Reading] | None]:
    """For each (text, post): the readings of its holders when all of them have read, None while somebody has not.

    Asked about the day of the text's latest reading, so that whoever has left since is not waited for. Two queries.
    """
    texts = {text for text, _post in keys}
    readings = defaultdict(dict)
    for row in Reading.objects.filter(version__in=texts).select_related("user", "school").order_by("read_at"):
        readings[row.version_id][row.user_id] = row
    schools = {row.school_id for by_user in readings.values() for row in by_user.values()}
    held = list(
        PostHolding.objects.filter(
            school__in=schools, post__in={post for _text, post in keys}, user__is_active=True,
            user__kind=User.Kind.PERSON,
        )
    )  # fmt: skip
    found = {}
    for text, post in keys:
        rows = list(readings[text].values())
        if not rows:
            found[text, post] = None
            continue
        day = rows[-1].school.localdate(max(row.read_at for row in rows))
        must = {
            one.user_id for one in held
            if one.post == post and one.school_id == rows[0].school_id and one.starts_on <= day
            and (one.ends_on is None or one.ends_on >= day)
        }  # fmt: skip
        done = [readings[text][key] for key in must if key in readings[text]]
        found[text, post] = done if must and len(done) == len(must) else None
    return found


def new_readers(schools, first: date, last: date) -> dict[int, list[tuple[RuleVersion, PostHolding]]]:
    """School key → (the text to read, whose post begins between these days) for those who came after its approval.

    Left out: who has read the text before the post began, and posts of which everybody is still asked to read it.
    Six queries at most, two when nobody's post begins.
    """
    held = PostHolding.objects.filter(school__in=schools, starts_on__gte=first, starts_on__lte=last)
    came = list(held.filter(user__is_active=True, user__kind=User.Kind.PERSON).select_related("school"))
    if not came:
        return {}
    rules = Rule.objects.filter(school__in={one.school_id for one in came}, ended_on=None)
    texts: dict[int, list[RuleVersion]] = defaultdict(list)
    for rule in rules.prefetch_related("versions__approvals"):
        if text := status_of(rule, last).to_read:
            texts[rule.school_id].append(text)
    keys = {text.pk for ones in texts.values() for text in ones}
    read = {(row.version_id, row.user_id): row.read_at for row in Reading.objects.filter(version__in=keys)}
    asked = Duty.objects.open().filter(school__in=texts, code="governance.read-rule")
    asked = set(asked.values_list("school_id", "key"))
    found: dict[int, list[tuple[RuleVersion, PostHolding]]] = defaultdict(list)
    for one in came:
        for text in texts[one.school_id]:
            begins = one.school.moment(one.starts_on, time(0))
            approved = min(row.approved_at for row in text.approvals.all())
            has_read = read.get((text.pk, one.user_id), begins) < begins
            is_asked = (one.school_id, f"{text.pk}/{one.post}") in asked
            if one.post in text.rule.readers and approved < begins and not has_read and not is_asked:
                found[one.school_id].append((text, one))
    return found
