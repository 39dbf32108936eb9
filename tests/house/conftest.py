"""The hidden school, and another one that must not see it. Both at noon."""

import pytest

from houqin.kernel import clock
from tests.builders import NOON, a_bureau, a_school
from tests.house.secrets import Secrets


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def bureau(db):
    return a_bureau()


@pytest.fixture
def secrets(bureau, at_noon):
    return Secrets(bureau)


@pytest.fixture
def other(secrets):
    return a_school("邻校", bureau=a_bureau("邻县教育局"))
