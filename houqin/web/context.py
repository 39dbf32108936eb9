"""What the shell of every page shows. One query of its own, the unread notices, and only for a whole page."""

from django.urls import reverse
from django.utils import translation

from houqin.web import navigation

THEMES = ("light", "dark")


def shell(request) -> dict:
    """Context processor: language, theme, who, which school, where to."""
    theme = request.COOKIES.get("theme", "")
    context = {
        "lang": "en" if translation.get_language() == "en" else "zh-Hans",
        "theme": theme if theme in THEMES else "light",
        "here": request.get_full_path() if request.method in {"GET", "HEAD"} else "/",
        "now": getattr(request, "now", None),
        "me": None,
        "school": getattr(request, "school", None),
    }
    if "Houqin-Keep" in request.headers:
        # A phone fetches this page to keep it: what was said to the person waits until they look themselves.
        context["messages"] = ()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    places = navigation.places_for(request) if context["school"] else []
    posts = user.posts_in(context["school"], request.now) if places else frozenset()
    return context | {
        "me": user,
        "schools": getattr(request, "schools", ()),
        "nav": navigation.in_sections(places, posts),
        "tabs": navigation.tabs(places, posts),
        "bell": navigation.bell(places),
        "search_url": reverse("search"),
        "me_url": reverse("web:me"),
        "password_url": reverse("account_change_password"),
    }
