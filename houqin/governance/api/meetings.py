"""Meetings, and what they decided that somebody does by a day."""

from datetime import datetime
from typing import Literal

from ninja import Query, Router, Schema
from pydantic import Field

from houqin.governance import actions
from houqin.governance.api.seeing import EvidenceIn, WorkOut, looked_at, one
from houqin.governance.models import ActionItem, Meeting
from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Named, PageIn, PageOut, Said, WhyIn, page

router = Router(tags=["meetings"])


class ActionItemOut(WorkOut):
    meeting: int = Field(alias="meeting_id")
    number: int
    what: str
    person: Named | None
    verified_at: datetime | None
    verified_by: Named | None


class MeetingRow(Schema):
    id: int
    code: str
    kind: str
    title: Said
    held_at: datetime
    place: str
    chair: Named
    page: str

    @staticmethod
    def resolve_page(row):
        return row.get_absolute_url()


class MeetingOut(MeetingRow):
    """`minutes` is the newest text; `signed_by` those who stood for it."""

    attendees: list[Named]
    guests: str
    minutes: str
    signed_by: list[Named]
    items: list[ActionItemOut]

    @staticmethod
    def resolve_minutes(row):
        return row.newest_text.text

    @staticmethod
    def resolve_signed_by(row):
        return [one.user for one in row.newest_text.signatures.select_related("user").order_by("pk")]

    @staticmethod
    def resolve_items(row):
        return _items().filter(meeting=row).order_by("number")


class ItemsIn(PageIn):
    show: Literal["open", "all"] = Field("open", description="open: not done, or done and not yet verified.")


def _items():
    return ActionItem.objects.select_related("meeting", "person", "done_by", "verified_by")


@router.get("/meetings", response={200: PageOut[MeetingRow], **NO}, operation_id="list_meetings", summary="Meetings")
def list_meetings(request, asked: Query[PageIn]):
    return page(Meeting.objects.of(looked_at(request)).select_related("chair"), asked)


@router.get("/meetings/{int:pk}", response={200: MeetingOut, **NO}, operation_id="get_meeting",
            summary="One meeting with minutes and action items")  # fmt: skip
def get_meeting(request, pk: int):
    found = one(request, Meeting.objects.select_related("chair").prefetch_related("attendees"), pk)
    found.newest_text = found.minutes.order_by("-number").first()
    return found


@router.get("/items", response={200: PageOut[ActionItemOut], **NO}, operation_id="list_action_items",
            summary="Action items of meetings, newest first")  # fmt: skip
def list_action_items(request, asked: Query[ItemsIn]):
    rows = _items().of(looked_at(request))
    return page(rows.open() if asked.show == "open" else rows, asked)


def _act(request, pk: int, verb, **arguments) -> ActionItem:
    item = one(request, _items(), pk)
    call(request, verb, about=[item, item.meeting], item=item, **arguments)
    return one(request, _items(), pk)


@router.post("/items/{int:pk}/report", response={200: ActionItemOut, **NO}, operation_id="report_action_item",
             summary="Report an item as done, with a personal token", **ONCE)  # fmt: skip
def report_action_item(request, pk: int, sent: EvidenceIn):
    return _act(request, pk, actions.report_item, evidence=sent.evidence)


@router.post("/items/{int:pk}/verify", response={200: ActionItemOut, **NO}, operation_id="verify_action_item",
             summary="Having looked, say that it is done: another person closes it", **ONCE)  # fmt: skip
def verify_action_item(request, pk: int):
    return _act(request, pk, actions.verify_item)


@router.post("/items/{int:pk}/return", response={200: ActionItemOut, **NO}, operation_id="return_action_item",
             summary="Send it back as not done", **ONCE)  # fmt: skip
def return_action_item(request, pk: int, sent: WhyIn):
    return _act(request, pk, actions.return_item, why=sent.reason)
