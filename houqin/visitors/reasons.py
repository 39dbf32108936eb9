"""Every way the gate and the guest rooms say no. Visits first; stays below."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VisitReason(TextChoices):
    NAME_MISSING = "visitor_name_missing", _("The name is empty. Write it as the document says.")
    GENDER_UNKNOWN = "visitor_gender_unknown", _("It is not said whether it is a woman or a man. Choose one.")
    DOCUMENT_KIND_UNKNOWN = "document_kind_unknown", _("There is no document “{kind}”. Choose one of the list.")
    DOCUMENT_MISSING = (
        "document_missing",
        _("The document number has fewer than {least} signs. Write it as the document says."),
    )
    WHY_MISSING = "visit_why_missing", _("The reason is empty. Say it in a few words.")
    HOST_MISSING = "host_missing", _("It is not said whom they visit. Name a colleague or a pupil.")
    TWO_HOSTS = "two_hosts", _("A visit is to one person. Name a colleague or a pupil.")
    HOST_NOT_HERE = "host_not_here", _("{name} is not at this school on {on}. Name a colleague or a pupil who is.")
    HEADS_OUT_OF_RANGE = "visitor_heads_out_of_range", _("{heads} people cannot come on one pass. Enter 1 to {most}.")
    ITEMS_NOT_CHECKED = "items_not_checked", _("What they carry has not been looked at. Look, then say so.")
    EXPECTED_BEFORE_IN = "expected_before_in", _("They would leave before they come. Check the time.")
    STAYS_TOO_LONG = "stays_too_long", _("A day visit ends within {most} hours. Whoever stays overnight applies first.")
    AFTER_HOURS = (
        "after_hours",
        _("Visits are from {begins} to {ends}. The duty leader may approve this one beforehand."),
    )
    GIRLS_BUILDING = (
        "girls_building",
        _("No man enters “{building}” without the duty leader's approval and a woman who goes along."),
    )
    #: Discreet on purpose: it names no list and no reason.
    ASK_THE_LEADER = "ask_the_leader", _("This cannot be settled here. Call the duty leader.")
    APPROVAL_FOR_ANOTHER = "approval_for_another", _("The approval is for {name} on {on}. Choose the right one.")
    APPROVAL_USED = "approval_used", _("This approval was used for pass {code}. The duty leader gives a new one.")
    INSIDE_ALREADY = "inside_already", _("{name} is inside on pass {code}. Let that one out first.")
    LEFT_ALREADY = "left_already", _("Pass {code} left at {out_at}. Nothing needs doing.")
    OUT_BEFORE_IN = "out_before_in", _("Pass {code} came in at {in_at}. Check the time of leaving.")
    COMPANY_MISSING = "company_missing", _("The company is empty. Write whose workers they are.")
    ESCORT_MISSING = "escort_missing", _("Nobody goes along. Name a colleague.")
    ESCORT_GONE = "escort_gone", _("{name} works here no more. Name another colleague.")
    ESCORT_NOT_A_WOMAN = "escort_not_a_woman", _("In a girls' building a woman goes along. Name one, and say so.")
    PUPILS_ARE_IN = (
        "pupils_are_in",
        _("Pupils are in “{building}” from {begins} to {ends}. Come another time, or say why it is urgent."),
    )
    NOTHING_APPROVED = "nothing_approved", _("It is not said what is approved. Choose the hour, the building, or both.")
    DAY_OVER = "approval_day_over", _("{on} is over. Choose today or a later day.")
    NO_ENTRY_ENDED = "no_entry_ended", _("This entry has ended already. Nothing needs doing.")


class StayReason(TextChoices):
    RELATION_MISSING = "relation_missing", _("The relation is empty. Say how they belong to the pupil.")
    PARTY_UNKNOWN = "party_unknown", _("It is not said whether they are women, men or both. Choose one.")
    STAY_BACKWARDS = "stay_backwards", _("The stay ends before it begins. A night lies between both days.")
    STAY_TOO_LONG = "stay_too_long", _("A stay has {most} nights at most. Choose an earlier day of leaving.")
    STAY_IN_THE_PAST = "stay_in_the_past", _("{on} is over. Choose today or a later day.")
    PUPIL_NOT_HERE = "stay_pupil_not_here", _("{pupil} is not enrolled here. Choose another pupil.")
    APPLIED_BY_YOU = "stay_applied_by_you", _("You applied for stay {code}. Somebody else decides about it.")
    DECIDED_ALREADY = "stay_decided_already", _("Stay {code} was decided about already. Nothing needs doing.")
    NOTE_MISSING = "stay_note_missing", _("The reason is empty. Say in a few words why.")
    NOT_APPROVED = "stay_not_approved", _("Stay {code} is not approved. A leader decides first.")
    NOT_REGISTERED = "stay_not_registered", _("The identity document of stay {code} is not registered. Do that first.")
    NOT_APPROVED_THEN = (
        "stay_not_approved_then",
        _("At {happened_at} stay {code} was not approved yet. Check the time."),
    )
    REGISTERED_ALREADY = "stay_registered_already", _("The document of stay {code} is registered already.")
    NOT_THEN = "stay_not_then", _("At {happened_at} stay {code} was not approved and registered yet. Check the time.")
    NOT_A_GUEST_ROOM = "not_a_guest_room", _("“{room}” is no guest room. Relatives sleep in a guest room only.")
    ROOM_CLOSED = "guest_room_closed", _("“{room}” is closed. Choose another guest room.")
    ROOM_WITHOUT_PLACES = (
        "guest_room_without_places",
        _("It is not known how many sleep in “{room}”. Enter its places."),
    )
    ROOM_FULL = "guest_room_full", _("“{room}” has {left} places left, and {heads} are needed. Choose another room.")
    ROOM_NOT_SHARED = (
        "guest_room_not_shared",
        _("“{room}” is lodged by {others}, who are not family. Choose another room."),
    )
    GIRLS_BUILDING = "guest_in_girls_building", _("“{room}” lies in a girls' building. No man sleeps there.")
    WRONG_NIGHT = "stay_wrong_night", _("Stay {code} is from {arrives_on} to {leaves_on}. Apply anew for other nights.")
    ENDED = "stay_ended", _("Stay {code} is over: {state}. Apply anew.")
    LODGED_ALREADY = "stay_lodged_already", _("Stay {code} has its key already. Nothing needs doing.")
    NOT_LODGED = "stay_not_lodged", _("Nobody sleeps here on stay {code}. Nothing needs doing.")
    DEPARTED_BEFORE = "departed_before", _("Stay {code} began at {lodged_at}. Check the time of leaving.")
