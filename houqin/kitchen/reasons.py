"""Every way the kitchen says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # The meal
    NOT_TODAY = "not_today", _("The canteen day opens on the day itself; today is {today}. Open today.")
    DAY_OPENED_ALREADY = "day_opened_already", _("The canteen day {on} is open already. Nothing needs doing.")
    DAY_NOT_OPEN = "day_not_open", _("The canteen day {on} is not open. Open it first; then it is known who answers.")
    DAY_IS_OVER = "day_is_over", _("{on} is over. Plan a meal for today or later.")
    MEAL_PLANNED_ALREADY = "meal_planned_already", _("{meal} is planned already. Change that one.")
    NO_TIME_OF_MEAL = "no_time_of_meal", _("The timetable has no time for {kind}. Enter it under Settings.")
    NO_DISHES = "no_dishes", _("{meal} has no dish. Add at least one.")
    HEADS_IMPOSSIBLE = "heads_impossible", _("{heads} heads are not possible. Enter 1 to {most}.")
    DISH_RETIRED = "dish_retired", _("{dish} was retired on {retired_on}. Choose another dish.")
    DISH_BANNED = "dish_banned", _("{dish} may not be served ({food}): {why} Choose another dish.")
    DISH_ALREADY_IN_MEAL = "dish_already_in_meal", _("{dish} stands twice in this meal. A second pot is added later.")
    WRONG_STATE = "wrong_state", _("{meal} is {state}. This is possible only while it is {wanted}.")
    BATCH_COOKED = "batch_cooked", _("{batch} is finished. Add a second pot for more.")
    BATCH_HAS_ISSUES = "batch_has_issues", _("Goods were issued to {batch}. Return them to the store first.")
    BATCH_HAS_RECORDS = "batch_has_records", _("{batch} has records. It stays.")
    BATCH_NOT_COOKING = "batch_not_cooking", _("{batch} is not being cooked. Start cooking first.")
    BATCH_NOT_COOKED = "batch_not_cooked", _("{batch} is not finished. Finish cooking first.")
    BATCH_ISOLATED = "batch_isolated", _("{batch} is isolated: {why}. Weigh it and dispose of it.")
    NOTHING_TO_ISSUE = "nothing_to_issue", _("No amount was entered for {batch}. Enter what leaves the store.")
    TEMPERATURE_IMPOSSIBLE = (
        "temperature_impossible",
        _("{temperature} ℃ is not possible in food. Enter {lowest} to {highest} ℃."),
    )
    TEMPERATURE_MISSING = "temperature_missing", _("{batch} has no core temperature. Measure it.")
    TEMPERATURE_LOW = (
        "temperature_low",
        _("{batch} reached {temperature} ℃ inside; {needed} ℃ are needed. Cook on and measure again."),
    )
    UNDERCOOKED = (
        "undercooked",
        _("{batch} reached only {temperature} ℃ inside, as corrected; {needed} ℃ are needed. Isolate it."),
    )
    ORIGIN_GONE = (
        "origin_gone",
        _("All that was issued to {batch} was taken back or corrected to nothing. Correct the issue, or isolate it."),
    )
    ORIGIN_UNKNOWN = (
        "origin_unknown",
        _("Nothing was issued to {batch}. Issue its ingredients, so that its origin is known."),
    )
    BEFORE_THE_STEP_BEFORE = (
        "before_the_step_before",
        _("{happened_at} is before {step} at {step_at}. Correct the time."),
    )
    CORRECTED_ALREADY = "corrected_already", _("This record was corrected already. Correct the newest one.")
    CORRECTS_ANOTHER_BATCH = "corrects_another_batch", _("The record belongs to another batch. Open it there.")
    REASON_MISSING = "reason_missing", _("A correction needs its reason. Write it in a few words.")
    WHY_MISSING = "why_missing", _("Write why, in a few words.")
    POT_IS_EMPTY = "pot_is_empty", _("Nothing is in {batch} yet. Take it off the meal instead.")
    COOK_TASTES_OWN = "cook_tastes_own", _("{name} cooked {batch}. Somebody else tastes it.")
    TASTED_ALREADY = "tasted_already", _("{batch} was tasted by {name}. Correct that record if it is wrong.")
    NOT_COOKED_YET = "not_cooked_yet", _("{number} dishes are not finished: {names}. Finish cooking.")
    NOT_TASTED = "not_tasted", _("{number} dishes have no tasting result: {names}. Taste them.")
    TASTING_FAILED = "tasting_failed", _("Not passed at the tasting: {names}. Isolate and dispose of it.")
    NOTHING_TO_SERVE = "nothing_to_serve", _("No dish of {meal} is left to serve. Cook another.")
    SAMPLE_MISSING = (
        "sample_missing",
        _("{number} dishes lack a retained sample: {names}. Take at least {grams} g each."),
    )
    SAMPLE_TOO_SMALL = "sample_too_small", _("{grams} g are too little; at least {needed} g are kept. Take more.")
    SAMPLE_TOO_LARGE = "sample_too_large", _("{grams} g are more than a sample box holds. Check the number.")
    SAMPLED_ALREADY = "sampled_already", _("{batch} has the sample {code}. Correct that one if it is wrong.")
    CABINET_UNSUITABLE = "cabinet_unsuitable", _("{space} is no sample refrigerator in use. Choose one.")
    CABINET_TEMPERATURE = (
        "cabinet_temperature",
        _("The cabinet shows {temperature} ℃; {lowest} to {highest} ℃ are needed. Use another or have it mended."),
    )
    POSITION_UNKNOWN = "position_unknown", _("{space} has the positions 1 to {most}. Choose one of them.")
    POSITION_TAKEN = "position_taken", _("Position {position} holds the sample {code}. Choose a free one.")
    SAMPLE_DISPOSED = "sample_disposed", _("Sample {code} was disposed of at {disposed_at}. Nothing needs doing.")
    SAMPLE_HELD_UNTIL = "sample_held_until", _("Sample {code} is kept until {keep_until}. Dispose of it after that.")
    SAMPLE_LOCKED = "sample_locked", _("Sample {code} is locked: {why}. Unlock it when the case is closed.")
    SAMPLE_IS_EVIDENCE = (
        "sample_is_evidence",
        _("Sample {code} is evidence: incident {incident} is not closed. Keep it until then."),
    )
    SAMPLE_NOT_LOCKED = "sample_not_locked", _("Sample {code} is not locked. Nothing needs doing.")
    SAMPLE_LOT_HELD = "sample_lot_held", _("Lot {lot} in sample {code} is held. Keep the sample until that is decided.")
    METHOD_MISSING = "method_missing", _("Write how the sample is disposed of.")
    LOT_HELD = "lot_held", _("Lot {lot} ({article}) is held: {why}. It is in: {batches}. Isolate what holds it.")
    LOT_QUARANTINED = (
        "lot_quarantined",
        _("Lot {lot} ({article}) is quarantined. It is in: {batches}. Isolate what holds it."),
    )
    LOT_REJECTED = "lot_rejected", _("Lot {lot} ({article}) was rejected. It is in: {batches}. Isolate what holds it.")
    LOT_EXPIRED = (
        "lot_expired",
        _("Lot {lot} ({article}) expired on {expiration_date}. It is in: {batches}. Isolate what holds it."),
    )
    ALREADY_RELEASED = "already_released", _("{meal} was released at {released_at}. Nothing needs doing.")
    ALREADY_CLOSED = "already_closed", _("{meal} was closed at {closed_at}. Nothing needs doing.")
    MEAL_CALLED_OFF = (
        "meal_called_off",
        _("{meal} was called off at {called_off_at}: {why}. If it takes place after all, plan it again."),
    )
    NOT_RELEASED = "not_released", _("{meal} is not released. Release it first.")
    NOBODY_COUNTED = "nobody_counted", _("Nobody was counted. Enter how many ate, by class.")
    GROUP_MISSING = "group_missing", _("A number stands without a class. Name the group, such as staff.")
    LEFTOVERS_NOT_WEIGHED = (
        "leftovers_not_weighed",
        _("Leftovers are not weighed: {kinds}. Weigh them; 0 g is a record too."),
    )
    LEFTOVERS_NOT_DISPOSED = (
        "leftovers_not_disposed",
        _("{quantity} of leftovers wait for disposal. Hand them to the collector."),
    )
    ISOLATED_NOT_DISPOSED = "isolated_not_disposed", _("Isolated and still there: {names}. Weigh it and dispose of it.")
    ISOLATED_WEIGHS_SOMETHING = (
        "isolated_weighs_something",
        _("{batch} is isolated, so all of it is left. Weigh the whole pot."),
    )
    LEFTOVER_OF_ANOTHER_MEAL = "leftover_of_another_meal", _("These leftovers are not all of {meal}. Choose again.")
    NO_LEFTOVERS = "no_leftovers", _("No leftovers wait for disposal. Weigh them first.")
    DISPOSED_ALREADY = "disposed_already", _("These leftovers went to {collector} already. Nothing needs doing.")
    COLLECTOR_MISSING = "collector_missing", _("Write who takes the leftovers away.")
    TOO_HEAVY = "too_heavy", _("{grams} g are more than a meal can leave. Check the number and the unit.")
    TABLEWARE_NOT_DISINFECTED = (
        "tableware_not_disinfected",
        _("The tableware was last used at {used_at} and has no passed disinfection since. Disinfect and record it."),
    )
    NOTHING_DISINFECTED = "nothing_disinfected", _("Nothing is ticked. Tick what was disinfected.")
    DISINFECTED_TWICE = "disinfected_twice", _("{what} stands there twice. Enter it once.")
    METHOD_UNFIT = "method_unfit", _("{method} does not disinfect this: {what}. Choose another method.")
    READING_MISSING = "reading_missing", _("{what}: enter what the instrument or test strip showed, in {unit}.")
    READING_IMPOSSIBLE = "reading_impossible", _("{what}: {reading} {unit} or {minutes} min cannot be. Check them.")
    # Dishes and menus
    DISH_ON_MENU = "dish_on_menu", _("{dish} stands on the menu of {days}. Replace it there first.")
    DISH_NAME_TAKEN = "dish_name_taken", _("There is a dish “{name}” already. Open that one.")
    DISH_CODE_TAKEN = "dish_code_taken", _("The code {code} belongs to {dish}. Use another one.")
    DISH_KIND_UNKNOWN = "dish_kind_unknown", _("“{kind}” is no kind of dish. Choose one from the list.")
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
