"""Pages over the wire: a third of the weight for a phone on a school's own network."""

from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """Compresses pages alone. Styles and scripts are compressed once when they are collected, photos, PDF and XLSX
    by their formats; the API's callers measure us by the millisecond.

    A page repeats what was asked (`?q=`) next to secrets, which is what BREACH listens for. Those secrets differ in
    every answer: Django masks the CSRF token anew, an entry key is drawn for each form, and the middleware adds up to
    100 random bytes to each answer.
    """

    def process_response(self, request, response):
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
