"""How long people have. House rules: the plan names no days."""

from datetime import time, timedelta

#: By then of its last day a thing must be done.
END_OF_DAY = time(18, 0)
#: Minutes want their signature within this, and done work somebody who looks at it.
SIGN_WITHIN, LOOK_WITHIN = timedelta(days=3), timedelta(days=7)
#: A rule is read within this from the day it holds; its review is asked for this long before it is due.
READ_WITHIN, REVIEW_AHEAD = timedelta(days=7), timedelta(days=30)
