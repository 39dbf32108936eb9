"""What of people a school sets up."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.kernel.shown import shown
from houqin.people.models import ApiToken, Pupil, SchoolClass, Staff
from houqin.people.permissions import MANAGE_STAFF, MANAGE_TOKENS, SEE_POSTS, SEE_PUPILS
from houqin.people.selectors import holders, vacant_posts
from houqin.tenancy.areas import AreaState, area


@area(gettext_lazy("Posts"), view="people:posts", icon="users", needs=SEE_POSTS, place=10)
def posts(school, *, on: date) -> AreaState:
    held = holders(school, on=on)
    if vacant := vacant_posts(held):
        return AreaState(_("Nobody holds: %(posts)s.") % {"posts": shown(vacant)}, open=True)
    facts = {"people": len({one.user_id for one in held}), "posts": len({one.post for one in held})}
    return AreaState(_("In office: %(people)d, posts held: %(posts)d.") % facts)


@area(gettext_lazy("Staff and accounts"), view="people:staff", icon="id", needs=MANAGE_STAFF, place=20)
def staff(school, *, on: date) -> AreaState:
    here = Staff.objects.of(school).filter(Q(left_on=None) | Q(left_on__gte=on))
    facts = here.aggregate(people=Count("pk"), accounts=Count("user", filter=Q(user__is_active=True)))
    return AreaState(_("Staff: %(people)d, with an account: %(accounts)d.") % facts)


@area(gettext_lazy("Classes and pupils"), view="people:classes", icon="school", needs=SEE_PUPILS, place=30)
def pupils(school, *, on: date) -> AreaState:
    classes = SchoolClass.objects.of(school).filter(closed_on=None).count()
    if not classes:
        return AreaState(_("There is no class yet."), open=True)
    facts = (
        Pupil.objects.of(school)
        .enrolled(on)
        .aggregate(pupils=Count("pk"), boarders=Count("pk", filter=Q(is_boarder=True)))
    )
    return AreaState(
        _("Classes: %(classes)d, pupils: %(pupils)d, boarders: %(boarders)d.") % (facts | {"classes": classes})
    )


@area(gettext_lazy("Keys for machines"), view="people:tokens", icon="key", needs=MANAGE_TOKENS, place=90)
def tokens(school, *, on: date) -> AreaState:
    count = ApiToken.objects.filter(school=school, revoked_at=None).count()
    return AreaState(_("Keys in use: %(count)d.") % {"count": count})
