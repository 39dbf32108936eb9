"""The search for circles is put off during a large work, and goes on after it, also when the work failed."""

import gc

import pytest

from houqin.kernel.collecting import circles_later


def test_it_is_off_inside_and_on_again_outside():
    with circles_later():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_a_failure():
    with pytest.raises(ZeroDivisionError), circles_later():
        _ = 1 / 0
    assert gc.isenabled()


def test_a_work_inside_a_work_leaves_it_to_the_outer_one():
    @circles_later()
    def inner():
        return gc.isenabled()

    with circles_later():
        assert inner() is False
        assert not gc.isenabled()
    assert gc.isenabled()
