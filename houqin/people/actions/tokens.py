"""Keys for machines."""

import hashlib
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse
from houqin.people.events import TOKEN_CREATED, TOKEN_REVOKED
from houqin.people.models import ApiToken, PostHolding, User
from houqin.people.permissions import MAKE_OWN_TOKEN, MANAGE_TOKENS
from houqin.people.reasons import Reason
from houqin.tenancy.posts import AT_BUREAU, Post


@transaction.atomic
def create_token(*, school, name: str, posts: list[str], actor, at: datetime) -> tuple[ApiToken, str]:
    """A key for one integration and the account it acts as, which stands as deputy in `posts`.

    The key is returned once and kept only as a digest. Personal acts (signing, tasting, releasing) stay refused.
    """
    authorise(actor, MANAGE_TOKENS, school=school, at=at)
    for post in posts:
        if post in AT_BUREAU:
            refuse(Reason.POST_ELSEWHERE, post=Post(post).label)
    key = ApiToken.new_key()
    digest = digest_of(key)
    user = User.objects.create(username=f"api-{digest[:16]}", name=name, kind=User.Kind.INTEGRATION, created_at=at)
    for post in posts:
        PostHolding.objects.create(
            school=school, user=user, post=Post(post), is_deputy=True, starts_on=school.localdate(at),
            appointed_by=actor, appointed_at=at,
        )  # fmt: skip
    token = ApiToken.objects.create(user=user, school=school, name=name, digest=digest, created_by=actor, created_at=at)
    record(TOKEN_CREATED, token, actor=actor, at=at, name=name, posts=posts)
    return token, key


@transaction.atomic
def create_personal_token(*, school, name: str, actor, at: datetime) -> tuple[ApiToken, str]:
    """A key with which a device acts as the person who made it, with exactly their posts.

    No integration may make one: it would outlive the revoking of its own key.
    """
    authorise(actor, MAKE_OWN_TOKEN, school=school, at=at)
    key = ApiToken.new_key()
    token = ApiToken.objects.create(
        user=actor, school=school, name=name, digest=digest_of(key), created_by=actor, created_at=at
    )
    record(TOKEN_CREATED, token, actor=actor, at=at, name=name, personal=True)
    return token, key


@transaction.atomic
def revoke_token(*, token: ApiToken, actor, at: datetime) -> ApiToken:
    """Stops at once. One's own key, or any of the school's for those who manage tokens."""
    if token.user_id != actor.pk:
        authorise(actor, MANAGE_TOKENS, school=token.school, at=at)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record(TOKEN_REVOKED, token, actor=actor, at=at, name=token.name)
    token.refresh_from_db()
    return token


def digest_of(key: str) -> str:
    """Tokens are long random strings: a plain digest cannot be guessed back, and can be looked up."""
    return hashlib.sha256(key.encode()).hexdigest()
