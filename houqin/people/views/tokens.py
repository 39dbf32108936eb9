"""Keys: those of the school's machines, and those of one's own devices."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.people import actions
from houqin.people.forms import OwnTokenForm, TokenForm
from houqin.people.models import ApiToken, PostHolding, User
from houqin.people.permissions import MAKE_OWN_TOKEN, MANAGE_TOKENS
from houqin.tenancy.asking import Nothing, ask, crumb, sent


@require_safe
def tokens(request):
    """All keys of the school for those who manage them, one's own for everybody else."""
    authorise(request.user, MAKE_OWN_TOKEN, school=request.school, at=request.now)
    manages = request.user.may(MANAGE_TOKENS, school=request.school, at=request.now)
    rows = ApiToken.objects.filter(school=request.school)
    rows = list(
        (rows if manages else rows.filter(user=request.user)).select_related("user").order_by("-created_at", "-pk")
    )
    posts = _posts(rows, request.school)
    in_use = [_key(token, posts) for token in rows if token.revoked_at is None]
    sentence = _("No key is in use.")
    if in_use:
        sentence = ngettext("%(count)d key is in use.", "%(count)d keys are in use.", len(in_use)) % {
            "count": len(in_use)
        }
    return show(
        request, "people/tokens.html", sentence=sentence, in_use=in_use, manages=manages,
        revoked=[_key(token, posts) for token in rows if token.revoked_at],
    )  # fmt: skip


def _posts(rows, school) -> dict[int, list[str]]:
    machines = [token.user_id for token in rows if token.user.kind == User.Kind.INTEGRATION]
    titles: dict[int, list[str]] = {}
    for held in PostHolding.objects.of(school).filter(user__in=machines).order_by("pk"):
        titles.setdefault(held.user_id, []).append(held.get_post_display())
    return titles


def _key(token: ApiToken, posts) -> dict:
    if token.user.kind == User.Kind.INTEGRATION:
        acts_as = _(", ").join(posts.get(token.user_id, []))
    else:
        acts_as = _("acts as %(name)s") % {"name": token.user.name}
    return {"token": token, "acts_as": acts_as, "url": reverse("people:revoke-token", args=[token.pk])}


@never_cache
@require_http_methods(["GET", "POST"])
def create(request):
    authorise(request.user, MANAGE_TOKENS, school=request.school, at=request.now)
    return _made(
        request, TokenForm(sent(request)), actions.create_token, title=_("A key for a machine"),
        lead=_("The machine does what these posts may, and its entries carry its name."),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def create_own(request):
    authorise(request.user, MAKE_OWN_TOKEN, school=request.school, at=request.now)
    return _made(
        request, OwnTokenForm(sent(request)), actions.create_personal_token, title=_("A key for a device of mine"),
        lead=_("Whoever has it acts as you. Revoke it when the device is lost."),
    )  # fmt: skip


def _made(request, form, verb, *, title, lead):
    """The key is on the page that answers the form and nowhere else; the same form sent again shows none."""
    if request.method == "POST":
        made = form.submit(request, verb, school=request.school)
        if form.is_valid() and form.refused is None:
            token, key = made if isinstance(made, tuple) else (None, "")
            return show(request, "people/key.html", token=token, key=key, crumbs=_crumbs())
    return show(
        request, "tenancy/ask.html", form=form, title=title, lead=lead, submit=_("Make the key"),
        back=reverse("people:tokens"), crumbs=_crumbs(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def revoke(request, pk):
    rows = ApiToken.objects.filter(school=request.school).select_related("school__bureau", "user")
    if not request.user.may(MANAGE_TOKENS, school=request.school, at=request.now):
        rows = rows.filter(user=request.user)
    token = get_object_or_404(rows, pk=pk)
    return ask(
        request, Nothing(sent(request)), actions.revoke_token, needs=MAKE_OWN_TOKEN, token=token, about=[token],
        title=_("Revoke the key “%(name)s”?") % {"name": token.name}, submit=_("Revoke"),
        back=reverse("people:tokens"), crumbs=_crumbs(), lead=_("It stops at once and for good."),
    )  # fmt: skip


def _crumbs():
    return [crumb(_("Keys for machines"), "people:tokens")]
