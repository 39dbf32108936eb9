"""What happens at the edge before any page: who, which school, which zone, which language."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from config.urls import handler500 as broken
from config.urls import urlpatterns as product_urls
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refusal, Refused
from houqin.people.permissions import APPOINT


def seen(request):
    return HttpResponse(f"{request.school.code} {timezone.get_current_timezone_name()} {request.now.tzinfo}")


def long(request):
    return HttpResponse("一页 " * 400, content_type=request.GET["kind"])


def refusing(request):
    raise Refused(
        [Refusal(KernelReason.NOT_POSITIVE, gate="GT-04"), Refusal(KernelReason.OTHER_SCHOOL, {"what": "L1"})]
    )


def anothers(request):
    raise NotYours(APPOINT)


def breaking(request):
    raise RuntimeError("secret words")


handler500 = broken
urlpatterns = [
    *product_urls,
    path("probe/seen/", seen),
    path("probe/long/", long),
    path("probe/refusing/", refusing),
    path("probe/anothers/", anothers),
    path("probe/breaking/", breaking),
]

pytestmark = pytest.mark.urls("tests.web.test_edge")


def test_a_stranger_is_sent_to_sign_in_and_back(client, db):
    answer = client.get("/probe/seen/?a=1")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/probe/seen/%3Fa%3D1")


def test_the_school_of_the_post_and_its_zone_are_active(as_, keeper):
    assert as_(keeper).get("/probe/seen/").content == b"HLH Asia/Urumqi UTC"


def test_the_zone_does_not_leak_to_the_next_request(as_, keeper):
    before = timezone.get_current_timezone_name()

    as_(keeper).get("/probe/seen/")

    assert timezone.get_current_timezone_name() == before


def test_a_page_may_use_the_camera_and_nothing_else_of_the_device(as_, keeper):
    said = as_(keeper).get("/probe/seen/")["Permissions-Policy"]

    assert {"camera=(self)", "microphone=()", "geolocation=()"} <= set(said.split(", "))


def test_who_sees_several_schools_works_in_the_chosen_one(as_, officer, other_school):
    client = as_(officer)

    answer = client.post("/school/", {"school": other_school.pk})

    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.get("/probe/seen/").content == b"SZP Asia/Shanghai UTC"


def test_a_school_of_others_cannot_be_chosen(as_, keeper, other_school):
    client = as_(keeper)

    assert client.post("/school/", {"school": other_school.pk}).status_code == 404
    assert client.get("/probe/seen/").content == b"HLH Asia/Urumqi UTC"


@pytest.mark.parametrize("nonsense", ["", "x", "９", "1" * 40, "-1"])
def test_a_nonsense_school_is_not_found(as_, keeper, nonsense):
    assert as_(keeper).post("/school/", {"school": nonsense}).status_code == 404


def test_without_a_post_only_me_opens(as_, idle):
    client = as_(idle)

    assert client.get("/").status_code == 403
    assert "您今天没有任职。" in client.get("/").content.decode()
    assert client.get("/me/").status_code == 200


def test_a_refusal_lists_every_reason(as_, keeper):
    answer = as_(keeper).get("/probe/refusing/", headers={"referer": "http://testserver/scan/"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert page.count("<li><span>") == 2
    assert "GT-04" in page
    assert 'href="http://testserver/scan/"' in page


def test_htmx_gets_the_refusals_alone(as_, keeper):
    answer = as_(keeper).get("/probe/refusing/", headers={"hx-request": "true"})

    assert answer.status_code == 409
    assert answer.content.decode().startswith('<div class="refusals"')


def test_the_way_back_never_leads_elsewhere(as_, keeper):
    page = as_(keeper).get("/probe/refusing/", headers={"referer": "https://elsewhere.example/"})

    assert "elsewhere" not in page.content.decode()


def test_what_is_not_yours_names_the_posts_that_may(as_, keeper):
    answer = as_(keeper).get("/probe/anothers/", headers={"accept-language": "en"})
    posts = answer.context["posts"]

    assert answer.status_code == 403
    assert len(posts) == len(APPOINT.posts) == 2
    assert all(post in answer.content.decode() for post in posts)


def test_a_broken_page_gives_a_code_and_no_stack(as_, keeper):
    answer = as_(keeper).get("/probe/breaking/")

    assert answer.status_code == 500
    assert b"secret words" not in answer.content


def test_an_unknown_page_is_404_in_words(as_, keeper):
    answer = as_(keeper).get("/probe/nothing/")

    assert answer.status_code == 404
    assert "没有这一页，或不归您这所学校。" in answer.content.decode()


def test_chinese_comes_first_whatever_the_browser_prefers(client, db):
    page = client.get("/sign-in/", headers={"accept-language": "en-US,en"}).content.decode()

    assert '<html lang="zh-Hans"' in page


def test_a_chosen_language_stays(client, db):
    client.post("/i18n/setlang/", {"language": "en", "next": "/sign-in/"})

    assert '<html lang="en"' in client.get("/sign-in/").content.decode()


def test_a_chosen_theme_stays(client, db):
    answer = client.post("/theme/", {"theme": "dark", "next": "/sign-in/"})

    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")
    assert 'data-bs-theme="dark"' in client.get("/sign-in/").content.decode()


def test_an_unknown_theme_changes_nothing_and_leads_nowhere_else(client, db):
    answer = client.post("/theme/", {"theme": '"><script>', "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"
    assert 'data-bs-theme="light"' in client.get("/sign-in/").content.decode()


def test_a_form_without_its_token_is_refused_in_words(keeper):
    client = Client(enforce_csrf_checks=True)
    client.force_login(keeper)

    answer = client.post("/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "没有保存：这一页打开得太久了。" in answer.content.decode()


@pytest.mark.parametrize(("kind", "coding"), [("text/html; charset=utf-8", "gzip"), ("application/pdf", None)])
def test_pages_are_compressed_and_files_are_not(as_, keeper, kind, coding):
    answer = as_(keeper).get("/probe/long/", {"kind": kind}, headers={"accept-encoding": "gzip, br"})

    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, coding)
