"""The account: who signs in, what their posts allow, which schools they see."""

from datetime import datetime

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import Permission
from houqin.kernel.prepared import Prepared
from houqin.tenancy.schools import Bureau, School

#: The model of posts names the account, so it is found when it is asked.
HELD = Prepared(
    lambda user: (
        apps.get_model("people", "PostHolding")
        .objects.filter(user=user)
        .select_related("school__bureau", "bureau")
        .order_by("is_deputy", "starts_on", "pk")
    )
)

SCHOOLS = Prepared(lambda keys: School.objects.filter(pk__in=keys).select_related("bureau").order_by("pk"))


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)

    def house(self) -> "User":
        """The named actor for what the program does by itself. It cannot sign in."""
        return self.get_or_create(username="house", defaults={"name": "后勤", "kind": User.Kind.HOUSE})[0]


class User(AbstractBaseUser):
    """A person, an integration, or the house. Everything they may do follows from the posts they hold."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        INTEGRATION = "integration", _("Integration")
        HOUSE = "house", _("The house")

    username = models.CharField(_("user name"), max_length=40, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    #: The moment this person acts at; set by every door (see `acting`), never read from a clock here.
    as_of: datetime | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_kind_known", condition=Q(kind__in=["person", "integration", "house"]))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name; the program is called so, in the reader's language: nobody takes it for a colleague."""
        return at_once("The program, by itself") if self.kind == User.Kind.HOUSE else self.name

    def acting(self, at: datetime) -> "User":
        """Say when this person acts. A new moment forgets what was known of the old one."""
        if self.as_of != at:
            self.as_of = at
            self._holdings = self._visible_ids = None
        return self

    def holdings_at(self, at: datetime) -> list:
        """Posts held at the moment, main ones first. One query per moment, kept."""
        self.acting(at)
        if self._holdings is None:
            self._holdings = [held for held in self._all_holdings() if held.is_in_office(at)]
        return self._holdings

    def _all_holdings(self) -> list:
        if self.pk is None:
            return []
        return HELD(user=self.pk)

    def posts_said(self, chain: int) -> str:
        """Posts that count in a school (its key), as the journal keeps them: main ones first, whole words, 60 signs.

        Answers from what this moment's permission check has loaded; empty when nobody asked.
        """
        said = ""
        for held in self._holdings or ():
            if (held.school_id == chain or held.bureau_id) and held.post not in said.split(","):
                longer = f"{said},{held.post}" if said else held.post
                said = longer if len(longer) <= 60 else said
        return said

    def posts_in(self, school: School, at: datetime) -> frozenset[str]:
        """The posts that count in a school: held there, or at a bureau above it."""
        return frozenset(
            held.post
            for held in self.holdings_at(at)
            if held.school_id == school.pk or (held.bureau_id and held.bureau_id in school.bureau.ancestor_ids)
        )

    def may(self, permission: Permission, *, school: School | None, at: datetime, bureau: Bureau | None = None) -> bool:
        """Does a post of this person hold the permission in `school` then? `None` asks about bureau-wide acts.

        An act on one bureau names it: a county's officer has no say at its neighbour or above.
        """
        if not self.is_active:
            return False
        if self.kind == User.Kind.HOUSE:
            return True
        if permission.personal and self.kind != User.Kind.PERSON:
            return False
        if school is None:
            at_bureaus = [held for held in self.holdings_at(at) if held.bureau_id and held.post in permission.posts]
            return any(bureau is None or held.bureau_id in bureau.ancestor_ids for held in at_bureaus)
        return bool(permission.posts & self.posts_in(school, at))

    def visible_school_ids(self) -> frozenset[int]:
        """Schools of the person's posts at `as_of`, those under their bureaus included. At most two queries, kept.

        Raises RuntimeError when no door has said when: a guess here would be a leak.
        """
        if self.as_of is None:
            raise RuntimeError("acting(at) was not called for this user")
        if self._visible_ids is None:
            self._visible_ids = frozenset(self._seen_schools())
        return self._visible_ids

    def _seen_schools(self) -> set[int]:
        if not self.is_active:
            return set()
        if self.kind == User.Kind.HOUSE:
            return set(School.objects.values_list("pk", flat=True))
        held = self.holdings_at(self.as_of)
        seen = {one.school_id for one in held if one.school_id}
        if bureaus := [one.bureau for one in held if one.bureau_id]:
            below = Bureau.objects.under(bureaus)
            seen |= set(School.objects.filter(bureau__in=below).values_list("pk", flat=True))
        return seen

    def narrow_to(self, school: School) -> None:
        """For this moment, see at most one school: the one a token was made for."""
        self._visible_ids = self.visible_school_ids() & {school.pk}

    def schools_at(self, at: datetime) -> list[School]:
        """The schools one sees at a moment, with their bureaus. No query for the schools of one's own posts."""
        keys = self.acting(at).visible_school_ids()
        own = {held.school_id: held.school for held in self._holdings or () if held.school_id}
        if keys <= own.keys():
            return [own[key] for key in sorted(keys)]
        return SCHOOLS(keys=keys)

    def visible_schools(self, at: datetime) -> models.QuerySet:
        return School.objects.filter(pk__in=self.acting(at).visible_school_ids()).select_related("bureau")

    _holdings = None
    _visible_ids = None
