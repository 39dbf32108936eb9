"""The register of what was looked at."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.checklists.models import Answer, AnswerPhoto, Run
from houqin.checklists.permissions import SEE_LISTS
from houqin.documents.columns import Signed
from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.journal.models import Attachment
from houqin.tenancy.posts import Post


@ledger(
    "checklists", form_number="HQ-台账-16", title=gettext_lazy("Register of checks"), permission=SEE_LISTS,
    period=Period.MONTH,
    columns=[
        Column("when", gettext_lazy("Seen at"), 16), Column("list", gettext_lazy("Checklist"), 40, "start"),
        Column("who", gettext_lazy("Post that checks"), 16), Column("second", gettext_lazy("Second person"), 16),
        Column("count", gettext_lazy("Items"), 12), Column("failed", gettext_lazy("Not as it should be"), 70, "start"),
    ],
    note=gettext_lazy("Nothing found is a record as well (FM-09)."),
    signatures=[Post.FOOD_SAFETY_OFFICER.label, Post.PRINCIPAL.label],
)  # fmt: skip
def checks(school, span):
    """Three queries, whatever the number of runs."""
    runs = Run.objects.of(school).filter(happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    runs = list(
        runs.select_related("school_list__checklist", "done_by", "second__by", "corrected_by", "school").order_by(
            "happened_at", "pk"
        )
    )
    counts: dict[int, int] = {}
    failed: dict[int, list[str]] = {}
    for answer in Answer.objects.filter(run__in=runs).select_related("item").order_by("pk"):
        counts[answer.run_id] = counts.get(answer.run_id, 0) + 1
        if answer.passed is False:
            words = " ".join(part for part in (str(answer.item), answer.value, answer.note) if part)
            failed.setdefault(answer.run_id, []).append(words)
    by_hand: dict[int, list] = {}
    drawn = AnswerPhoto.objects.filter(answer__run__in=runs, attachment__kind=Attachment.Kind.SIGNATURE)
    for signed in drawn.select_related("answer", "attachment").order_by("pk"):
        by_hand.setdefault(signed.answer.run_id, []).append(signed.attachment.file)
    for run in runs:
        second = getattr(run, "second", None)
        yield Row(
            {
                "when": run.happened_at, "list": str(run.school_list),
                "who": Signed(run.done_by.name, by_hand.get(run.pk, ())),
                "second": second.by.name if second else "", "count": counts.get(run.pk, 0),
                "failed": failed.get(run.pk) or _("nothing found"),
            },
            key=run.pk, entered_at=run.received_at if run.is_late_entry else None,
            remark=_("Corrected") if getattr(run, "corrected_by", None) else run.note,
        )  # fmt: skip
