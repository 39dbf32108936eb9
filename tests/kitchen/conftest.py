"""Things of the kitchen."""

import pytest

from tests.kitchen.scene import Canteen


@pytest.fixture
def canteen(db):
    return Canteen()
