"""Pages of duties."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.duties.models import Duty, DutyState
from houqin.duties.selectors import ladders
from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.people.events import post_name

#: States of ours that the shell draws with another's shape.
SHAPES = {DutyState.EXCUSED: "held", DutyState.WITHDRAWN: "held"}


@require_safe
def duty(request, pk):
    rows = Duty.objects.visible_to(request.user).of(request.school)
    one = get_object_or_404(rows.select_related("school__bureau", "done_by", "excused_by"), pk=pk)
    facts = [
        (_("Due"), one.due_at),
        (_("Answers for it"), post_name(one.owner)),
        (_("Rule"), one.kind.rule if one.kind else ""),
        (_("Clauses of the plan"), list(one.kind.clauses) if one.kind else ""),
        (_("Done"), one.done_at),
        (_("Done by"), one.done_by),
    ]
    return show(
        request, "duties/duty.html", one=one, facts=facts, shape=SHAPES.get(one.state, one.state),
        word=one.get_state_display(), rungs=ladders([one], at=request.now)[one.pk],
        entries=Entry.objects.about(one)[:30],
    )  # fmt: skip
