"""Pages that need no sign-in: marked by the decorator and listed here. Both, or the door stays shut."""

#: Pages of other people's code that cannot carry our decorator.
OF_OTHERS = ("account_login", "account_logout", "set_language")

#: Every public page, by its name in the address book. A test reads this tuple; keep it short.
PUBLIC_VIEWS = (
    *OF_OTHERS,
    "web:healthz",
    "web:theme",
    "web:manifest",
    "web:worker",
    "web:without-network",
    "web:outbox-state",
    "whereabouts:guardian",
)


def public(view):
    """Mark a view of ours as open to people who have not signed in. It must also stand in PUBLIC_VIEWS."""
    view.is_public = True
    return view


def without_database(view):
    """Mark a public view that answers while the database is away: nothing is asked of it before the view is called."""
    view.asks_no_database = True
    return view


def is_public(name: str, view) -> bool:
    return name in PUBLIC_VIEWS and (name in OF_OTHERS or getattr(view, "is_public", False))
