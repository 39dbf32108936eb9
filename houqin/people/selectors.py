"""Who answers for what, and who was here."""

from datetime import date

from django.db.models import Q
from django.http import Http404

from houqin.kernel.prepared import Prepared
from houqin.people.models import Enrolment, PostHolding, SchoolClass, User, in_class_on
from houqin.people.permissions import APPOINT
from houqin.tenancy.posts import FOOD_SAFETY, Post

#: Without these nobody answers for the food (charter C-02…C-06; gate GT-16). Either food-safety post will do.
CANTEEN_NEEDS = (
    frozenset({Post.PRINCIPAL}),
    frozenset({Post.GENERAL_AFFAIRS_DIRECTOR}),
    FOOD_SAFETY,
    frozenset({Post.STOREKEEPER}),
    frozenset({Post.COOK}),
)


HOLDERS = Prepared(
    lambda school, on: (
        PostHolding.objects.of(school)
        .answering(on)
        .select_related("user")
        .order_by("post", "is_deputy", "starts_on", "pk")
    )
)


def holders(school, *, on: date) -> list[PostHolding]:
    """Every person in office on a day, main holders before deputies. One query; an integration answers for nothing."""
    return HOLDERS(school=school, on=on)


def officers_above(school, *, on: date) -> list[User]:
    """The officers in office at the nearest bureau above that has any. One query."""
    ancestors = school.bureau.ancestor_ids
    rows = PostHolding.objects.filter(bureau__in=ancestors, post=Post.BUREAU_OFFICER).answering(on)
    rows = rows.select_related("user").order_by("pk")
    by_bureau: dict[int, list[User]] = {}
    for held in rows:
        by_bureau.setdefault(held.bureau_id, []).append(held.user)
    return next((by_bureau[key] for key in reversed(ancestors) if key in by_bureau), [])


def colleague(school, key: int | None, *, on: date) -> User | None:
    """The account with this key, when it belongs to somebody in office here; None for no key.  Raises Http404."""
    if key is None:
        return None
    found = next((held.user for held in holders(school, on=on) if held.user_id == key), None)
    if found is None:
        raise Http404
    return found


def other_appointers(school, user: User, *, on: date) -> bool:
    """Can somebody else still appoint at the school on a day? Machines do not count."""
    rows = PostHolding.objects.of(school).in_office(on).filter(post__in=APPOINT.posts)
    return rows.filter(user__is_active=True, user__kind=User.Kind.PERSON).exclude(user=user).exists()


def posts_of(school, user: User, *, on: date) -> set[str]:
    """Posts a person holds at a school on a day or is appointed to later."""
    rows = PostHolding.objects.of(school).filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user)
    return set(rows.values_list("post", flat=True))


def places_elsewhere(school, user: User, *, on: date) -> list[str]:
    """Names of the bureaus and other schools where a person holds a post on a day or later."""
    rows = PostHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user).exclude(school=school)
    return sorted({str(held.school or held.bureau) for held in rows.select_related("school", "bureau")})


def vacant_posts(held: list[PostHolding], needs=CANTEEN_NEEDS) -> list[str]:
    """Titles of the needed posts that none of these people holds."""
    posts = {holding.post for holding in held}
    order = list(Post)
    return [
        "/".join(str(Post(post).label) for post in sorted(need, key=order.index))
        for need in needs
        if not posts & {str(post.value) for post in need}
    ]


def class_members(school_class, *, on: date):
    """Places in a class on a day, with the pupils."""
    rows = Enrolment.objects.filter(in_class_on(on), school_class=school_class)
    return rows.select_related("pupil").order_by("pupil__number")


def sits_in(pupils, *, on: date) -> dict[int, SchoolClass]:
    """The class of each pupil on a day, by the pupil's key. One query."""
    rows = Enrolment.objects.filter(in_class_on(on), pupil__in=[pupil.pk for pupil in pupils])
    return {place.pupil_id: place.school_class for place in rows.select_related("school_class")}
