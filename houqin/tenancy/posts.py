"""The posts a school or bureau has. Posts, not people, hold permissions and own duties."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Post(TextChoices):
    PRINCIPAL = "principal", _("Principal")
    DEPUTY_PRINCIPAL = "deputy_principal", _("Deputy principal in charge")
    GENERAL_AFFAIRS_DIRECTOR = "general_affairs_director", _("General-affairs director")
    FOOD_SAFETY_DIRECTOR = "food_safety_director", _("Food-safety director")
    FOOD_SAFETY_OFFICER = "food_safety_officer", _("Food-safety officer")
    STOREKEEPER = "storekeeper", _("Storekeeper")
    BUYER = "buyer", _("Buyer")
    COOK = "cook", _("Cook")
    HEAD_TEACHER = "head_teacher", _("Head teacher")
    DORM_MANAGER = "dorm_manager", _("Dormitory manager")
    DUTY_LEADER = "duty_leader", _("Duty leader")
    GUARD = "guard", _("Security guard")
    SCHOOL_DOCTOR = "school_doctor", _("School doctor")
    BUREAU_OFFICER = "bureau_officer", _("Bureau officer")


#: Held by one person at a time; a deputy stands beside them.
SINGLE = frozenset({Post.PRINCIPAL, Post.DEPUTY_PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR, Post.FOOD_SAFETY_DIRECTOR})

#: Held at a bureau, never at a school.
AT_BUREAU = frozenset({Post.BUREAU_OFFICER})

LEADERS = frozenset({Post.PRINCIPAL, Post.DEPUTY_PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR})
FOOD_SAFETY = frozenset({Post.FOOD_SAFETY_DIRECTOR, Post.FOOD_SAFETY_OFFICER})
DORMITORY = frozenset({Post.DORM_MANAGER, Post.DUTY_LEADER})
CANTEEN = FOOD_SAFETY | {Post.STOREKEEPER, Post.BUYER, Post.COOK}
EVERY_SCHOOL_POST = frozenset(Post) - AT_BUREAU
