"""Where a verb is called from outside: a form counts once, a refusal is remembered."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.db import IntegrityError, transaction

from houqin.journal.actions import record
from houqin.journal.arrivals import Arrival, comes_as
from houqin.journal.events import ATTEMPT_REFUSED
from houqin.journal.models import Submission
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import Refused, refuse


def attempt(
    verb, *, actor, at: datetime, chain: int, entry_key: str = "", about=(), arrival: Arrival | None = None, **arguments
) -> Any:
    """Call `verb(actor=…, at=…, **arguments)` once for this actor and `entry_key`.

    A second arrival returns the first result. A refusal is written to the journal after the rollback, because a
    near miss is data, and raised on. Whatever is written carries `arrival`, when the entry waited on a phone.
    Raises Refused, NotYours.
    """
    with comes_as(arrival):
        return _attempt(verb, actor=actor, at=at, chain=chain, entry_key=entry_key, about=about, arguments=arguments)


def _attempt(verb, *, actor, at: datetime, chain: int, entry_key: str, about, arguments: dict) -> Any:
    name = f"{verb.__module__}.{verb.__qualname__}"
    try:
        if not entry_key:
            return verb(actor=actor, at=at, **arguments)
        try:
            with transaction.atomic():
                return _once(verb, name, actor=actor, at=at, entry_key=entry_key, arguments=arguments)
        except IntegrityError:
            # Somebody sent the same form at the same moment and was first; anything else is ours to hear of.
            known = Submission.objects.filter(actor=actor, entry_key=entry_key).first()
            if known is None:
                raise
            return _first_result(known, name)
    except Refused as refused:
        with transaction.atomic():
            things = list(about)
            record(
                ATTEMPT_REFUSED,
                things[0] if things else None,
                about=things[1:],
                actor=actor,
                at=at,
                chain=chain,
                verb=verb.__name__,
                reasons=[refusal.sentence for refusal in refused.refusals],
                codes=[str(refusal.reason.value) for refusal in refused.refusals],
                gates=sorted({refusal.gate for refusal in refused.refusals if refusal.gate}),
            )
        raise


def _once(verb, name: str, *, actor, at, entry_key: str, arguments):
    known = Submission.objects.filter(actor=actor, entry_key=entry_key).first()
    if known:
        return _first_result(known, name)
    submission = Submission.objects.create(actor=actor, entry_key=entry_key, verb=name, received_at=at)
    result = verb(actor=actor, at=at, **arguments)
    if result is not None and hasattr(result, "_meta"):
        submission.result_kind, submission.result_id = result._meta.label_lower, result.pk
        submission.save(update_fields=["result_kind", "result_id"])
    return result


def _first_result(known: Submission, name: str):
    if known.verb != name:
        refuse(Reason.ENTRY_KEY_REUSED)
    if not known.result_kind:
        return known
    result = apps.get_model(known.result_kind)._base_manager.filter(pk=known.result_id).first()
    if result is None:
        refuse(Reason.RESULT_GONE)
    return result


def call(request, verb, *, about=(), **arguments) -> Any:
    """The API's way to a verb: the token's account acts now, and the header `Entry-Key` makes it count once."""
    if "happened_at" in arguments:
        arguments["happened_at"] = by_our_clock(arguments["happened_at"], request.now)
    return attempt(
        verb, actor=request.user, at=request.now, chain=request.school.pk, about=about,
        entry_key=request.headers.get("Entry-Key", "")[:64], **arguments,
    )  # fmt: skip


#: Two good clocks differ by seconds: that is no reason to refuse.
CLOCKS_DIFFER = timedelta(seconds=60)


def by_our_clock(happened_at: datetime | None, now: datetime) -> datetime | None:
    """What a clock says that is a little ahead of ours was now."""
    return now if happened_at and now < happened_at < now + CLOCKS_DIFFER else happened_at


class VerbForm(forms.Form):
    """A form that ends in one verb. It carries its `entry_key`, and keeps the refusal for the page to show."""

    entry_key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    #: The field that asks when it was; left empty it means “just now”.
    moment = "happened_at"
    refused: Refused | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry_key"].initial = lambda: uuid.uuid4().hex

    def submit(self, request, verb, *, about=(), **extra) -> Any:
        """Run the verb with the cleaned fields and `extra`. None when the form has errors or the verb refused."""
        if not self.is_valid():
            return None
        arguments = dict(self.cleaned_data)
        key = arguments.pop("entry_key")
        chain = request.school.pk if request.school else 0
        arrival = getattr(request, "arrival", None)
        if arrival and self.moment in arguments:
            # “Just now” was when the button was pressed.
            arguments[self.moment] = arguments[self.moment] or arrival.recorded_at
        try:
            return attempt(
                verb, actor=request.user, at=request.now, chain=chain, entry_key=key, about=about, arrival=arrival,
                **(arguments | extra),
            )  # fmt: skip
        except Refused as refused:
            self.refused = refused
            return None


class PressedForm(VerbForm):
    """Nobody enters a time here: it was when the button was pressed."""

    happened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_happened_at(self) -> None:
        """Filled in by `submit` when the entry waited on a phone."""
