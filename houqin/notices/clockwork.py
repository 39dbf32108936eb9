"""What the house does by itself: word goes out."""

from datetime import datetime

from houqin.kernel.clockwork import clockwork
from houqin.notices import sending


@clockwork("notices.send", seconds=3)
def send_what_waits(*, at: datetime) -> int:
    """Talks to the network: a pass may take ten seconds when the other side is silent."""
    return sending.send_what_waits(at=at)
