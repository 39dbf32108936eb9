"""What no person would type and every attacker does. The house answers each with a sentence, never with a stack."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from houqin.kernel import clock as kernel_clock
from houqin.people.actions import close_account
from houqin.people.models import PostHolding, Staff
from houqin.supply.models import Article, Lot, Movement
from tests.attacks.forms import forms_of
from tests.attacks.world import differences, picture, picture_after, watching
from tests.builders import TODAY, a_line
from tests.kitchen.scene import Canteen, clock
from tests.supply.arriving import Truck

pytestmark = pytest.mark.django_db

STRANGE = {
    "rare": "𠮷野家😀 a\u202eعربي \u200b\ufeff买买提·吐尔逊'\"<b>{lot}%s",
    "nul": "大\x00米",
    "very long": "长" * 5_000,
    "an exponent": "1e999999",
    "no number": "NaN",
    "less than nothing": "-1",
    "a unit of nobody": "3 蒲式耳",
}
FILLED_IN = [("texts", name) for name in ("rare", "nul", "very long")]
FILLED_IN += [
    ("everywhere", name) for name in ("rare", "an exponent", "no number", "less than nothing", "a unit of nobody")
]


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(kernel_clock, "now", lambda: clock(13))


@pytest.fixture(scope="module")
def canteen(django_db_setup, django_db_blocker):
    """Made once; what a test does to it is rolled back after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        canteen = Canteen().until("sample")
        canteen.truck = Truck(school=canteen.school)
        canteen.line = a_line(canteen.truck.delivery, canteen.truck.article)
        yield canteen
        transaction.set_rollback(True)


