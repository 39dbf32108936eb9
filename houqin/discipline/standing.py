"""What keeps which clause of the plan here."""

from houqin.checklists.events import LIST_RUN
from houqin.discipline import events
from houqin.tenancy.events import TIME_SET, TIME_SET_FOR
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

WARDEN = Post.DORM_MANAGER

stands_behind("D-03", entries=(events.LESSON_HELD,), ledgers=("safety-lessons",), answers=WARDEN,
              view="discipline:lessons")  # fmt: skip
stands_behind("D-07", entries=(events.ROUND_MADE,), ledgers=("after-bell-rounds",), answers=WARDEN,
              view="discipline:rounds")  # fmt: skip
stands_behind("D-09", entries=(events.TALKED, events.LESSON_HELD), ledgers=("talks", "safety-lessons"),
              answers=WARDEN, view="discipline:talks")  # fmt: skip
stands_behind("D-10", entries=(TIME_SET, TIME_SET_FOR), ledgers=("after-bell-rounds",), answers=WARDEN,
              view="tenancy:timetable")  # fmt: skip
stands_behind("D-11", entries=(events.ROUND_MADE,), ledgers=("after-bell-rounds",), answers=WARDEN,
              view="discipline:rounds")  # fmt: skip
stands_behind("D-12", entries=(events.LESSON_HELD,), ledgers=("safety-lessons",), answers=WARDEN,
              view="discipline:lessons")  # fmt: skip
stands_behind("D-14", entries=(events.TAKEN_IN, events.SHELVED), ledgers=("safe-keeping", "lost-and-found"),
              answers=WARDEN, view="discipline:kept")  # fmt: skip
stands_behind("D-13", entries=(LIST_RUN,), ledgers=("checklists",), answers=WARDEN, view="checklists:lists")
