"""The search for circles is put off during a large work, and goes on after it, also when the work failed."""

import gc

import pytest

from houqin.kernel.collecting import A_REQUEST_OF_OBJECTS, circles_later, settle


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


def test_what_a_server_loaded_is_not_looked_through_again():
    was, of = gc.get_threshold(), gc.get_freeze_count()
    try:
        settle()
        assert gc.get_freeze_count() > of
        assert gc.get_threshold()[0] == A_REQUEST_OF_OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*was)
