"""One school never sees another's over the API: every operation of its own description is called."""

from functools import cache

from django.test import Client

from tests.api.conftest import key_of
from tests.builders import NOON, a_bureau_officer
from tests.house.address_book import COLLECTIONS
from tests.house.secrets import MARK, everybody_at
from tests.house.walking import keys_in, leaks, rows_of, strays

#: An officer of the bureau who sees a hazard says so, like everybody else.
SAID_BY_ANYBODY = {"/api/v1/cases/hazards"}


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
