"""What of the clock keeps a clause of the plan: routine that comes by the calendar, and the word that goes out."""

from houqin.duties import events
from houqin.tenancy.standing import stands_behind

stands_behind("S-09", entries=(events.LATE, events.MISSED, events.EXCUSED), view="duties:rules")
stands_behind("C-33", entries=(events.TOLD,), view="duties:rules")
