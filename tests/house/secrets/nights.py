"""The dormitory: beds, rolls, leave, visitors, the night watch. A part of `Secrets`."""

from datetime import timedelta
from decimal import Decimal

from houqin.discipline.models import AfterBellRound, Envelope, FoundThing, Lesson, Violation
from houqin.dormitory.models import (
    Bed,
    BedStay,
    Charge,
    DormRoom,
    Emergency,
    EmergencyPerson,
    Move,
    Roll,
    RoomCount,
    Search,
    SearchStep,
)
from houqin.dormitory.models import (
    Mark as BedMark,
)
from houqin.nightwatch.models import (
    Mark,
    NightDuty,
    Round,
    Route,
    RoutePoint,
    RouteVersion,
    ShiftHandover,
    Swap,
)
from houqin.roomlife.models import Election, HelpNote, Inspection, RoomAward, RoomDraw, RoomHead, Turn, TurnCheck
from houqin.tenancy.models import Space
from houqin.visitors.models import GuestStay, NoEntry, Visit, VisitApproval
from houqin.whereabouts.models import Away, GuardianLink, Illness, IllnessStep, Leave
from tests.builders import (
    NOON,
    TODAY,
    YEARS_AGO,
    a_space,
)
from tests.house.secrets.marked import MARK, Marked


