"""One school never sees another's: every address of the house and every operation of the API is walked.

A new address whose pk leads to something unknown here fails the walk until `COLLECTIONS` names what it is.
"""

import io
import re
import subprocess
import zipfile
from functools import cache

import pytest
from django.apps import apps
from django.db.models import F
from django.test import Client
from django.urls import URLPattern, get_resolver

from houqin.documents.ledgers import LEDGERS
from houqin.duties.declaring import DUTIES
from houqin.imports.importers import IMPORTERS
from houqin.kernel import clock
from houqin.tenancy.models import SchoolRow
from houqin.web.public import PUBLIC_VIEWS
from tests.api.conftest import key_of
from tests.builders import NOON, a_bureau, a_bureau_officer, a_holder, a_school
from tests.house.secrets import MARK, SCHOOL_POSTS, Secrets, everybody_at

#: What stands before a pk in an address, on pages and in the API → the kind of thing it is a key of.
COLLECTIONS = {
    "people/posts/": "holding", "people/staff/": "staff", "people/classes/": "school_class",
    "people/pupils/": "pupil", "people/keys/": "token", "people/absences/": "absence", "bureau/": "bureau",
    "duties/": "duty",
    "settings/spaces/": "space", "settings/calendar/term/": "term", "settings/calendar/day/": "calendar_day",
    "imports/runs/": "import_run", "files/": "attachment",
    "store/articles/": "article", "store/suppliers/": "supplier", "store/approvals/": "approval",
    "store/suspensions/": "suspension", "store/certificates/": "certificate", "store/orders/": "order",
    "store/order-lines/": "order_line", "store/deliveries/": "delivery", "store/lines/": "line",
    "store/papers/": "paper", "store/lots/": "lot", "store/movements/": "movement", "store/issues/": "issue",
    "store/counts/": "count", "store/checks/": "store_check",
    "food-safety/daily/": "daily", "food-safety/weekly/": "weekly", "food-safety/monthly/": "monthly",
    "notices/": "notice", "notices/channels/": "channel",
    "cases/incidents/": "incident", "cases/steps/": "incident_step", "cases/evidence/": "evidence",
    "cases/plans/": "contingency_plan", "cases/drills/": "drill",
    "kitchen/meals/": "meal", "kitchen/batches/": "batch", "kitchen/issues/": "issue",
    "kitchen/temperatures/": "temperature", "kitchen/tastings/": "tasting", "kitchen/samples/": "sample",
    "kitchen/leftovers/": "leftover", "kitchen/disinfections/": "disinfection",
    "kitchen/dishes/": "dish", "kitchen/menus/": "menu", "kitchen/menus/items/": "menu_item",
    "kitchen/trace/lots/": "lot", "kitchen/trace/batches/": "batch", "kitchen/trace/meals/": "meal",
    "kitchen/trace/samples/": "sample", "kitchen/trace/deliveries/": "delivery",
    "kitchen/trace/suppliers/": "supplier",
    "governance/rules/": "rule", "governance/versions/": "rule_version", "governance/policies/": "policy",
    "governance/plans/": "plan", "governance/milestones/": "milestone", "governance/groups/": "group",
    "governance/members/": "member", "governance/meetings/": "meeting", "governance/minutes/": "minutes",
    "governance/items/": "item",
    "store/suppliers/approvals/": "approval", "store/suppliers/suspensions/": "suspension",
    "store/suppliers/certificates/": "certificate", "store/delivery-lines/": "line",
    "cases/hazards/": "hazard", "cases/stops/": "stop", "checklists/": "school_list",
    "checklists/drafts/": "checklist", "checklists/runs/": "run",
    "dormitory/buildings/": "building", "dormitory/rolls/": "roll", "dormitory/searches/": "search",
    "dormitory/emergencies/": "emergency",
    "store/delivery-lines/papers/": "paper", "store/issues/movements/": "movement",
    "campus/equipment/": "equipment", "campus/equipment/checks/": "equipment_check", "campus/due/": "building",
    "campus/checks/buildings/": "building", "campus/checks/": "check_round", "equipment/": "equipment",
    "night-watch/roster/duties/": "night_duty", "night-watch/roster/swaps/": "night_swap",
    "night-watch/rounds/": "round", "night-watch/marks/": "mark", "night-watch/routes/": "route",
    "night-watch/handovers/": "handover",
    "whereabouts/pupils/": "pupil", "whereabouts/classes/": "school_class", "whereabouts/leaves/": "leave",
    "whereabouts/away/": "away", "whereabouts/illnesses/": "illness",
    "discipline/rounds/": "after_bell_round", "discipline/buildings/": "building", "discipline/talks/": "violation",
    "discipline/children/": "pupil", "discipline/lessons/": "lesson", "discipline/kept/": "envelope",
    "discipline/found/": "found_thing",
    "visitors/visits/": "visit", "visitors/no-entry/": "no_entry", "visitors/guests/": "guest_stay",
    "room-life/rooms/": "dorm_room", "room-life/floors/": "building", "room-life/inspections/": "inspection",
    "room-life/draws/": "room_draw", "room-life/turns/": "turn", "room-life/heads/": "room_head",
    "room-life/elections/": "election", "room-life/awards/": "room_award",
    "dormitory/rooms/": "dorm_room", "dormitory/beds/": "bed", "dormitory/spaces/": "space",
    "dormitory/pupils/": "pupil", "dormitory/moves/": "bed_move", "dormitory/charges/": "charge",
}  # fmt: skip

