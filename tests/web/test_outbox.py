"""What the server says to a phone's outbox: for certain what became of an entry, and never under another's name."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel import clock
from houqin.tenancy.posts import Post
from tests.builders import a_holder
from tests.journal.test_attachments import a_photo

NEW = "/cases/hazards/new/"
HAZARD = {"what": "后厨地面积水", "category": "hygiene", "place": ""}


@pytest.fixture
def send(as_, school):
    """`send(person, entry_key="k1")` posts a hazard as the outbox of that person's phone does."""

    def send(person, *, to=NEW, waited=timedelta(), data=HAZARD, code=None, whose=None, when="later", **more):
        now = int(clock.now().timestamp() * 1000)
        headers = {
            "Houqin-Outbox": when,
            "Houqin-Person": str((whose or person).pk),
            "Houqin-School": school.code if code is None else code,
            "Houqin-Pressed-At": str(now - round(waited.total_seconds() * 1000)),
            "Houqin-Sent-At": str(now),
        }
        return as_(person).post(to, data | more, headers=headers)

    return send


def test_an_accepted_entry_says_where_it_is(send, keeper):
    answer = send(keeper, entry_key="k1")

    hazard = Hazard.objects.get()
    assert answer.json() == {"state": "accepted", "url": hazard.get_absolute_url(), "files": []}
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_same_entry_again_is_known_and_counts_once(send, keeper, monkeypatch):
    first = send(keeper, entry_key="k1")
    later = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)

    again = send(keeper, entry_key="k1")

    assert again.json() == first.json() | {"state": "known"}
    assert Hazard.objects.count() == 1


def test_a_mistake_is_refused_with_its_reasons_and_its_fields(send, keeper):
    answer = send(keeper, entry_key="k1", what="")

    said = answer.json()
    assert (answer.status_code, said["state"], said["fields"]) == (422, "refused", ["what"])
    assert len(said["reasons"]) == 1
    assert 'class="wrongs"' in said["html"]
    assert Hazard.objects.count() == 0


def test_a_refused_verb_tells_every_reason(send, school):
    """GT-16: the canteen day does not open without its named persons."""
    officer = a_holder(Post.FOOD_SAFETY_OFFICER, school)

    answer = send(officer, to=reverse("kitchen:day-open"), entry_key="k1")

    said = answer.json()
    assert (answer.status_code, said["state"]) == (409, "refused")
    assert said["reasons"] != []
    assert all(reason in said["html"] for reason in said["reasons"])


def test_a_refusal_speaks_in_the_school_s_own_time(send, school, keeper):
    type(school).objects.filter(pk=school.pk).update(zone="Asia/Urumqi")

    answer = send(keeper, entry_key="k1", found_at="2031-03-11T12:00")

    [reason] = answer.json()["reasons"]
    assert "12:00" in reason


def test_somebody_elses_entry_is_not_sent_under_this_name(send, school, keeper):
    cook = a_holder(Post.COOK, school)

    answer = send(keeper, whose=cook, entry_key="k1")

    assert (answer.status_code, answer.json()) == (401, {"state": "other_person"})
    assert Hazard.objects.count() == 0


def test_signed_out_it_waits(client, school):
    answer = client.post(NEW, HAZARD, headers={"Houqin-Outbox": "later", "Houqin-Person": "1"})

    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})


def test_it_counts_for_the_school_it_was_entered_in(send, school, other_school, keeper, as_):
    """The person holds a post in two schools and has changed to the other one since."""
    held = keeper.holdings.get()
    held.pk, held.school = None, other_school
    held.save()

    send(keeper, entry_key="k1", code=other_school.code)

    assert Hazard.objects.get().school == other_school


def test_an_entry_for_a_school_one_has_left_is_refused(send, other_school, keeper):
    answer = send(keeper, entry_key="k1", code=other_school.code)

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert Hazard.objects.count() == 0


def test_who_holds_no_post_any_more_is_refused(send, idle):
    answer = send(idle, entry_key="k1")

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")


