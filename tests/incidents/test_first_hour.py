"""Steps, calls and reports, each with who, when and its proof."""

import pytest

from houqin.duties.models import Duty
from houqin.incidents.actions import do_step, log_call, send_report
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import LoggedCall, SentReport
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.models import Attachment, Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from tests.builders import NOON
from tests.incidents.happening import HOUR, MINUTE, a_file, it_happens, send_all

SOON = NOON + 3 * MINUTE


@pytest.fixture
def incident(scene):
    return it_happens(scene)


def test_a_step_keeps_who_and_when_and_answers_its_duty(scene, incident):
    step = incident.steps.get(number=1)

    do_step(step=step, happened_at=NOON + MINUTE, note="已包扎", actor=scene.crew.school_doctor, at=SOON)

    step.refresh_from_db()
    assert (step.outcome, step.done_at, step.entered_at, step.done_by, step.note) == (
        "done", NOON + MINUTE, SOON, scene.crew.school_doctor, "已包扎",
    )  # fmt: skip
    duty = Duty.objects.get(key=f"{incident.code}/{step.pk}", code="incidents.step")
    assert (duty.state, duty.done_at, duty.done_by) == ("done", NOON + MINUTE, scene.crew.school_doctor)
    assert Duty.objects.filter(code="incidents.step", state="waiting").count() == incident.steps.count() - 1
    assert Entry.objects.about(step).get().kind == "incidents.step_done"


def test_a_step_that_is_not_needed_says_why(scene, incident):
    step = incident.steps.get(code="call_120")
    with pytest.raises(Refused) as refused:
        do_step(step=step, is_needed=False, actor=scene.crew.cook, at=SOON)
    assert refused.value.reasons == {Reason.NOTE_MISSING}

    do_step(step=step, is_needed=False, note="轻微烫伤，校医处理", actor=scene.crew.cook, at=SOON)

    step.refresh_from_db()
    assert step.outcome == "not_needed"


def test_a_step_is_done_once(scene, incident):
    step = incident.steps.get(number=1)
    do_step(step=step, actor=scene.crew.cook, at=SOON)

    with pytest.raises(Refused) as refused:
        do_step(step=step, actor=scene.crew.buyer, at=SOON + MINUTE)

    assert refused.value.reasons == {Reason.STEP_DONE_ALREADY}
    step.refresh_from_db()
    assert step.done_by == scene.crew.cook


@pytest.mark.parametrize(
    ("moment", "reason"), [(NOON - MINUTE, Reason.BEFORE_DISCOVERY), (SOON + MINUTE, KernelReason.IN_THE_FUTURE)]
)
def test_nothing_is_done_before_the_discovery_or_in_the_future(scene, incident, moment, reason):
    step, crew = incident.steps.get(number=1), scene.crew
    for act in (
        lambda: do_step(step=step, happened_at=moment, actor=crew.cook, at=SOON),
        lambda: log_call(incident=incident, number="120", called_at=moment, actor=crew.cook, at=SOON),
        lambda: send_report(incident=incident, addressee="education", form="continuing", how="phone", receiver="王科长",
                            reference="17", sent_at=moment, actor=crew.principal, at=SOON),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reasons == {reason}

    assert (LoggedCall.objects.count(), SentReport.objects.count()) == (0, 0)


def test_a_call_is_logged_with_number_caller_time_and_reference(scene, incident):
    call = log_call(
        incident=incident, number=" 120 ", called_at=NOON + MINUTE, reference="A-311", actor=scene.crew.cook, at=SOON
    )

    assert (call.number, call.caller, call.called_at, call.reference) == (
        "120",
        scene.crew.cook.name,
        NOON + MINUTE,
        "A-311",
    )
    assert Entry.objects.about(call).get().kind == "incidents.call_logged"
    with pytest.raises(Refused) as refused:
        log_call(incident=incident, number=" ", actor=scene.crew.cook, at=SOON)
    assert refused.value.reasons == {Reason.NUMBER_MISSING}


def test_a_report_meets_what_is_owed_and_answers_its_duty(scene, incident):
    owed = incident.owed.get(addressee="education", form="phone")

    sent = send_report(
        incident=incident, owed=owed, how="phone", receiver="王科长", file=a_file(), actor=scene.crew.principal, at=SOON
    )

    assert (sent.addressee, sent.form, sent.attachment.media_type) == ("education", "phone", "application/pdf")
    duty = Duty.objects.get(code="incidents.report", key=f"{incident.code}/{owed.pk}")
    assert (duty.state, duty.evidence_id) == ("done", sent.pk)
    assert owed not in case_file_of(incident).open_reports
    assert Entry.objects.get(kind="incidents.report_sent").revived_facts["digest"] == sent.attachment.digest


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"receiver": " "}, Reason.RECEIVER_MISSING),
        ({"reference": " "}, Reason.PROOF_MISSING),
        ({"addressee": "aunt"}, Reason.ADDRESSEE_UNKNOWN),
        ({"form": "closing"}, Reason.CLOSING_TOO_EARLY),
    ],
)
def test_a_report_without_receiver_proof_or_sense_is_refused(scene, incident, wrong, reason):
    facts = {"addressee": "education", "form": "continuing", "how": "phone", "receiver": "王科长", "reference": "17"}

    with pytest.raises(Refused) as refused:
        send_report(incident=incident, actor=scene.crew.principal, at=SOON, **(facts | wrong))

    assert refused.value.reasons == {reason}
    assert (SentReport.objects.count(), Attachment.objects.count()) == (0, 0)


def test_what_is_owed_is_met_once_and_by_its_own_incident(scene, incident):
    other = it_happens(scene)
    send_all(incident, scene.crew.principal, at=SOON)
    sent = SentReport.objects.count()

    for thing, reason in ((incident, Reason.REPORT_SENT_ALREADY), (other, Reason.REPORT_OF_ANOTHER)):
        owed = incident.owed.first() if thing == incident else incident.owed.last()
        with pytest.raises(Refused) as refused:
            send_report(
                incident=thing,
                owed=owed,
                how="phone",
                receiver="王",
                reference="1",
                actor=scene.crew.principal,
                at=SOON + HOUR,
            )
        assert refused.value.reasons == {reason}

    assert SentReport.objects.count() == sent


def test_a_cook_reports_to_nobody_outside(scene, incident):
    with pytest.raises(NotYours):
        send_report(
            incident=incident,
            addressee="education",
            form="continuing",
            how="phone",
            receiver="王",
            reference="1",
            actor=scene.crew.cook,
            at=SOON,
        )
