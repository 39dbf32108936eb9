"""The edge: what time it is, who asks, for which school, and how the house answers when it says no."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from houqin.kernel import clock
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy import second_wall
from houqin.web import outbox, refusing
from houqin.web.public import is_public

#: What a person without any post today may still open.
WITHOUT_A_SCHOOL = ("web:me", "account_change_password")


#: What a page may use of the device: the camera for photos and codes, and nothing else.
OF_THE_DEVICE = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), midi=()"


def at_the_edge(get_response):
    """Reads the clock once, finds the school, shuts every door that is not listed as public."""

    def edge(request):
        request.now = clock.now()
        request.school = request.arrival = None
        response = _answer(request)
        response["Permissions-Policy"] = OF_THE_DEVICE
        return response

    def _answer(request):
        request.schools = ()
        if request.user.is_authenticated:
            request.schools = request.user.schools_at(request.now)
            request.school = _chosen(request)
        if request.schools or not _asks_no_database(request):
            second_wall.narrow_to(school.pk for school in request.schools)
        if outbox.is_from_outbox(request):
            request.arrival = outbox.arrival_of(request)
            request.school = outbox.chosen_school(request, request.schools)
        _speak(request)
        if request.school is None:
            return _signed(request, _worded(request))
        with timezone.override(request.school.zone):
            return _signed(request, _worded(request))

    def _worded(request):
        """For an outbox the answer is said anew: in the school's own time, as the page says it."""
        response = get_response(request)
        return outbox.answer(request, response) if outbox.is_from_outbox(request) else response

    edge.process_view = _ask_who
    edge.process_exception = _say_no
    return edge


def _asks_no_database(request) -> bool:
    try:
        return getattr(resolve(request.path_info).func, "asks_no_database", False)
    except Resolver404:
        return False


def _signed(request, response):
    """Whose page this is: a browser that keeps pages for the hours without signal keeps none of another person."""
    if request.user.is_authenticated:
        response["Houqin-Person"] = request.user.pk
    return response


def _chosen(request):
    """The school a person works in now: the one chosen in this session, else the first."""
    chosen = request.session.get("school")
    first = next(iter(request.schools), None)
    return next((school for school in request.schools if school.pk == chosen), first)


def _speak(request):
    """Chinese first: only a choice changes the language, never the language of the browser on a school PC."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
    request.LANGUAGE_CODE = translation.get_language()


def _ask_who(request, view, args, kwargs):
    name = request.resolver_match.view_name
    if is_public(name, view):
        return None
    if outbox.is_from_outbox(request) and (turned_away := outbox.turned_away(request)):
        return turned_away
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.school is None and name not in WITHOUT_A_SCHOOL:
        return outbox.no_post() if outbox.is_from_outbox(request) else refusing.no_post(request)
    return None


def _say_no(request, exception):
    if isinstance(exception, Refused) and outbox.is_from_outbox(request):
        return outbox.refused(request, exception)
    if isinstance(exception, NotYours) and outbox.is_from_outbox(request):
        return outbox.not_yours(exception)
    if isinstance(exception, Refused):
        return refusing.refused(request, exception)
    if isinstance(exception, NotYours):
        return refusing.not_yours(request, exception)
    return None
