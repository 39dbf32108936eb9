"""Every way the kitchen says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Dishes and menus
    DISH_ON_MENU = "dish_on_menu", _("{dish} stands on the menu of {days}. Replace it there first.")
    DISH_NAME_TAKEN = "dish_name_taken", _("There is a dish “{name}” already. Open that one.")
    DISH_CODE_TAKEN = "dish_code_taken", _("The code {code} belongs to {dish}. Use another one.")
    DISH_KIND_UNKNOWN = "dish_kind_unknown", _("“{kind}” is no kind of dish. Choose one from the list.")
    DISH_RETIRED = "dish_retired", _("{dish} was retired on {retired_on}. Choose another dish.")
    FOOD_BANNED = "food_banned", _("“{name}” is banned food ({food}, rule {rule}): {why} Choose something else.")
    RECIPE_EMPTY = "recipe_empty", _("The recipe of {dish} has no ingredient. Add at least one.")
    RECIPE_UNCHANGED = "recipe_unchanged", _("The recipe of {dish} says this already. Nothing needs doing.")
    ARTICLE_TWICE = "article_twice", _("{article} stands in the recipe twice. Put both amounts on one line.")
    ARTICLE_NOT_IN_USE = "article_not_in_use", _("{article} was retired on {retired_on}. Choose an article in use.")
    ARTICLE_NOT_FOOD = "article_not_food", _("{article} is {goods_class}, not food. Take it out of the recipe.")
    AMOUNT_PER_HEAD = (
        "amount_per_head",
        _("{article}: a head gets more than 0 and at most {most}. Check the number."),
    )
    NOT_A_MONDAY = "not_a_monday", _("{on} is no Monday. A menu begins on a Monday.")
    WEEK_IS_OVER = "week_is_over", _("The week from {week_starts_on} is over. Its menu stays as it is.")
    MENU_EXISTS = "menu_exists", _("The week from {week_starts_on} has a menu already. Change that one.")
    DAY_NOT_IN_WEEK = "day_not_in_week", _("{on} is not in the week from {week_starts_on}. Open the menu of its week.")
    MENU_DAY_OVER = "menu_day_over", _("{on} is over. What stood on the menu that day stays.")
    MEAL_KIND_UNKNOWN = "meal_kind_unknown", _("“{kind}” is no meal of the day. Choose one from the list.")
    ON_MENU_ALREADY = "on_menu_already", _("{dish} stands on the menu of this meal already. Choose another dish.")
    CHANGE_NEEDS_REASON = (
        "change_needs_reason",
        _("The menu was published on {published_at}; families have read it. Say in a few words why it changes."),
    )
    WITHDRAWN_ALREADY = "withdrawn_already", _("{name} has withdrawn {dish} already. Nothing needs doing.")
    NOTHING_TO_COPY = "nothing_to_copy", _("The week from {week_starts_on} has no menu to copy. Add dishes one by one.")
    NO_COPY_AFTER_PUBLICATION = (
        "no_copy_after_publication",
        _("The menu is published. Change it dish by dish, each with its reason."),
    )
    PUBLISHED_ALREADY = "published_already", _("The menu was published on {published_at}. Nothing needs doing.")
    MEALS_WITHOUT_DISH = "meals_without_dish", _("{on} has nothing for {meals}. Add a dish, or correct the calendar.")
    MENU_EMPTY = "menu_empty", _("The menu has no dish. Add at least one.")
    NOTHING_TO_ORDER = "nothing_to_order", _("Nothing is left to order: no amount was entered. Enter what to buy.")
    NOBODY_MAY_SUPPLY = "nobody_may_supply", _("No supplier is approved for {goods_class}. Have one approved first.")
    DAYS_SWAPPED = "days_swapped", _("The last day {to_on} is before the first {from_on}. Swap them.")
