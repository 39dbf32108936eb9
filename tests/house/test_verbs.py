"""Every verb reads like every other, and holds all of its change or none of it."""

import importlib
import inspect
import pkgutil

import pytest

import houqin

APPS = [app.name for app in pkgutil.iter_modules(houqin.__path__) if app.ispkg]


def verbs():
    """Public functions of every app's actions that take `actor` and `at`."""
    for app in APPS:
        if importlib.util.find_spec(f"houqin.{app}.actions") is None:
            continue
        module = importlib.import_module(f"houqin.{app}.actions")
        for name, function in vars(module).items():
            ours = getattr(function, "__module__", "").startswith(module.__name__) and not name.startswith("_")
            if ours and inspect.isfunction(function) and {"actor", "at"} <= set(inspect.signature(function).parameters):
                yield pytest.param(function, id=f"{app}.{name}")


#: Reads a stranger's file in a process of its own first; its one write is a transaction.
READS_FIRST = {"check_import"}


@pytest.mark.parametrize("verb", list(verbs()))
def test_a_verb_is_one_transaction(verb):
    """Outside one, `lock` holds nothing and a failure in the middle leaves half."""
    assert hasattr(verb, "__wrapped__") is (verb.__name__ not in READS_FIRST)


@pytest.mark.parametrize("verb", list(verbs()))
def test_a_verb_is_called_by_names_only(verb):
    positional = [
        name
        for name, parameter in inspect.signature(verb).parameters.items()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]

    assert positional == [] or (verb.__name__ == "record" and positional == ["kind", "subject"])


@pytest.mark.parametrize("verb", list(verbs()))
def test_a_verb_says_what_it_does(verb):
    assert inspect.getdoc(verb)
