"""While a food incident is open, the samples of its suspected time are evidence (GT-09)."""

import pytest

from houqin.incidents.actions import report_incident
from houqin.incidents.models import Incident
from houqin.incidents.selectors import open_food_incidents
from houqin.kernel import clock as kernel_clock
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import dispose_sample
from houqin.kitchen.models import RetainedSample
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.samples import samples_page, state_of
from tests.kitchen.scene import clock

AFTER_THE_HOLD = clock(14, days=2)


@pytest.fixture
def sample(canteen):
    canteen.until("close")
    return RetainedSample.objects.select_related("batch__meal", "school").first()


def suspect(canteen, sample, *, kind="food_poisoning", **window):
    return report_incident(
        school=canteen.school,
        kind=kind,
        summary="餐后两人呕吐",
        place="四年级二班",
        discovered_at=clock(15),
        actor=canteen.crew.school_doctor,
        at=clock(15),
        **window,
    )


def dispose(canteen, sample):
    return dispose_sample(
        sample=sample, method="倒入餐厨垃圾", actor=canteen.crew.food_safety_officer, at=AFTER_THE_HOLD
    )


def test_gt_09_no_sample_of_the_suspected_time_goes_while_the_incident_is_open(canteen, sample):
    incident = suspect(canteen, sample)

    with pytest.raises(Refused) as refused:
        dispose(canteen, sample)

    [refusal] = refused.value.refusals
    assert (refusal.reason, refusal.gate, refusal.where) == (Reason.SAMPLE_IS_EVIDENCE, "GT-09", incident)
    assert incident.code in refusal.sentence
    assert RetainedSample.objects.get(pk=sample.pk).disposed_at is None


def test_when_the_case_is_closed_the_samples_may_go(canteen, sample):
    suspect(canteen, sample)
    crew = canteen.crew
    Incident.objects.update(state="closed", closed_at=clock(16), closed_by=crew.principal, ended_at=clock(16),
                            ended_by=crew.deputy_principal)  # fmt: skip

    assert dispose(canteen, sample).disposed_at == AFTER_THE_HOLD


@pytest.mark.parametrize("elsewhere", [{"kind": "injury"}, {"suspect_from": clock(13), "suspect_until": clock(14)}])
def test_another_incident_or_another_time_holds_nothing(canteen, sample, elsewhere):
    suspect(canteen, sample, **elsewhere)

    assert dispose(canteen, sample).disposed_at == AFTER_THE_HOLD


def test_one_query_tells_and_the_list_calls_them_locked(canteen, sample, django_assert_num_queries):
    def counts():
        return samples_page(canteen.school, show="due", at=AFTER_THE_HOLD)[0]

    before = counts()
    incident = suspect(canteen, sample)

    with django_assert_num_queries(1):
        assert open_food_incidents(canteen.school) == [incident]
    assert (before, counts()) == ({"kept": 2, "due": 2, "locked": 0}, {"kept": 2, "due": 0, "locked": 2})
    sample.refresh_from_db()
    assert state_of(sample, AFTER_THE_HOLD, [incident]) == "held"


def test_the_page_names_the_incident_beside_the_button(canteen, sample, client, monkeypatch):
    incident = suspect(canteen, sample)
    monkeypatch.setattr(kernel_clock, "now", lambda: AFTER_THE_HOLD)
    client.force_login(canteen.crew.food_safety_officer)

    page = client.get(sample.get_absolute_url()).content.decode()

    assert f'href="{incident.get_absolute_url()}"' in page