def test_a_post_that_may_not_do_it_is_named(send, school):
    answer = send(a_holder(Post.COOK, school), to=reverse("kitchen:day-open"), entry_key="k1")

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert answer.json()["reasons"] != []


def test_what_is_gone_is_refused_and_kept(send, keeper):
    answer = send(keeper, to="/cases/hazards/99999/fix/", entry_key="k1")

    assert (answer.status_code, answer.json()["state"]) == (404, "refused")


def test_the_hashes_of_the_files_come_back(send, keeper):
    photo = a_photo().read()

    answer = send(keeper, entry_key="k1", photos=[SimpleUploadedFile("a.jpg", photo, content_type="image/jpeg")])

    assert answer.json()["files"] == [hashlib.sha256(photo).hexdigest()]


def test_a_late_entry_carries_its_moments(send, keeper):
    send(keeper, entry_key="k1", waited=timedelta(minutes=80))

    entry = Entry.objects.get(kind="incidents.hazard_reported")
    assert len(entry.moments) >= 2
    assert entry.at - entry.happened_at == timedelta(minutes=80)
    assert Hazard.objects.get().found_at == entry.happened_at


@pytest.mark.parametrize("text", ["", "x", "-1", "9" * 30, "12.5", "١٢٣"])
def test_nonsense_for_a_clock_is_no_arrival(as_, keeper, school, text):
    headers = {"Houqin-Outbox": "later", "Houqin-Person": str(keeper.pk), "Houqin-School": school.code,
               "Houqin-Pressed-At": text, "Houqin-Sent-At": text, "Houqin-Clock-Ahead": text,
               "Houqin-Based-On": text}  # fmt: skip
    answer = as_(keeper).post(NEW, HAZARD, headers=headers)

    assert answer.json()["state"] == "accepted"
    assert "arrival" not in Entry.objects.get(kind="incidents.hazard_reported").facts


def test_thrown_away_is_written_down_once(as_, keeper):
    said = {"title": "发现隐患", "reasons": "不行", "pressed_at": "1763500000000", "entry_key": "drop-k1"}

    codes = [as_(keeper).post("/outbox/dropped/", said).status_code for _ in range(2)]

    assert codes == [204, 204]
    assert Entry.objects.filter(kind="web.entry_dropped").count() == 1


def test_the_state_tells_who_is_signed_in(as_, client, keeper):
    assert as_(keeper).get("/outbox/state/").json()["person"] == str(keeper.pk)
    assert client.get("/outbox/state/").json()["person"] == ""


def test_pages_say_whose_they_are(as_, client, keeper):
    assert as_(keeper).get("/").headers["Houqin-Person"] == str(keeper.pk)
    assert "Houqin-Person" not in client.get("/sign-in/").headers


def test_a_page_fetched_to_be_kept_does_not_use_up_what_is_said_to_the_person(as_, keeper):
    browser = as_(keeper)
    browser.post(NEW, HAZARD | {"entry_key": "k1"})

    kept = browser.get("/", headers={"Houqin-Keep": "1"})
    seen = browser.get("/")

    assert b'role="status">' in seen.content
    assert len(list(kept.context["messages"])) == 0


def test_every_kept_page_opens(as_, keeper):
    browser = as_(keeper)
    pages = browser.get("/outbox/pages/").json()["pages"]

    assert pages[:3] == ["/", "/outbox/", "/scan/"]
    assert {NEW} <= set(pages)
    assert {path: browser.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)


def test_the_page_for_no_network_is_nobodys(as_, keeper):
    page = as_(keeper).get("/without-network/").content.decode()

    assert keeper.name not in page
    assert "data-person" not in page


def test_the_worker_names_every_file_and_the_home_screen_its_icons(client, db):
    worker = client.get("/sw.js")
    manifest = client.get("/app.webmanifest").json()

    assert worker.headers["Content-Type"] == "text/javascript"
    assert "/static/houqin/outbox/store" in worker.content.decode()
    assert manifest["start_url"] == "/"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
