"""Every way the people app says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    POST_HELD = "post_held", _("{name} holds the post of {post}. End that first or appoint a deputy.")
    POST_ELSEWHERE = "post_elsewhere", _("The post of {post} does not exist here. Choose another.")
    ENDS_BEFORE_START = (
        "ends_before_start",
        _("The last day {ends_on} is before the first {starts_on}. Swap them."),
    )
    BEGINS_IN_THE_PAST = (
        "begins_in_the_past",
        _(
            "{starts_on} is over. An appointment begins today or later, "
            "so that nobody answers for days they did not know."
        ),
    )
    HOLDS_ALREADY = "holds_already", _("{name} holds this post already. Nothing needs doing.")
    ENDS_EARLIER = (
        "ends_earlier",
        _("This appointment ends on {ends_on} already. To lengthen it, appoint {name} anew from the day after."),
    )
    BEGUN_ALREADY = "begun_already", _("This appointment began on {starts_on}. End it instead of taking it back.")
    ENDED_ALREADY = "ended_already", _("This appointment ended on {ends_on}. Nothing needs doing.")
    NUMBER_TAKEN = "number_taken", _("The number {number} belongs to {name}. Use another number.")
    USERNAME_TAKEN = "username_taken", _("The user name {username} is taken. Choose another.")
    NO_ACCOUNT = "no_account", _("{name} has no account yet. Open one first.")
    USERNAME_UNFIT = (
        "username_unfit",
        _("“{username}” cannot be a user name. Use up to 40 letters and digits, no spaces."),
    )
    ACCOUNT_CLOSED = "account_closed", _("{name}'s account is closed. Open it again first.")
    ACCOUNT_IS_OPEN = "account_is_open", _("{name}'s account is open. Nothing needs doing.")
    ANSWERS_ELSEWHERE = (
        "answers_elsewhere",
        _("{name} also holds a post at {places}. Ask there, since this account opens doors there too."),
    )
    HAS_ACCOUNT = "has_account", _("{name} has the account {username} already. Nothing needs doing.")
    PASSWORD_WEAK = "password_weak", _("{problems}")
    CLASS_UNKNOWN = "class_unknown", _("There is no class “{name}”. Create it first or correct the name.")
    CLASS_TAKEN = "class_taken", _("{name} exists already. Choose another number.")
    IN_USE = "in_use", _("{name} already appears in {what}. It stays; end it instead of undoing.")
    CONTRACTOR_NAMES_DIRECTOR = "contractor_names_director", _("A contractor names one post only: {post}.")
    DIRECTOR_MISSING = (
        "director_missing",
        _("{heads} diners need a food-safety director named by: {whose}. Appoint one under Posts."),
    )
    POSTS_VACANT = "posts_vacant", _("Nobody in office holds: {posts}. Appoint them under Posts.")
    LEFT = "left", _("{name}'s last day here is {left_on}. Choose somebody who is here, or end it by that day.")
    LEFT_ALREADY = "left_already", _("{name}'s last day is on record as {left_on}. Nothing needs doing.")
    IN_CLASS_ALREADY = "in_class_already", _("{name} is in {school_class} already. Nothing needs doing.")
    CLASS_CLOSED = "class_closed", _("{name} is closed since {closed_on}. Choose another class.")
    CAME_LATER = "came_later", _("{name} came on {starts_on}. Give a later day.")
    LAST_APPOINTER = "last_appointer", _("{name} is the last who can appoint. Appoint a successor first.")
    OWN_ABSENCE = "own_absence", _("Nobody approves their own leave. Ask another leader.")
    RETURNS_BEFORE_LEAVING = "returns_before_leaving", _("{ends_at} is not after {starts_at}. Swap them.")
    ABSENCE_IS_OVER = (
        "absence_is_over",
        _("{ends_at} is over. Leave counts from its approval, so that nobody answers for hours they did not know."),
    )
    AWAY_ALREADY = (
        "away_already",
        _("{name} is on leave from {starts_at} to {ends_at} already. End that leave or choose another time."),
    )
    BACK_ALREADY = "back_already", _("This leave ended at {ended_at}. Nothing needs doing.")
    # What a list that is brought in may lack
    CLASS_UNCLEAR = "class_unclear", _("“{text}” is not understood as a class. Write it as 四年级2班 or 402.")
    ENTRY_YEAR_UNCLEAR = "entry_year_unclear", _("“{text}” is not a year. Write it as 2022.")
    STAFF_UNKNOWN = "staff_unknown", _("No staff member has the number or name “{text}”. Enter the staff member first.")
    STAFF_AMBIGUOUS = "staff_ambiguous", _("{count} staff members are called {text}. Write the staff number.")
    GUARDIAN_INCOMPLETE = (
        "guardian_incomplete",
        _("Name and telephone of a guardian belong together. Fill in both."),
    )
    BORN_LATER = "born_later", _("{born_on} has not come yet. Check the date of birth.")
    MORE_IN_USE = "more_in_use", _("{count} more entries are in use as well.")
    LEFT_SINCE = "left_since", _("{name} left on {left_on}. That stays on record, so the entry stays as well.")