#: Names that the forms and bodies of the house give to keys → the kind of thing.
FIELDS = {
    "buyer": "user", "witness": "user", "person": "user", "head_teacher": "staff", "input": "lot", "pot": "batch",
    "within": "space", "place": "space", "handler": "user",
    "confirmed_by": "user",
    "room": "dorm_room",
    "like": "visit", "host_staff": "staff", "host_pupil": "pupil", "escort": "staff",
    "to_bed": "bed", "other": "pupil", "manager": "user",
}  # fmt: skip

#: An officer of the bureau who sees a hazard says so, like everybody else.
SAID_BY_ANYBODY = {"/api/v1/cases/hazards"}

EXPORTS = {"documents:pdf", "documents:xlsx", "imports:template"}

#: A pk here is answered without a lookup, or before it: the wrong method, or a post that may not.
NOT_FOUND, NOT_THERE = {404, 405}, {403, 404, 405}


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def bureau(db):
    return a_bureau()


@pytest.fixture
def secrets(bureau):
    return Secrets(bureau)


@pytest.fixture
def other(secrets):
    return a_school("邻校", bureau=a_bureau("邻县教育局"))


def addresses(patterns=None, namespace="", before=""):
    """(name, path with its converters) of every page; the API is walked by its own description."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner, path)
        elif not path.startswith("api/"):
            yield f"{namespace}{pattern.name}", path


def pages_of_things(secrets) -> list[tuple[str, str]]:
    """(name, address) of every page of one thing, for the things of the hidden school."""
    found = []
    for name, path in addresses():
        if "<int:pk>" in path:
            collection, rest = path.split("<int:pk>")
            assert collection in COLLECTIONS, f"{name}: which of tests/house/secrets is the pk of {path}?"
            found.append((name, f"/{collection}{secrets[COLLECTIONS[collection]]}{filled(rest)[0]}"))
    return found


def filled(path: str) -> list[str]:
    """A path without pk, its other parts filled in every way that leads somewhere."""
    for part, values in (
        ("<slug:school_code>/<path:code>", [f"{MARK}A/L-{MARK}"]),
        ("ledgers/<slug:code>", [f"ledgers/{code}" for code in LEDGERS]),
        ("imports/<str:code>", [f"imports/{code}" for code in IMPORTERS]),
        ("duties/rules/<str:code>", [f"duties/rules/{code}" for code in list(DUTIES)[:2]]),
        ("<slug:key>", ["retained_sample_grams"]),
        ("<str:post>", ["storekeeper"]),
        ("<slug:name>", ["hold"]),
        ("<int:place>", ["1"]),
        ("<str:kind>", ["wecom"]),
        ("<str:clause>", ["C-16"]),
        ("<str:night>", ["2026-03-11"]),
        ("<int:floor>", ["3"]),
    ):
        if part in path:
            return [path.replace(part, value) for value in values]
    assert "<" not in path, f"no example for {path}"
    return [path]


def lists() -> list[tuple[str, str]]:
    """(name, address) of every page that is not of one thing."""
    found = [(name, path) for name, path in addresses() if "<int:pk>" not in path and name not in PUBLIC_VIEWS]
    return [(name, f"/{one}") for name, path in found for one in filled(path)]


def signed_in(user) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def said(answer) -> str:
    """The words of an answer, also of paper and spreadsheets."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if "pdf" in kind:
        return subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())
    return body.decode(errors="replace") + answer.headers.get("Location", "") * (answer.status_code != 302)


def leaks(answer, asked: str) -> list[str]:
    """Marked words in an answer that were not in the question."""
    return [word for word in re.findall(rf"{MARK}\w*|\w*-{MARK}", said(answer)) if word not in asked]


def keys_in(secrets) -> dict[str, int]:
    """A key of the hidden school for every word by which a form or an address may ask for one."""
    keys = {kind: row.pk for kind, row in secrets.things.items()}
    keys |= {f"{kind}s": pk for kind, pk in keys.items()} | {f"{kind}_id": pk for kind, pk in keys.items()}
    return keys | {name: keys[kind] for name, kind in FIELDS.items()}


