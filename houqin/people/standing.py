"""What of people stands behind a clause of the plan."""

from houqin.people.events import APPOINTED, APPOINTMENT_ENDED
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind("C-02", gates=("GT-16",), entries=(APPOINTED,), answers=Post.PRINCIPAL, view="people:posts")
stands_behind("C-04", entries=(APPOINTED,), answers=Post.DEPUTY_PRINCIPAL, view="people:posts")
stands_behind("C-06", gates=("GT-16",), entries=(APPOINTED, APPOINTMENT_ENDED), answers=Post.PRINCIPAL,
              view="people:posts")  # fmt: skip
