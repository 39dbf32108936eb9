"""Every way checklists say no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    TITLE_MISSING = "list_title_missing", _("The list has no title. Give it one.")
    NO_ITEMS = "list_has_no_items", _("The list has no item yet. Add what is looked at.")
    TOO_MANY_ITEMS = "list_too_long", _("A list holds {most} items at most. Split it.")
    ITEM_UNNAMED = "item_unnamed", _("Item {number} says nothing. Write what is looked at, or take it out.")
    ITEM_WITHOUT_LIMITS = "item_without_limits", _("“{item}” is a number without limits. Give at least one.")
    LIMITS_SWAPPED = "item_limits_swapped", _("The limits of “{item}” are swapped. The first is the lower one.")
    TOO_FEW_CHOICES = "item_too_few_choices", _("“{item}” needs two choices at least.")
    NO_FAILING_CHOICE = (
        "item_no_failing_choice",
        _("No choice of “{item}” means failed, or all do. Mark those that do."),
    )
    NOTHING_TO_PUBLISH = "nothing_to_publish", _("The draft is what is published already. Change something first.")
    LIST_RETIRED = "list_retired", _("“{title}” is no longer used. Compose a new list.")
    ADOPTED_ALREADY = "list_adopted_already", _("“{title}” is used here already. Change its draft instead.")
    UNKNOWN_READY_LIST = "unknown_ready_list", _("There is no ready list “{code}”. Choose one of the shelf.")
    NOT_EXTENDABLE = "list_not_extendable", _("“{title}” is your own list. Change its draft instead.")
    FREQUENCY_TOO_LOW = (
        "list_frequency_too_low",
        _("The bureau wants “{title}” {frequency}. More often is possible, less often is not."),
    )
    TIME_MISSING = "list_time_missing", _("It is not said until when. Give a time of day.")
    POST_UNKNOWN = "list_post_unknown", _("A school has no post “{post}”. Choose one of the list.")
    NOT_PUBLISHED = "list_not_published", _("“{title}” is not published yet. Publish its draft first.")
    VERSION_OF_ANOTHER = "list_version_of_another", _("This version belongs to another list. Open the list anew.")
    ANSWER_MISSING = "answer_missing", _("“{item}” is not answered. Every item marked as needed has to be.")
    ANSWER_UNREADABLE = "answer_unreadable", _("The answer to “{item}” is none that the list knows. Choose again.")
    PHOTO_MISSING = "answer_photo_missing", _("“{item}” needs a photo. Take one.")
    NOT_CONFIRMED = "answer_not_confirmed", _("“{item}” is your word. Confirm it, or do not hand the list in.")
    CORRECTS_ANOTHER = "run_corrects_another", _("A correction belongs to the same list. Open the one to correct.")
    CORRECTED_ALREADY = "run_corrected_already", _("This entry was corrected already. Correct the newer one.")
    SIGNED_BY_RUNNER = "run_signed_by_runner", _("You handed it in yourself. A second person signs.")
    SIGNED_ALREADY = "run_signed_already", _("A second person has signed already. Nothing needs doing.")
    NO_SECOND_NEEDED = "run_needs_no_second", _("This list needs no second person.")
