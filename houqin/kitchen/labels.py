"""What stands on a sample's box: which dish, which meal, how much, who took it, and from when it may go (RS-09)."""

from django.utils.translation import gettext as _

from houqin.documents.labels import Label, label_url
from houqin.kitchen.models import RetainedSample


def sample_label(sample: RetainedSample) -> Label:
    """`sample` has batch.dish, batch.meal, cabinet and taken_by loaded."""
    school = sample.school
    meal = sample.batch.meal
    hours = round((sample.keep_until - sample.taken_at).total_seconds() / 3600)
    place = f"{sample.cabinet.name} {sample.position or ''}".strip()
    return Label(
        code=sample.code,
        name=str(sample.batch),
        kind=_("sample"),
        strong=_("Not before {moment}").format(moment=f"{school.localtime(sample.keep_until):%m-%d %H:%M}"),
        lines=[
            _("{meal} {grams} g, {name}").format(meal=str(meal), grams=sample.grams, name=sample.taken_by.name),
            _("{place}, keep {hours} hours").format(place=place, hours=hours),
        ],
        url=label_url(school, sample.code),
        school=school.name,
    )
