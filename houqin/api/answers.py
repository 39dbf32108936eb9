"""How the API says no: the same reasons as the pages, with stable names."""

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils import translation
from ninja.errors import AuthenticationError, HttpError, ValidationError

from houqin.kernel.faults import coded
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused


def teach(api) -> None:
    """Give the API its ways to say no."""

    @api.exception_handler(Refused)
    def refused(request, error):
        return api.create_response(request, {"refusals": [one.as_data() for one in error.refusals]}, status=409)

    @api.exception_handler(NotYours)
    def not_yours(request, error):
        body = {"reason": "not_permitted", "detail": str(error.permission.title), "needs": error.permission.code}
        return api.create_response(request, body, status=403)

    @api.exception_handler(Http404)
    def not_found(request, error):
        detail = translation.gettext("There is no such thing, or it is not your school's.")
        return api.create_response(request, {"reason": "not_found", "detail": detail}, status=404)

    @api.exception_handler(AuthenticationError)
    def who(request, error):
        detail = translation.gettext("Send a valid token.")
        return api.create_response(request, {"reason": "no_token", "detail": detail}, status=401)

    @api.exception_handler(ValidationError)
    def malformed(request, error):
        return api.create_response(request, {"reason": "malformed", "errors": error.errors}, status=422)

    @api.exception_handler(HttpError)
    def unreadable(request, error):
        detail = translation.gettext("This cannot be read. Send JSON as the description says.")
        return api.create_response(request, {"reason": "malformed", "detail": detail}, status=error.status_code)

    @api.exception_handler(RequestDataTooBig)
    def too_big(request, error):
        detail = translation.gettext("This is more than one request may hold. Send it in parts.")
        return api.create_response(request, {"reason": "too_big", "detail": detail}, status=413)

    @api.exception_handler(Exception)
    def broken(request, error):
        """A code to read out over the phone, found again in the log, as the pages have it."""
        got_request_exception.send(sender=None, request=request)
        detail = translation.gettext("Something broke here. It is not your doing.")
        body = {"reason": "broken", "detail": detail, "code": coded(request, error)}
        return api.create_response(request, body, status=500)
