"""Who answers for what, on any day."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.governance.selectors.matrix import matrix_on
from houqin.governance.views.seeing import charter_crumb, day_in, looked_at, today
from houqin.kernel.http import show
from houqin.kernel.shown import shown

#: More vacant posts than these are counted in the heading; the list below names them.
MOST_NAMED = 4


@require_safe
def matrix(request):
    """Every post with its clauses, its holder and deputy on a day. One query."""
    school = looked_at(request)
    on = day_in(request) or today(request)
    rows = matrix_on(school, on)
    vacant = [str(row.post.label) for row in rows if row.is_vacant]
    day = shown(on) if on.year == today(request).year else on.isoformat()
    facts = {"day": day, "posts": shown(vacant), "number": len(vacant)}
    sentence = _("On %(day)s every post was held.") % facts
    if vacant:
        sentence = _("On %(day)s nobody held: %(posts)s.") % facts
    if len(vacant) > MOST_NAMED:
        sentence = _("On %(day)s %(number)d posts were vacant.") % facts
    return show(
        request, "governance/matrix.html", rows=rows, sentence=sentence, on=on, is_today=on == today(request),
        crumbs=[charter_crumb()],
    )  # fmt: skip
