"""The API attacked from its own description: whatever is sent, it answers as it says, and never breaks."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.whole import insist_on_whole_bodies
from tests.api.conftest import key_of
from tests.builders import a_bureau
from tests.house.address_book import COLLECTIONS
from tests.house.secrets import Secrets

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(
    max_examples=3, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def _the_connection_stays(db):
    """A request that ends gives its connection back, and with it the transaction of this test, as PostgreSQL knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_the_connection_stays")
def test_every_operation_answers_as_described():
    secrets = Secrets(a_bureau())
    headers = {"Authorization": f"Bearer {key_of(secrets.user, secrets.school)}"}
    # As config.wsgi has it, but for `in_turn`, which hands the connection on and this test's transaction with it.
    application = insist_on_whole_bodies(get_wsgi_application())
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    found = [one.ok() for one in description.get_all_operations()]
    failed = [failure for operation in found if (failure := attacked(operation, secrets, headers))]

    assert failed == []
    assert len(found) > 100


def attacked(operation, secrets, headers) -> str:
    """What went wrong with an operation; empty when all was well."""
    kind = COLLECTIONS.get(operation.path.removeprefix("/api/v1/").split("{pk}")[0])

    @FEW
    @given(case=operation.as_strategy())
    def attack(case):
        if kind and "pk" in case.path_parameters:
            case.path_parameters["pk"] = secrets[kind]
        case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        attack()
    except (Failure, FailureGroup) as failure:
        return f"{operation.label}: {failure} {getattr(failure, 'exceptions', '')}"
    return ""
