"""What the house does about cases by itself: facts of the duties below become hazards."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty, VacantPost
from houqin.incidents.actions import fix_hazard, report_hazard
from houqin.incidents.models import Category, Grade, Hazard
from houqin.kernel.clockwork import clockwork
from houqin.kernel.shown import shown
from houqin.kernel.spoken import spoken
from houqin.people.models import User
from houqin.tenancy.posts import Post

#: In one pass; the rest waits for the next.
AT_ONCE = 200
#: A missed duty older than this was seen to by somebody, or the house was switched off for a term.
LOOKED_BACK = timedelta(days=14)

OPEN_STATES = (Hazard.State.FOUND, Hazard.State.FIXING)


def _its_hazards(model):
    """Hazards that a row gave rise to, for a subquery."""
    return Hazard.objects.filter(source_kind=model._meta.label_lower, source_id=OuterRef("pk"))


@clockwork("incidents.vacant_posts", seconds=60)
def make_hazards_of_vacant_posts(*, at: datetime) -> int:
    """A post that nobody holds is a hazard; when somebody holds it, it is put right, and a person verifies it."""
    found = VacantPost.objects.filter(~Exists(_its_hazards(VacantPost)), filled_at=None)
    filled = VacantPost.objects.filter(Exists(_its_hazards(VacantPost).filter(state__in=OPEN_STATES)))
    return _each(found, _report_vacant, at) + _each(filled.exclude(filled_at=None), _put_right, at)


@clockwork("incidents.missed_duties", seconds=60)
def make_hazards_of_missed_duties(*, at: datetime) -> int:
    """A grave duty that was missed is a hazard. Once: the row of the duty is its source."""
    grave = [kind.code for kind in DUTIES.values() if kind.grave]
    missed = Duty.objects.filter(
        ~Exists(_its_hazards(Duty)), state=Duty.State.MISSED, code__in=grave, due_at__range=(at - LOOKED_BACK, at)
    )
    return _each(missed, _report_missed, at)


def _each(rows, act, at: datetime) -> int:
    """Each row in a transaction of its own, claimed by its lock: another loop passes it over."""
    done, house = 0, User.objects.house()
    for key in list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            claimed = rows.filter(pk=key).select_related("school__bureau")
            row = claimed.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
            if row is not None:
                act(row, house.acting(at), at)
                done += 1
    return done


def _vacant(post: VacantPost) -> str:
    return _("Nobody holds the post: {post}").format(post=post.get_post_display())


def _missed(duty: Duty) -> str:
    return _("{duty}: missed on {on}").format(duty=duty.title, on=shown(duty.on))


def _report_vacant(vacant: VacantPost, house: User, at: datetime) -> None:
    director = Post.GENERAL_AFFAIRS_DIRECTOR
    report_hazard(
        school=vacant.school, what=spoken(lambda: _vacant(vacant), most=200),
        category=Category.PEOPLE, grade=Grade.GENERAL, source=vacant, item=f"post/{vacant.post}",
        owner_post=Post.PRINCIPAL if vacant.post == director else director, found_at=vacant.found_at, actor=house,
        at=at,
    )  # fmt: skip


def _put_right(vacant: VacantPost, house: User, at: datetime) -> None:
    for hazard in Hazard.objects.because_of(vacant).filter(state__in=OPEN_STATES):
        fix_hazard(hazard=hazard, note=spoken(lambda: _("The post is held again.")), actor=house, at=at)


def _report_missed(duty: Duty, house: User, at: datetime) -> None:
    report_hazard(
        school=duty.school, what=spoken(lambda: _missed(duty), most=200),
        category=Category.MANAGEMENT, grade=Grade.GENERAL, source=duty, item=f"duty/{duty.code}"[:80],
        owner_post=duty.owner, found_at=min(duty.closes_at or duty.due_at, at), actor=house, at=at,
    )  # fmt: skip
