"""The pages as a person in office meets them: through the shell, in Chinese."""

import pytest

from houqin.documents.ledgers import LEDGERS, Column, Period, ledger
from houqin.tenancy.permissions import SEE_SETTINGS
from houqin.tenancy.posts import Post
from tests.builders import a_holder, a_person, a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def dishes():
    """A ledger that every post may see, over names that the test writes."""
    names = []
    columns = [Column("dish", "菜品", 30, align="start")]
    declare = ledger("test-dishes", form_number="HQ-台账-99", title="菜品登记表", permission=SEE_SETTINGS,
                     period=Period.MONTH, columns=columns)  # fmt: skip
    declare(lambda school, span: [{"dish": f"{name} {school.code}"} for name in names])
    yield names
    del LEDGERS["test-dishes"]


@pytest.fixture
def cook(client):
    school = a_school(code="HLH")
    client.force_login(a_holder(Post.COOK, school))
    return client


def test_the_index_leads_to_the_ledger(cook, dishes):
    page = cook.get("/ledgers/").content.decode()

    assert 'href="/ledgers/test-dishes/"' in page
    assert "HQ-台账-99" in page


def test_what_somebody_typed_is_escaped(cook, dishes):
    dishes.append("<script>alert(1)</script>")

    page = cook.get("/ledgers/test-dishes/?period=2026-11").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; HLH" in page
    assert "<script>alert" not in page
    assert " style=" not in page


def test_the_page_costs_the_same_queries_for_one_row_or_many(cook, dishes, django_assert_max_num_queries):
    cook.get("/ledgers/test-dishes/?period=2026-11")
    dishes.append("粥")
    with django_assert_max_num_queries(20) as one:
        cook.get("/ledgers/test-dishes/?period=2026-11")
    dishes += ["饭", "汤"]
    with django_assert_max_num_queries(20) as many:
        cook.get("/ledgers/test-dishes/?period=2026-11")

    assert len(many.captured_queries) == len(one.captured_queries)


def test_a_person_without_a_post_sees_no_ledger(client, dishes):
    a_school()
    client.force_login(a_person())

    assert client.get("/ledgers/test-dishes/").status_code == 403
    assert client.get("/ledgers/test-dishes.pdf").status_code == 403
