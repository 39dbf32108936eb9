"""What is kept of an identity document: how it ends, and a digest that recognises the same person (PD-05).

The digest is keyed by the house's secret and by the school: it cannot be guessed back from numbers, nor compared
between schools. The number itself is written nowhere.
"""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac

#: A shorter number would be kept whole by its last four signs.
LEAST_SIGNS = 6


@dataclass(frozen=True)
class Identity:
    """`ending` is the last four signs, `digest` the keyed digest; both empty when nothing was shown."""

    kind: str
    ending: str = ""
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.digest)


def plain_number(number: str) -> str:
    """As people copy it, without spaces and dashes, letters large."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def identity_of(school, kind: str, number: str) -> Identity:
    """What is kept of this number; nothing when it is too short to be one."""
    plain = plain_number(number)
    if len(plain) < LEAST_SIGNS:
        return Identity(kind)
    said = f"{school.pk}:{kind}:{plain}"
    digest = salted_hmac("houqin.visitors.identity", said, algorithm="sha256").hexdigest()
    return Identity(kind, plain[-4:], digest)