def signed_in(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def pages(canteen) -> list[tuple[str, str]]:
    """(whose, address) of the pages with the forms that matter."""
    pot, lot = canteen.pots[0], canteen.tomatoes
    found = [
        ("general_affairs_director", "supply:new-article", ()), ("general_affairs_director", "supply:new-supplier", ()),
        ("buyer", "supply:new-order", ()), ("storekeeper", "supply:delivery", (canteen.truck.delivery.pk,)),
        ("storekeeper", "supply:line", (canteen.line.pk,)),
        ("storekeeper", "supply:lot", (lot.pk,)), ("food_safety_officer", "supply:lot", (lot.pk,)),
        ("storekeeper", "supply:new-issue", ()), ("storekeeper", "supply:opening", ()),
        ("storekeeper", "supply:new-count", ()), ("storekeeper", "supply:prepare", ()),
        ("cook", "kitchen:plan", ()), ("cook", "kitchen:dish-new", ()), ("cook", "kitchen:recipe", (canteen.stew.pk,)),
        ("cook", "kitchen:meal-heads", (canteen.meal.pk,)), ("cook", "kitchen:batch", (pot.pk,)),
        ("food_safety_officer", "kitchen:batch", (pot.pk,)),
        ("food_safety_officer", "kitchen:sample", (pot.samples.get().pk,)),
        ("principal", "people:add-staff", ()), ("principal", "people:add-class", ()),
        ("principal", "people:add-pupil", ()),
        ("principal", "people:create-token", ()), ("principal", "people:appoint", ()),
        ("general_affairs_director", "tenancy:add-building", ()), ("general_affairs_director", "tenancy:add-space", ()),
        ("general_affairs_director", "tenancy:add-term", ()), ("general_affairs_director", "tenancy:set-time", ()),
        ("general_affairs_director", "tenancy:mark-day", ()),
    ]  # fmt: skip
    return [(post, reverse(name, args=arguments)) for post, name, arguments in found]


def says_why(page: str) -> bool:
    """A mistake stands below its field, or the refusals stand above the form."""
    return 'class="wrong"' in page or 'class="refusals"' in page


@pytest.mark.parametrize(("where", "name"), FILLED_IN)
def test_no_form_breaks_or_does_half_of_it(canteen, where, name):
    """Everything else in the form stays as the page offers it, a number 1."""
    wrong, seen, strange, clients, last = [], 0, STRANGE[name], {}, picture()
    for post, address in pages(canteen):
        with watching() as pen:
            client = clients.get(post) or clients.setdefault(post, signed_in(getattr(canteen.crew, post)))
            page = client.get(address)
        last = picture_after(last, pen.tables)
        if page.status_code != 200:
            wrong.append(f"GET {address}: {page.status_code}")
        for form in forms_of(page):
            data = dict(form.fields) | {name: "1" for name in form.numbers if not form.fields[name][0]}
            data |= {name: strange for name in (form.texts + form.numbers if where == "everywhere" else form.texts)}
            with watching() as pen:
                answer = client.post(form.action or address, data)
            seen += 1
            before, last = last, picture_after(last, pen.tables)
            changed = set(differences(before, last)) - {"journal.Entry", "journal.Head", "journal.Mention"}
            if answer.status_code not in (200, 302, 303, 409, 422, 403, 404):
                wrong.append(f"POST {form.action or address}: {answer.status_code}")
            if answer.status_code in (409, 422) and changed:
                wrong.append(f"POST {form.action or address}: {answer.status_code}, and yet {changed}")
            if answer.status_code in (409, 422) and not says_why(answer.content.decode()):
                wrong.append(f"POST {form.action or address}: {answer.status_code} without a word of what to do")
    assert not wrong, "\n".join(wrong)
    assert seen > 25


@pytest.mark.parametrize("address", ["/search/?q=", "/store/?q=", "/store/articles/?q=", "/store/suppliers/?q=",
                                     "/store/deliveries/?show=", "/store/orders/?show=", "/kitchen/?on=",
                                     "/kitchen/dishes/?q=", "/kitchen/samples/?show=", "/people/pupils/?q=",
                                     "/people/staff/?q=", "/people/posts/?on=", "/ledgers/goods-in/?from=",
                                     "/kitchen/menus/?week=", "/kitchen/needs/?from_on=", "/store/lots/1/?correct=",
                                     "/store/labels/?lot=", "/kitchen/samples/labels/?on=", "/?show="])  # fmt: skip
def test_no_address_breaks(canteen, address):
    client = signed_in(canteen.crew.general_affairs_director)
    answers = {}
    for name, strange in STRANGE.items():
        answers[name] = client.get(address.split("?")[0], {address.split("?")[1].rstrip("="): strange}).status_code
    answers["huge"] = client.get(address + "长" * 20_000).status_code
    assert {name: code for name, code in answers.items() if code >= 500} == {}


@pytest.mark.parametrize("path", ["/store/lots/%s/", "/store/deliveries/%s/", "/kitchen/meals/%s/", "/files/%s/",
                                  "/kitchen/trace/lots/%s/", "/people/staff/%s/", "/store/counts/%s/"])  # fmt: skip
@pytest.mark.parametrize("key", ["0", "999999", "9" * 18, "9" * 40, "-1", "x", "１"])
def test_what_is_not_there_is_not_found(canteen, path, key):
    client = signed_in(canteen.crew.principal)

    assert (client.get(path % key).status_code, client.post(path % key).status_code) in [(404, 404), (404, 405)]


def test_a_form_is_not_sent_by_get_and_a_page_not_by_delete(canteen):
    client = signed_in(canteen.crew.food_safety_officer)
    addresses = [reverse(f"kitchen:meal-{name}", args=[canteen.meal.pk]) for name in ("release", "close", "start")]
    before = picture()

    codes = [
        getattr(client, method)(address).status_code for address in addresses for method in ("get", "put", "delete")
    ]

    assert {code for code in codes if code >= 500 or code == 200} == set()
    assert differences(before, picture()) == {}


FILES = {
    "a script": ("a.jpg", b"<script>alert(1)</script>", "image/jpeg"),
    "an svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"),
    "nothing": ("a.jpg", b"", "image/jpeg"),
    "half a photo": ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    "a program": ("a.pdf", b"MZ\x90\x00", "application/pdf"),
    "a name with a path": ("../../etc/passwd", b"root", "text/plain"),
}


