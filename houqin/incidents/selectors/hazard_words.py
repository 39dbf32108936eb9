"""The hazards that the clock wrote, in the words of whoever reads them: it wrote them in the language of the house."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from houqin.duties.models import Duty, VacantPost
from houqin.incidents.models import Hazard
from houqin.kernel.shown import shown


def vacant(post: VacantPost) -> str:
    return _("Nobody holds the post: {post}").format(post=post.get_post_display())


def missed(duty: Duty) -> str:
    return _("{duty}: missed on {on}").format(duty=duty.title, on=shown(duty.on))[:200]


#: How the item of such a hazard begins, what it comes from, and how that is said.
WRITTEN = {"post/": (VacantPost, vacant), "duty/": (Duty, missed)}


def in_the_readers_words(hazards: Iterable[Hazard]) -> list[Hazard]:
    """The same hazards to be shown, `what` worded anew where the clock wrote it. A query for each kind that occurs."""
    hazards = list(hazards)
    for begins, (model, say) in WRITTEN.items():
        written = [one for one in hazards if one.item.startswith(begins) and one.source_kind == model._meta.label_lower]
        sources = model.objects.in_bulk([one.source_id for one in written]) if written else {}
        for one in written:
            if one.source_id in sources:
                source = sources[one.source_id]
                one.what, one.source_name = say(source), str(source)
    return hazards
