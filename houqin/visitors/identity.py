"""What is kept of an identity document: how it ends, and a digest that recognises the same person (PD-05).

The digest is keyed by the house's secret and by the school: it cannot be guessed back from numbers, nor compared
between schools. The number itself is written nowhere.

In China a driving licence bears the number of the identity card, and so do a social security card and a page of the
household register. A number of that form names the person, whichever paper it is read from.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.crypto import salted_hmac

from houqin.visitors.models import DocumentKind

#: GB 11643: place, day of birth, order and check sign.
IDENTITY_NUMBER = re.compile(r"[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]")
#: By the first an identity number is kept.
PAPERS = (DocumentKind.IDENTITY_CARD, *(kind for kind in DocumentKind if kind != DocumentKind.IDENTITY_CARD))
#: A shorter number would be kept whole by its last four signs.
LEAST_SIGNS = 6


@dataclass(frozen=True)
class Identity:
    """`ending` is the last four signs, `digest` the keyed digest; both empty when nothing was shown.

    `earlier` are digests under which the same number may stand in rows from when each kind of paper had its own.
    """

    kind: str
    ending: str = ""
    digest: str = ""
    earlier: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.digest)

    @property
    def digests(self) -> tuple[str, ...]:
        """What to look for to find this person; empty when nothing was shown."""
        return (self.digest, *self.earlier) if self.digest else ()


def plain_number(number: str) -> str:
    """As people copy it, without spaces and dashes, letters large, wide signs of a Chinese keyboard as plain ones."""
    return "".join(sign for sign in normalize("NFKC", number).upper() if sign.isalnum())


def identity_of(school, kind: str, number: str) -> Identity:
    """What is kept of this number; nothing when it is too short to be one."""
    plain = plain_number(number)
    if len(plain) < LEAST_SIGNS:
        return Identity(kind)
    if IDENTITY_NUMBER.fullmatch(plain):
        digest, *earlier = (_digest(school, paper, plain) for paper in PAPERS)
        return Identity(kind, plain[-4:], digest, tuple(earlier))
    return Identity(kind, plain[-4:], _digest(school, kind, plain))


def kept_of(row) -> Identity:
    """What a pass or a stay kept of the document that was shown."""
    return Identity(row.document_kind, row.document_ending, row.document_digest)


def _digest(school, kind: str, plain: str) -> str:
    said = f"{school.pk}:{kind}:{plain}"
    return salted_hmac("houqin.visitors.identity", said, algorithm="sha256").hexdigest()
