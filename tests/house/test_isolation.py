"""One school never sees another's: every page of the house is walked. The API has its own walk beside this one."""

import re

import pytest
from django.test import Client

from tests.api.conftest import key_of
from tests.builders import NOON, a_bureau_officer, a_holder
from tests.house.address_book import lists, pages_of_things
from tests.house.secrets import MARK, SCHOOL_POSTS, everybody_at
from tests.house.walking import keys_in, leaks, rows_of, said, signed_in, strays

EXPORTS = {"documents:pdf", "documents:xlsx", "imports:template"}

#: A pk here is answered without a lookup, or before it: the wrong method, or a post that may not.
NOT_FOUND, NOT_THERE = {404, 405}, {403, 404, 405}


def test_nobody_meets_the_sign_in_everywhere(secrets):
    client = Client()
    open_doors = []
    for name, address in pages_of_things(secrets) + lists():
        for answer in (client.get(address), client.post(address)):
            if not answer.headers.get("Location", "").startswith("/sign-in/?next="):
                open_doors.append((name, answer.status_code))

    assert open_doors == []


def test_who_holds_every_post_next_door_finds_no_page_of_ours(secrets, other):
    client, before, seen = signed_in(everybody_at(other)), rows_of(secrets.school), []
    keys = {name: str(pk) for name, pk in keys_in(secrets).items()}
    for name, address in pages_of_things(secrets):
        if name == "people:bureau-parameter":
            continue  # of a bureau; walked as its officers below
        for answer in (client.get(address), client.post(address, keys | {"reason": "x", "why": "x"})):
            if answer.status_code not in NOT_FOUND or leaks(answer, address):
                seen.append((name, answer.status_code, leaks(answer, address)))

    assert seen == []
    assert rows_of(secrets.school) == before


@pytest.mark.parametrize("post", SCHOOL_POSTS)
def test_no_post_next_door_finds_a_page_of_ours(secrets, other, post):
    client = signed_in(a_holder(post, other))

    seen = [(name, status) for name, address in pages_of_things(secrets)
            if (status := client.get(address).status_code) not in NOT_THERE]  # fmt: skip

    assert seen == []


def test_an_officer_of_another_bureau_finds_nothing(secrets, other):
    client, before = signed_in(a_bureau_officer(other.bureau)), rows_of(secrets.school)
    seen = []
    for name, address in pages_of_things(secrets):
        for answer in (client.get(address), client.post(address, {"value": "1", "reason": "x", "valid_from": NOON})):
            if answer.status_code not in NOT_THERE or leaks(answer, address):
                seen.append((name, answer.status_code))
    for name, address in lists():
        if name not in EXPORTS and leaks(client.get(address), address):
            seen.append((name, "leaks"))

    assert seen == []
    assert rows_of(secrets.school) == before


def test_the_own_bureau_reads_but_changes_nothing(secrets, other):
    client, before = signed_in(a_bureau_officer(secrets.school.bureau)), rows_of(secrets.school)
    keys = {name: str(pk) for name, pk in keys_in(secrets).items()}
    done = []
    for name, address in pages_of_things(secrets):
        if name == "people:bureau-parameter":
            continue  # the bureau's own number, which is theirs to set
        answer = client.post(address, keys | {"reason": "检查", "why": "检查", "method": "x"})
        if answer.status_code not in {403, 404, 405, 409, 422}:
            done.append((name, answer.status_code))

    assert done == []
    assert rows_of(secrets.school) == before
    assert client.get(f"/store/lots/{secrets['lot']}/").status_code == 200


QUESTIONS = ("", f"?q={MARK}&text={MARK}&search={MARK}&code=L-{MARK}", "KEYS")


def test_the_walk_would_see_a_leak(secrets):
    """The same eyes, at home: everything is marked, on the screen, on paper, in a spreadsheet, over the API."""
    client, key = signed_in(secrets.user), key_of(secrets.user, secrets.school)
    pages = (
        "/store/",
        "/people/pupils/",
        "/kitchen/dishes/",
        "/imports/",
        f"/search/?q={MARK}",
        "/settings/spaces/",
        "/notices/",
        "/notices/posts/",
        "/notices/log/",
        "/dormitory/rolls/",
        "/dormitory/rooms/",
        "/whereabouts/",
        "/visitors/guests/",
        "/campus/equipment/",
        "/night-watch/routes/",
        "/room-life/",
    )
    ledgers = ("/ledgers/retained-samples.pdf", "/ledgers/retained-samples.xlsx")

    seen = {address: bool(leaks(client.get(address), address)) for address in (*pages, *ledgers)}

    assert seen == dict.fromkeys((*pages, *ledgers), True)
    assert leaks(client.get("/api/v1/store/lots", headers={"Authorization": f"Bearer {key}"}), "")


def test_lists_choices_and_exports_next_door_name_nothing_of_ours(secrets, other):
    client, before, found = signed_in(everybody_at(other)), rows_of(secrets.school), []
    keys = keys_in(secrets)
    asked = "&".join(f"{name}={pk}" for name, pk in keys.items())
    every = [(name, address) for name, address in lists() if not address.endswith("template.xlsx")]
    for name, address in every:
        for question in QUESTIONS[: 1 if address.endswith((".pdf", ".xlsx")) else None]:
            # One key at a time would take long; together they reach every page that reads one.
            query = f"?{asked}" if question == "KEYS" else question
            answer = client.get(address + query)
            if answer.status_code >= 500 or leaks(answer, address + query):
                found.append((name, question, answer.status_code, leaks(answer, address + query)))

    assert found == []
    assert {"search", "supply:stock", "kitchen:day", "documents:pdf", "people:pupils"} <= {name for name, _ in every}
    assert rows_of(secrets.school) == before


FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')


def test_forms_next_door_take_no_key_of_ours(secrets, other):
    """Every form of a list page is sent with our keys where it asks for one."""
    client, before, found = signed_in(everybody_at(other)), rows_of(secrets.school), []
    keys = keys_in(secrets)
    for name, address in lists():
        if name in EXPORTS:
            continue
        page = client.get(address)
        words = set(FIELD.findall(said(page))) if page.status_code == 200 else set()
        data = {word: str(keys.get(re.split(r"[-_]", word)[-1], keys.get(word, "1"))) for word in words}
        answer = client.post(address, data | {kind: str(pk) for kind, pk in keys.items() if kind not in data})
        if answer.status_code >= 500 or leaks(answer, address):
            found.append((name, answer.status_code, leaks(answer, address)))

    assert found == []
    assert rows_of(secrets.school) == before
    assert strays() == []