class OfTheNights(Marked):
    def dormitory(self):
        space = a_space(self.school, Space.Kind.DORM_ROOM, f"{MARK}室")
        room = self.make("dorm_room", DormRoom, space=space, floor=1, gender="f", section="primary")
        other = Bed.objects.create(school=self.school, room=room, number=2)
        bed, pupil = self.make("bed", Bed, room=room, number=1), self.things["pupil"]
        type(pupil).objects.filter(pk=pupil.pk).update(is_boarder=True, gender="f")
        self.make("bed_stay", BedStay, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=self.user, placed_at=NOON)
        self.make("bed_move", Move, pupil=pupil, from_bed=bed, to_bed=other, starts_on=TODAY, why=f"{MARK}由",
                  asked_by=self.user, asked_at=NOON)  # fmt: skip
        self.make("charge", Charge, building=space.building, user=self.user, starts_on=YEARS_AGO, given_by=self.user,
                  given_at=NOON)  # fmt: skip

    def rolls(self):
        """A roll with a child who is searched for, and an evacuation."""
        user = self.user
        room, bed, pupil = self.things["dorm_room"], self.things["bed"], self.things["pupil"]
        building = room.space.building
        roll = self.make("roll", Roll, building=building, night=TODAY, kind="evening", opened_at=NOON)
        RoomCount.objects.create(school=self.school, roll=roll, room=room, by=user, happened_at=NOON, received_at=NOON)
        BedMark.objects.create(school=self.school, roll=roll, bed=bed, pupil=pupil, said="missing", by=user,
                            happened_at=NOON, received_at=NOON)  # fmt: skip
        search = self.make("search", Search, code=f"XR-{MARK}", pupil=pupil, bed=bed, roll=roll, missing_since=NOON,
                           opened_at=NOON, opened_by=user)  # fmt: skip
        SearchStep.objects.create(school=self.school, search=search, step="looked", whom=f"{MARK}楼梯",
                                  happened_at=NOON, received_at=NOON, by=user)  # fmt: skip
        emergency = self.make("emergency", Emergency, what=f"{MARK}烟", by_room=True, started_at=NOON, started_by=user)
        EmergencyPerson.objects.create(school=self.school, emergency=emergency, pupil=pupil, group=f"{MARK}寝", place=1)

    def nights(self):
        user, planned = self.user, {"planned_by": self.user, "planned_at": NOON}
        first = self.make("night_duty", NightDuty, night=TODAY, role="leader", user=user, why=f"{MARK}改", **planned)
        other = self.make("other_night", NightDuty, night=TODAY + timedelta(days=1), role="leader",
                          user=self.school_holder(), **planned)  # fmt: skip
        self.make("night_swap", Swap, given=first, wanted=other, why=f"{MARK}换", asked_by=user, asked_at=NOON)
        route = self.make("route", Route, name=f"{MARK}线", kind="fire", made_by=user, made_at=NOON)
        version = self.make("route_version", RouteVersion, route=route, number=1, days="every_night",
                            first_start="22:00", last_end="06:00", every_minutes=90, within_minutes=30,
                            owner_post="guard", published_by=user, published_at=NOON)  # fmt: skip
        point = self.make("route_point", RoutePoint, version=version, number=1, space=self.things["space"], walk_s=9)
        walked = self.make("round", Round, route=route, version=version, on=TODAY, number=1, starts_at=NOON,
                           due_at=NOON, closes_at=NOON + timedelta(hours=1))  # fmt: skip
        self.make("mark", Mark, round=walked, point=point, space=point.space, how="typed", happened_at=NOON,
                  received_at=NOON, by=user, note=f"{MARK}点")  # fmt: skip
        facts = {"zh-hans": [{"title": f"{MARK}项", "empty": "", "lines": []}]}
        self.make("handover", ShiftHandover, night=TODAY, facts=facts, remarks=f"{MARK}话", left_by=user, left_at=NOON)

    def whereabouts(self):
        """A child out on leave, its link, another time in hospital with a case whose notes nobody may see."""
        user, pupil = self.user, self.things["pupil"]
        day = timedelta(days=1)
        leave = self.make(
            "leave", Leave, pupil=pupil, starts_at=NOON, until_at=NOON + day, is_overnight=False, reason=f"{MARK}事由",
            collector_name=f"{MARK}接", asked_by=user, asked_at=NOON, why_not=f"{MARK}因",
        )  # fmt: skip
        self.make("guardian_link", GuardianLink, leave=leave, guardian=self.things["guardian"], token_digest=MARK,
                  code_digest=MARK, made_by=user, made_at=NOON, expires_at=NOON + day)  # fmt: skip
        away = self.make("away", Away, pupil=pupil, kind="hospital", place=f"{MARK}医院", starts_at=NOON,
                         confirmed_by=user, recorded_by=user, recorded_at=NOON)  # fmt: skip
        illness = self.make("illness", Illness, pupil=pupil, noticed_at=NOON, noticed_by=user, recorded_at=NOON,
                            away=away)  # fmt: skip
        self.make("illness_step", IllnessStep, illness=illness, kind="noticed", happened_at=NOON, by=user,
                  recorded_at=NOON, note=f"{MARK}病情", person=f"{MARK}医生")  # fmt: skip

    def discipline(self):
        """A room that was not quiet, a talk, a lesson, an envelope and a found thing."""
        school, user, pupil = self.school, self.user, self.things["pupil"]
        room = self.things.get("dorm_room") or self.make(
            "dorm_room", DormRoom, space=a_space(school, Space.Kind.DORM_ROOM, f"{MARK}室"), floor=1, gender="f",
            section="primary",
        )  # fmt: skip
        said = {"happened_at": NOON, "received_at": NOON}
        walk = self.make("after_bell_round", AfterBellRound, building=self.things["building"], night=TODAY, by=user,
                         rooms=1, of_rooms=1, loud=1, note=f"{MARK}夜", **said)  # fmt: skip
        walk.doors.create(school=school, room=room, heard="other", note=f"{MARK}响")
        violation = self.make("violation", Violation, code=f"TH-{MARK}", pupil=pupil, kind="other", what=f"{MARK}事",
                              seen_by=f"{MARK}人", recorded_by=user, **said)  # fmt: skip
        violation.steps.create(school=school, kind="talk", by=user, words=f"{MARK}谈", own_words=f"{MARK}说", **said)
        lesson = self.make("lesson", Lesson, school_class=self.things["school_class"], topics=["fire"], held_by=user,
                           listed=1, absent=1, note=f"{MARK}课", **said)  # fmt: skip
        lesson.attendances.create(school=school, pupil=pupil, was_there=False)
        envelope = self.make("envelope", Envelope, number=f"{MARK}1", pupil=pupil, opened_at=NOON, opened_by=user)
        signed = {"signed_by_pupil": self.things["attachment"], "signed_by_keeper": self.things["attachment"]}
        movement = envelope.movements.create(school=school, kind="in", amount_fen=100, happened_at=NOON, by=user,
                                             note=f"{MARK}存", **signed)  # fmt: skip
        movement.things.create(school=school, name=f"{MARK}表", count=1)
        self.make("found_thing", FoundThing, code=f"SW-{MARK}", what=f"{MARK}伞", shelf=f"{MARK}架", recorded_by=user,
                  **said)  # fmt: skip

    def visitors(self):
        """At the gate and in the guest room."""
        staff, pupil, day = self.things["staff"], self.things["pupil"], timedelta(days=1)
        self.make("visit_approval", VisitApproval, name=f"{MARK}访客", on=TODAY, is_after_hours=True, escort=staff,
                  why=f"{MARK}由", approved_by=self.user, approved_at=NOON)  # fmt: skip
        for kind, more in (("visitor", {"host_pupil": pupil}), ("worker", {"company": f"{MARK}公司", "escort": staff})):
            self.make(
                "visit", Visit, code=f"FK-{MARK}{kind}", kind=kind, name=f"{MARK}访客", gender="f", why=f"{MARK}由",
                phone="13900000000", document_kind="other", document_ending="0001", document_digest=kind, in_at=NOON,
                items=f"{MARK}物", expected_out_at=NOON + day, received_at=NOON, let_in_by=self.user,
                building=self.things["building"], **more,
            )  # fmt: skip
        self.make("no_entry", NoEntry, name=f"{MARK}拒", why=f"{MARK}由", added_by=self.user, added_at=NOON)
        self.make(
            "guest_stay", GuestStay, code=f"LS-{MARK}", pupil=pupil, name=f"{MARK}亲", relation=f"{MARK}母", party="f",
            phone="13900000000", arrives_on=TODAY, leaves_on=TODAY + day, why=f"{MARK}由", applied_by=self.user,
            applied_at=NOON,
        )  # fmt: skip

    def room_life(self):
        """A room with its head, turn, election, inspection, draw and award."""
        user, pupil, term = self.user, self.things["pupil"], self.things["term"]
        room = self.things.get("dorm_room")
        if room is None:
            space = a_space(self.school, Space.Kind.DORM_ROOM, f"{MARK}室")
            room = self.make("dorm_room", DormRoom, space=space, floor=3, gender="f", section="junior")
        if not BedStay.objects.filter(pupil=pupil).exists():
            bed = Bed.objects.create(school=self.school, room=room, number=90)
            BedStay.objects.create(
                school=self.school, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=user, placed_at=NOON
            )
        self.make("election", Election, room=room, term=term, opened_by=user, opened_at=NOON)
        self.make("room_head", RoomHead, room=room, pupil=pupil, term=term, starts_on=TODAY, appointed_by=user,
                  appointed_at=NOON)  # fmt: skip
        turn = self.make("turn", Turn, room=room, on=TODAY, pupil=pupil, planned_by=user, planned_at=NOON)
        TurnCheck.objects.create(school=self.school, turn=turn, is_done=False, note=f"{MARK}没扫", happened_at=NOON,
                                 received_at=NOON, checked_by=user)  # fmt: skip
        draw = self.make("room_draw", RoomDraw, on=TODAY, number=1, seed=f"{MARK}种", among=[room.pk], wanted=1,
                         rooms=[room.pk], drawn_by=user, drawn_at=NOON)  # fmt: skip
        self.make("inspection", Inspection, room=room, on=TODAY, draw=draw, happened_at=NOON, received_at=NOON,
                  done_by=user, note=f"{MARK}注")  # fmt: skip
        self.make("help_note", HelpNote, room=room, kind="talk", text=f"{MARK}谈", happened_at=NOON, received_at=NOON,
                  given_by=user)  # fmt: skip
        self.make("room_award", RoomAward, room=room, month=TODAY.replace(day=1), score=Decimal(99), awarded_by=user,
                  awarded_at=NOON)  # fmt: skip
