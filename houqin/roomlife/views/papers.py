"""A4 sheets of the life of rooms."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.downloads import pdf_response
from houqin.documents.records import record_pdf
from houqin.roomlife import sheets
from houqin.roomlife.permissions import SEE_CHILDREN
from houqin.roomlife.selectors.heads import heads_of
from houqin.roomlife.selectors.ratings import ratings, week_of
from houqin.roomlife.selectors.rota import turns_of
from houqin.roomlife.views.reaching import award_of, room_of, room_url, see

#: Four weeks on one sheet.
DAYS = timedelta(days=27)


def _pdf(request, record, school, name):
    with timezone.override(school.zone):
        pdf = record_pdf(record, school=school, at=request.now)
    return pdf_response(pdf, f"{name}.pdf", save="save" in request.GET)


@require_safe
def rota_of_room(request, pk):
    room = room_of(request, pk)
    see(request, SEE_CHILDREN, room.school)
    first, _sunday = week_of(room.school.localdate(request.now))
    turns = turns_of(room.school, first, first + DAYS, rooms=[room])
    head = heads_of(room.school, room.school.localdate(request.now)).get(room.pk)
    record = sheets.rota_sheet(room, turns, head=head, first=first, last=first + DAYS, path=room_url(room))
    return _pdf(request, record, room.school, _("Cleaning rota {room}").format(room=room))


@require_safe
def week(request):
    see(request)
    first, last = week_of(request.school.localdate(request.now))
    record = sheets.week_sheet(
        ratings(request.school, first, last), first=first, last=last, path=reverse("roomlife:rooms")
    )
    return _pdf(request, record, request.school, _("Rooms of the week {day}").format(day=first))


@require_safe
def certificate(request, pk):
    award = award_of(request, pk)
    see(request, school=award.school)
    record = sheets.certificate(award, path=reverse("roomlife:awards"))
    return _pdf(request, record, award.school, _("Certificate {room}").format(room=award.room))
