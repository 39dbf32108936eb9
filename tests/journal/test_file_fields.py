"""Fields for photos: several at once, each with what the phone said of its original."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from houqin.journal.file_fields import PhotoField, PhotosField


class Form(forms.Form):
    photos = PhotosField(label="照片")
    paper = PhotoField(label="证")


def sent(said="", **uploads):
    return Form(QueryDict(said), MultiValueDict(uploads))


def files(*contents):
    return [SimpleUploadedFile(f"{number}.jpg", content) for number, content in enumerate(contents)]


def cleaned(form):
    assert form.is_valid(), form.errors
    return [(one.name, getattr(one, "original_digest", None)) for one in form.cleaned_data["photos"]]


def test_each_photo_keeps_its_place_and_its_original():
    form = sent("photos_original=aa&photos_original=&paper_original=cc", photos=files(b"1", b"2"), paper=files(b"3"))

    assert cleaned(form) == [("0.jpg", "aa"), ("1.jpg", "")]
    assert form.cleaned_data["paper"].original_digest == "cc"


@pytest.mark.parametrize("said", ["", "photos_original=aa"])
def test_without_a_script_or_with_half_of_it_nothing_is_said_of_originals(said):
    assert cleaned(sent(said, photos=files(b"1", b"2"))) == [("0.jpg", None), ("1.jpg", None)]


def test_the_same_photo_chosen_twice_counts_once():
    assert cleaned(sent(photos=files(b"1", b"1", b"2"))) == [("0.jpg", None), ("2.jpg", None)]


def test_nothing_chosen_is_an_empty_list():
    assert cleaned(sent()) == []
    assert sent(photos=[]).is_valid()


def test_ten_photos_are_too_many():
    assert list(sent(photos=files(*map(str.encode, "0123456789"))).errors) == ["photos"]
