"""The machine's edge: what stands around every answer of the API."""

from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from houqin.api.door import ROOT, answer
from houqin.kernel import clock

#: An answer is data. Should a browser be brought to open one, it loads nothing and is shown in nobody's frame.
HEADERS = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options": "DENY"}


def before_the_pages(get_response):
    """Middleware that answers what is sent to the API, in the caller's language, and hands on everything else.

    It stands before sessions, forms and all else that only pages need: a tenth of a warden's roll. Nothing here trusts
    a cookie, so nothing has to be forged: every operation asks for a token.
    """

    def edge(request):
        if not request.path_info.startswith(ROOT):
            return get_response(request)
        request.get_host()  # raises DisallowedHost, as for pages
        request.now = clock.now()
        language = translation.get_language_from_request(request)
        with timezone.override(None), translation.override(language):
            response = answer(request, request.path_info.removeprefix(ROOT))
        for name, value in (HEADERS | {"Content-Language": language}).items():
            response.headers[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return edge