@pytest.mark.parametrize("file", FILES.values(), ids=list(FILES))
@pytest.mark.parametrize("name", ["line-photo", "line-paper"])
def test_a_file_that_is_none_is_refused(canteen, file, name):
    client = signed_in(canteen.crew.storekeeper)
    before = picture()
    sent = SimpleUploadedFile(file[0], file[1], content_type=file[2])
    data = {"kind": "test_report", "number": "1", "file": sent, "photo": sent, "valid_until": "", "for_lot": ""}

    answer = client.post(reverse(f"supply:{name}", args=[canteen.line.pk]), data)

    assert answer.status_code in (409, 422)
    assert set(differences(before, picture())) <= {"journal.Entry", "journal.Head", "journal.Mention"}


def test_too_many_fields_and_too_much_text_are_turned_away(canteen):
    client = signed_in(canteen.crew.storekeeper)
    address = reverse("supply:new-issue")
    before = picture()

    many = client.post(address, {f"lot-{number}": "1" for number in range(5_000)})
    much = client.post(address, {"purpose": "长" * 2_000_000})

    assert (many.status_code, much.status_code) == (400, 400)
    assert differences(before, picture()) == {}


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nothing_redirects_to_strangers(canteen, address):
    client = signed_in(canteen.crew.cook)

    answers = [
        client.post("/theme/", {"theme": "dark", "next": address}),
        client.post("/i18n/setlang/", {"language": "en", "next": address}),
        client.get("/sign-in/", {"next": address}),
        client.post("/sign-out/", {"next": address}),
    ]

    assert [answer.headers.get("Location", "/") for answer in answers if "evil" in answer.headers.get("Location", "")
            or "javascript" in answer.headers.get("Location", "")] == []  # fmt: skip


def test_a_foreign_host_is_turned_away(canteen):
    assert Client(raise_request_exception=False).get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_of_another_site_changes_nothing(canteen):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(canteen.crew.food_safety_officer)
    before = picture()

    answer = client.post(reverse("kitchen:meal-release", args=[canteen.meal.pk]))

    assert answer.status_code == 403
    assert differences(before, picture()) == {}


def test_a_closed_account_is_out_at_once(canteen):
    client = signed_in(canteen.crew.cook)
    assert client.get("/").status_code == 200
    staff = Staff.objects.get(user=canteen.crew.cook)
    close_account(staff=staff, actor=canteen.crew.principal, at=clock(13))

    answer = client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/")


def test_a_post_that_ended_yesterday_opens_no_door_today(canteen):
    client = signed_in(canteen.crew.storekeeper)
    address = reverse("supply:lot-act", args=[canteen.tomatoes.pk, "dispose"])
    PostHolding.objects.filter(user=canteen.crew.storekeeper).update(ends_on=TODAY - timedelta(days=1))
    before = picture()

    answer = client.post(address, {"method": "buried", "reason": "烂了"})

    assert answer.status_code in (403, 404)
    assert set(differences(before, picture())) - {"journal.Entry", "journal.Head", "journal.Mention"} == set()


def test_the_same_form_sent_again_counts_once_on_every_page(canteen):
    """Also after what it made was taken back: the answer is a page, not a stack."""
    client = signed_in(canteen.crew.general_affairs_director)
    data = {"name": "新品", "goods_class": "grain", "base_unit": "g", "storage": "ambient", "entry_key": "k" * 32}
    first = client.post(reverse("supply:new-article"), data)
    again = client.post(reverse("supply:new-article"), data)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    Article.objects.filter(name="新品").delete()

    gone = client.post(reverse("supply:new-article"), data)

    assert gone.status_code in (404, 409)
    assert (Article.objects.filter(name="新品").count(), Lot.objects.count() > 0) == (0, True)


def test_an_entry_key_of_another_verb_does_nothing(canteen):
    client = signed_in(canteen.crew.storekeeper)
    data = {"entry_key": "z" * 32, "method": "buried", "reason": "烂了", "amount": "1"}
    assert client.post(reverse("supply:lot-act", args=[canteen.tomatoes.pk, "dispose"]), data).status_code == 303
    moved = Movement.objects.count()

    answer = client.post(reverse("supply:lot-act", args=[canteen.tomatoes.pk, "quarantine"]), data)

    assert answer.status_code == 409
    assert (Movement.objects.count(), Lot.objects.get(pk=canteen.tomatoes.pk).quarantined_at) == (moved, None)
