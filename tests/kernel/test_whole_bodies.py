"""A form cut in the middle must not be read as one that ends there."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError

from config.whole import CutOff, WholeBody, insist_on_whole_bodies

FORM = (
    b'--edge\r\nContent-Disposition: form-data; name="what"\r\n\r\nfloor\r\n'
    b'--edge\r\nContent-Disposition: form-data; name="note"\r\n\r\nwet\r\n--edge--\r\n'
)


def posted(body, length):
    """What Django reads of a form of this length, of which only `body` came."""
    asked = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=edge",
        "CONTENT_LENGTH": str(length),
        "wsgi.input": io.BytesIO(body),
    }
    return insist_on_whole_bodies(lambda environ, _start: WSGIRequest(environ).POST.dict())(asked, None)


def test_a_whole_form_is_read():
    assert posted(FORM, len(FORM)) == {"what": "floor", "note": "wet"}


@pytest.mark.parametrize("came", [0, 30, 70, len(FORM) - 12, len(FORM) - 1])
def test_a_form_cut_anywhere_cannot_be_read(came):
    with pytest.raises(UnreadablePostError):
        posted(FORM[:came], len(FORM))


@pytest.mark.parametrize("read", [WholeBody.read, WholeBody.readline, lambda body: body.read(64)])
def test_reading_on_after_an_end_that_came_too_early_fails(read):
    body = WholeBody(io.BytesIO(b"half"), 8)
    body.read(4)

    with pytest.raises(CutOff):
        read(body)


def test_a_body_read_in_pieces_is_whole():
    body = WholeBody(io.BytesIO(b"in pieces"), 9)

    assert [body.read(4), body.readline(5), body.read(0), body.read(9)] == [b"in p", b"ieces", b"", b""]
