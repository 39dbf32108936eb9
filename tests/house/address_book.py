"""The address book as a walker reads it: every page, what the key in its address leads to, and how the rest is filled.

A new address whose pk leads to something unknown here fails the walk until `COLLECTIONS` names what it is; a new word
by which forms ask for a key stands in `FIELDS`.
"""

from django.urls import URLPattern, get_resolver

from houqin.documents.ledgers import LEDGERS
from houqin.duties.declaring import DUTIES
from houqin.imports.importers import IMPORTERS
from houqin.web.public import PUBLIC_VIEWS
from tests.house.secrets import MARK

#: What stands before a pk in an address, on pages and in the API → the kind of thing it is a key of. By app, in order.
COLLECTIONS = {
    "bureau/": "bureau",
    "campus/checks/": "check_round", "campus/checks/buildings/": "building", "campus/due/": "building",
    "campus/equipment/": "equipment", "campus/equipment/checks/": "equipment_check",
    "cases/drills/": "drill", "cases/evidence/": "evidence", "cases/hazards/": "hazard",
    "cases/incidents/": "incident", "cases/plans/": "contingency_plan", "cases/steps/": "incident_step",
    "cases/stops/": "stop",
    "checklists/": "school_list", "checklists/drafts/": "checklist", "checklists/runs/": "run",
    "discipline/buildings/": "building", "discipline/children/": "pupil", "discipline/found/": "found_thing",
    "discipline/kept/": "envelope", "discipline/lessons/": "lesson", "discipline/rounds/": "after_bell_round",
    "discipline/talks/": "violation",
    "dormitory/beds/": "bed", "dormitory/buildings/": "building", "dormitory/charges/": "charge",
    "dormitory/emergencies/": "emergency", "dormitory/moves/": "bed_move", "dormitory/pupils/": "pupil",
    "dormitory/rolls/": "roll", "dormitory/rooms/": "dorm_room", "dormitory/searches/": "search",
    "dormitory/spaces/": "space",
    "duties/": "duty",
    "equipment/": "equipment",
    "files/": "attachment",
    "food-safety/daily/": "daily", "food-safety/monthly/": "monthly", "food-safety/weekly/": "weekly",
    "governance/groups/": "group", "governance/items/": "item", "governance/meetings/": "meeting",
    "governance/members/": "member", "governance/milestones/": "milestone", "governance/minutes/": "minutes",
    "governance/plans/": "plan", "governance/policies/": "policy", "governance/rules/": "rule",
    "governance/versions/": "rule_version",
    "imports/runs/": "import_run",
    "kitchen/batches/": "batch", "kitchen/dishes/": "dish", "kitchen/disinfections/": "disinfection",
    "kitchen/issues/": "issue", "kitchen/leftovers/": "leftover", "kitchen/meals/": "meal", "kitchen/menus/": "menu",
    "kitchen/menus/items/": "menu_item", "kitchen/samples/": "sample", "kitchen/tastings/": "tasting",
    "kitchen/temperatures/": "temperature", "kitchen/trace/batches/": "batch",
    "kitchen/trace/deliveries/": "delivery", "kitchen/trace/lots/": "lot", "kitchen/trace/meals/": "meal",
    "kitchen/trace/samples/": "sample", "kitchen/trace/suppliers/": "supplier",
    "night-watch/handovers/": "handover", "night-watch/marks/": "mark", "night-watch/roster/duties/": "night_duty",
    "night-watch/roster/swaps/": "night_swap", "night-watch/rounds/": "round", "night-watch/routes/": "route",
    "notices/": "notice", "notices/channels/": "channel",
    "people/absences/": "absence", "people/classes/": "school_class", "people/keys/": "token",
    "people/posts/": "holding", "people/pupils/": "pupil", "people/staff/": "staff",
    "room-life/awards/": "room_award", "room-life/draws/": "room_draw", "room-life/elections/": "election",
    "room-life/floors/": "building", "room-life/heads/": "room_head", "room-life/heads/elections/": "election",
    "room-life/inspections/": "inspection", "room-life/rooms/": "dorm_room", "room-life/turns/": "turn",
    "settings/calendar/day/": "calendar_day", "settings/calendar/term/": "term", "settings/spaces/": "space",
    "store/approvals/": "approval", "store/articles/": "article", "store/certificates/": "certificate",
    "store/checks/": "store_check", "store/counts/": "count", "store/deliveries/": "delivery",
    "store/delivery-lines/": "line", "store/delivery-lines/papers/": "paper", "store/issues/": "issue",
    "store/issues/movements/": "movement", "store/lines/": "line", "store/lots/": "lot",
    "store/movements/": "movement", "store/order-lines/": "order_line", "store/orders/": "order",
    "store/papers/": "paper", "store/suppliers/": "supplier", "store/suppliers/approvals/": "approval",
    "store/suppliers/certificates/": "certificate", "store/suppliers/suspensions/": "suspension",
    "store/suspensions/": "suspension",
    "visitors/guests/": "guest_stay", "visitors/no-entry/": "no_entry", "visitors/visits/": "visit",
    "whereabouts/away/": "away", "whereabouts/classes/": "school_class", "whereabouts/illnesses/": "illness",
    "whereabouts/leaves/": "leave", "whereabouts/pupils/": "pupil",
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
