"""Files handed to a browser, named in Chinese."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Signs that Windows will not have in a file name, and control signs.
UNWELCOME = {ord(sign): "-" for sign in '\\/:*?"<>|'} | dict.fromkeys(range(32))


def pdf_response(content: bytes, filename: str, *, save: bool = False) -> HttpResponse:
    """A PDF that the browser shows, ready to print, or keeps when `save`."""
    return _file(content, "application/pdf", filename, save)


def xlsx_response(content: bytes, filename: str) -> HttpResponse:
    return _file(content, XLSX, filename, save=True)


def csv_response(content: bytes, filename: str) -> HttpResponse:
    return _file(content, "text/csv; charset=utf-8", filename, save=True)


def _file(content: bytes, kind: str, filename: str, save: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    # RFC 5987 (filename*=utf-8''…) for names beyond ASCII; Django writes it.
    response["Content-Disposition"] = content_disposition_header(save, filename.translate(UNWELCOME))
    response["Cache-Control"] = "private, no-store"
    return response
