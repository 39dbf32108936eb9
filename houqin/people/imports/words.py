"""Words of choice that several lists share."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


#: How people tick a box on paper.
TICKS = {
    "√": "yes", "✓": "yes", "有": "yes", "Y": "yes", "1": "yes", "对": "yes",
    "×": "no", "无": "no", "没有": "no", "N": "no", "0": "no", "-": "no", "不是": "no",
}  # fmt: skip

SEPARATORS = re.compile(r"[,，、;；/|\s]+")
NOTHING = {"无", "没有", "否", "-", "—", "none", "no"}


def word_list(text: str | None) -> str:
    """“花生/牛奶；无” → 花生、牛奶: what counts as a word, each once."""
    words = [word for word in SEPARATORS.split(text or "") if word and word.casefold() not in NOTHING]
    return "、".join(dict.fromkeys(words))