def rows_of(school) -> dict:
    """Everything that belongs to a school."""
    models = [model for model in apps.get_models() if issubclass(model, SchoolRow)]
    return {model._meta.label: list(model._base_manager.filter(school=school).order_by("pk").values())
            for model in models}  # fmt: skip


def strays() -> list[str]:
    """Rows of one school that point at a row of another."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, SchoolRow):
            continue
        for field in model._meta.fields:
            target = field.related_model
            if target is not None and issubclass(target, SchoolRow):
                wrong = model._base_manager.filter(**{f"{field.name}__isnull": False})
                wrong = wrong.exclude(school=F(f"{field.name}__school"))
                found += [f"{model._meta.label} {row.pk} {field.name}" for row in wrong]
    return found


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


@cache
def description() -> dict:
    from houqin.api.service import api  # slow import

    return api.get_openapi_schema()


def operations():
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def body_for(schema: dict, keys: dict, name: str = ""):
    """The smallest value that the description allows; where it asks for a key, one of the hidden school."""
    if "$ref" in schema:
        return body_for(description()["components"]["schemas"][schema["$ref"].split("/")[-1]], keys, name)
    if "anyOf" in schema:
        return body_for(schema["anyOf"][0], keys, name)
    kind = schema.get("type")
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object" and "properties" in schema:
        wanted = {one for one in schema["properties"] if one in schema.get("required", []) or one in keys}
        return {one: body_for(schema["properties"][one], keys, one) for one in sorted(wanted)}
    if kind == "object":
        return {}
    if kind == "array":
        return [body_for(schema["items"], keys, name)]
    if kind == "boolean":
        return True
    if kind == "integer":
        return keys.get(name, max(1, schema.get("minimum", 1)))
    if kind == "number":
        return 4
    return {"date": "2026-03-11", "date-time": NOON.isoformat()}.get(schema.get("format"), "2026-03-11")


def sent(client, method, path, operation, keys, key=""):
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    more = {"headers": {"Authorization": f"Bearer {key}"} if key else {}}
    if schema:
        more |= {"data": body_for(schema, keys), "content_type": "application/json"}
    return getattr(client, method)(path, **more)


def api_path(path: str, secrets) -> str:
    if "{pk}" in path:
        collection = path.removeprefix("/api/v1/").split("{pk}")[0]
        assert collection in COLLECTIONS, f"which of tests/house/secrets is the pk of {path}?"
        path = path.replace("{pk}", str(secrets[COLLECTIONS[collection]]))
    return path.replace("{on}", "2026-03-11").replace("{clause}", "C-16")


def test_the_api_is_walked_with_bodies_that_it_understands(secrets):
    """Else a 404 of the next test could be a 422 that never looked for the thing."""
    client, key = Client(), key_of(secrets.user, secrets.school)
    misunderstood = [
        (path, answer.content.decode()[:200])
        for method, path, operation in operations()
        if (answer := sent(client, method, api_path(path, secrets), operation, keys_in(secrets), key)).status_code
        in (401, 403, 422, 500)
        and "text" not in str(operation.get("parameters"))
    ]

    assert misunderstood == []


def test_the_api_lets_nobody_in_without_a_key(secrets):
    client = Client()

    open_doors = [
        path for method, path, operation in operations()
        if sent(client, method, api_path(path, secrets), operation, keys_in(secrets)).status_code != 401
    ]  # fmt: skip

    assert open_doors == []


def test_the_api_next_door_knows_nothing_of_ours(secrets, other):
    user = everybody_at(other)
    client, key, before, keys = Client(), key_of(user, other), rows_of(secrets.school), keys_in(secrets)
    found = []
    for method, path, operation in operations():
        answer = sent(client, method, api_path(path, secrets), operation, keys, key)
        wanted = {404} if "{pk}" in path else {200, 201, 404, 409, 422}
        if answer.status_code not in wanted or leaks(answer, ""):
            found.append((method, path, answer.status_code, leaks(answer, "")))
    for text in (MARK, f"L-{MARK}"):
        found += leaks(client.get(f"/api/v1/search?text={text}", headers={"Authorization": f"Bearer {key}"}), "")

    assert found == []
    assert rows_of(secrets.school) == before
    assert strays() == []


def test_the_api_lets_the_bureau_read_and_changes_nothing(secrets):
    officer = a_bureau_officer(secrets.school.bureau)
    client, key, before = Client(), key_of(officer, secrets.school), rows_of(secrets.school)
    done = [
        (method, path) for method, path, operation in operations()
        if method != "get" and path not in {"/api/v1/store/suggestions", *SAID_BY_ANYBODY}
        and sent(client, method, api_path(path, secrets), operation, keys_in(secrets), key).status_code < 400
    ]  # fmt: skip

    assert done == []
    assert rows_of(secrets.school) == before
