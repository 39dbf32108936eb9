"""What the daily control looks at (FM-08), and what the day's rows can say of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from houqin.incidents.models import Category


class Scope(TextChoices):
    """The eight parts of the sheet, in its order."""

    NOTICES = "notices", _("Notices and certificates on view")
    RAW_MATERIAL = "raw_material", _("Raw-material control")
    PROCESSING = "processing", _("Processing and serving")
    ADDITIVES = "additives", _("Additives")
    STAFF = "staff", _("Food handlers")
    DISINFECTION = "disinfection", _("Cleaning and disinfection")
    WASTE = "waste", _("Kitchen waste")
    FACILITIES = "facilities", _("Places and equipment")


#: What a finding of each part becomes as a hazard.
CATEGORY = {
    Scope.NOTICES: Category.MANAGEMENT, Scope.RAW_MATERIAL: Category.FOOD, Scope.PROCESSING: Category.FOOD,
    Scope.ADDITIVES: Category.FOOD, Scope.STAFF: Category.PEOPLE, Scope.DISINFECTION: Category.HYGIENE,
    Scope.WASTE: Category.HYGIENE, Scope.FACILITIES: Category.EQUIPMENT,
}  # fmt: skip

#: What to look at in each part where no row can tell.
LOOK_AT = {
    Scope.NOTICES: _("Licence, health certificates, the day's menu and the officer's name hang where all see them."),
    Scope.RAW_MATERIAL: _("Source, papers, dates, storage off wall and floor."),
    Scope.PROCESSING: _("Raw and cooked apart, heated through, tasted, sampled, served within two hours."),
    Scope.ADDITIVES: _("Own cupboard, own scale, own book; no nitrite in the house."),
    Scope.STAFF: _("Well, clean clothes, hands washed; nobody in the kitchen who does not belong there."),
    Scope.DISINFECTION: _("Tableware disinfected and kept closed; kitchen and hall clean."),
    Scope.WASTE: _("Bins closed and emptied; waste to the licensed collector only."),
    Scope.FACILITIES: _("Cold units, stoves, drains, screens and traps in order."),
}

#: Sentence of each fact by its code. `late` facts are out of order: somebody has to say what was done.
FACTS = {
    "day_opened": _("Canteen day opened"),
    "menu_published": _("Menu of the week published"),
    "deliveries_inspected": _("Deliveries inspected: {number}"),
    "deliveries_waiting": _("Deliveries not inspected: {number}"),
    "lines_returned": _("Goods returned at the door: {number}"),
    "lines_without_papers": _("Goods set aside without papers: {number}"),
    "lots_expired": _("Lots past their date outside quarantine: {number}"),
    "lots_held": _("Lots on hold: {number}"),
    "store_rounds": _("Rounds of the store: {number}"),
    "units_out_of_limits": _("Cold-unit readings out of limits: {number}"),
    "meals_released": _("Meals released: {number}"),
    "meals_open": _("Meals released and not closed: {number}"),
    "pots_measured": _("Core temperatures measured: {number}"),
    "pots_below_limit": _("Core temperatures below {limit} ℃: {number}"),
    "tastings_passed": _("Tastings passed: {number}"),
    "tastings_failed": _("Tastings not passed: {number}"),
    "samples_kept": _("Samples kept: {number}"),
    "late_entries": _("Entries typed in long after the fact: {number}"),
    "additives_issued": _("Issues of additives: {number}"),
    "refused_attempts": _("Attempts that a gate refused: {number}"),
    "duties_missed": _("Duties late or missed: {number}"),
    "disinfected": _("Disinfections passed: {number}"),
    "disinfection_failed": _("Disinfections not enough: {number}"),
    "tableware_waiting": _("Meals served whose tableware is not disinfected: {number}"),
    "leftovers_weighed": _("Leftovers weighed: {kilograms} kg"),
    "leftovers_waiting": _("Leftovers not handed over: {number}"),
    "hazards_found": _("Hazards found today: {number}"),
    "hazards_overdue": _("Hazards past their day: {number}"),
}
