"""Every way supply says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Buying and goods-in
    BANNED = "banned", _("“{name}” stands for {banned}, which no school may buy or serve. {why} Choose something else.")
    CLASS_UNKNOWN = "class_unknown", _("There is no goods class “{code}”. Choose one from the list.")
    STORAGE_UNKNOWN = "storage_unknown", _("“{storage}” is no way of storing. Choose one from the list.")
    BASE_UNIT_UNKNOWN = "base_unit_unknown", _("“{unit}” cannot be counted in. Choose g, mL or pieces.")
    CODE_TAKEN = "code_taken", _("The code {code} belongs to {name}. Use another one.")
    NAME_TAKEN = "name_taken", _("“{name}” is on the list already. Open it instead.")
    NAME_MISSING = "name_missing", _("The name is empty. Write it as on the delivery note.")
    UNIT_FACTOR = "unit_factor", _("One {unit} must hold more than 0 and at most {most} {base}. Check the number.")
    UNIT_FIXED = "unit_fixed", _("“{unit}” is always {amount} {base}. Give the pack another name.")
    ARTICLE_RETIRED = "article_retired", _("“{name}” is no longer used. Choose an article in use.")
    ARTICLE_IN_STOCK = "article_in_stock", _("Stock of “{name}” is left. Use it up before retiring the article.")
    ENDS_BEFORE_START = "ends_before_start", _("The end {ends_on} is before the start {starts_on}. Swap them.")

    SUPPLIER_NOT_APPROVED = (
        "supplier_not_approved",
        _("{supplier} is not approved for {goods_class}. Buy from an approved one, or have it approved."),
    )
    APPROVAL_NOT_BEGUN = (
        "approval_not_begun",
        _("The approval of {supplier} for {goods_class} begins on {starts_on}. Wait or buy from another."),
    )
    APPROVAL_ENDED = (
        "approval_ended",
        _("The approval of {supplier} for {goods_class} ended on {ends_on}. Renew it or buy from another."),
    )
    SUPPLIER_SUSPENDED = (
        "supplier_suspended",
        _("{goods_class} of {supplier} is suspended: {why}. Have it reviewed or buy from another."),
    )
    SUPPLIER_PAPER_MISSING = (
        "supplier_paper_missing",
        _("{supplier} has given no {paper}. Photograph it and keep it with the supplier."),
    )
    SUPPLIER_PAPER_EXPIRED = (
        "supplier_paper_expired",
        _("The {paper} of {supplier} ended on {valid_until}. Ask for the renewed one."),
    )
    APPROVAL_WITHDRAWN_ALREADY = (
        "approval_withdrawn_already",
        _("This approval is withdrawn already. Nothing needs doing."),
    )
    CERTIFICATE_WITHDRAWN_ALREADY = (
        "certificate_withdrawn_already",
        _("This certificate is withdrawn already. Nothing needs doing."),
    )
    SUSPENDED_ALREADY = (
        "suspended_already",
        _("{goods_class} of {supplier} is suspended already. Nothing needs doing."),
    )
    LIFTED_ALREADY = "lifted_already", _("This suspension is lifted already. Nothing needs doing.")
    UNIT_NOT_READ = "unit_not_read", _("Not read: {names}. Write down what each unit shows.")
    NOT_A_COLD_UNIT = "not_a_cold_unit", _("“{name}” is no cold unit in use, or is there twice. Take it off the list.")
    WHY_MISSING = "why_missing", _("The reason is empty. Say in a few words why.")
    DOCUMENT_KIND_UNKNOWN = (
        "document_kind_unknown",
        _("“{kind}” is not a paper of this kind. Choose one from the list."),
    )
    NUMBER_MISSING = "number_missing", _("The number is empty. Copy it from the paper.")

    ORDER_EMPTY = "order_empty", _("Order {code} has no line. Add what is needed.")
    ORDER_NOT_DRAFT = "order_not_draft", _("Order {code} is {state}. Only a draft can be changed or sent.")
    ORDER_CLOSED = "order_closed", _("Order {code} is {state}. Nothing is left to cancel.")
    ORDER_NOT_SENT = "order_not_sent", _("Order {code} is {state}. Only a sent order can arrive.")
    ORDER_OF_ANOTHER = "order_of_another", _("Order {code} went to {supplier}. Choose the order of this supplier.")
    WANTED_IN_THE_PAST = "wanted_in_the_past", _("{wanted_on} is over. Choose today or a later day.")
    LINE_TWICE = "line_twice", _("“{article}” is on the order already. Change that line.")

    NO_LINES = "no_lines", _("The delivery has no line. Enter what is on the note.")
    ALREADY_INSPECTED = (
        "already_inspected",
        _("Delivery {code} was inspected at {inspected_at}. It stays as it is; add a correction."),
    )
    DELIVERY_CALLED_OFF = (
        "delivery_called_off",
        _("Delivery {code} was entered by mistake, says {name}: {why}. Enter the truck again if there was one."),
    )
    PRODUCED_IN_THE_FUTURE = (
        "produced_in_the_future",
        _("The label of {article} says {production_date}, after it came. Check it; if so, return the goods."),
    )
    EXPIRES_BEFORE_PRODUCTION = (
        "expires_before_production",
        _("{article} would expire on {expiration_date}, before it was produced. Check both dates on the label."),
    )
    CHECK_UNKNOWN = "check_unknown", _("“{check}” is not looked at for {article}. Choose from its checklist.")
    TEMPERATURE_ABSURD = (
        "temperature_absurd",
        _("{temperature} ℃ cannot be right. Measure again between −60 and 100 ℃."),
    )
    PARTS_NOT_WHOLE = (
        "parts_not_whole",
        _("Accepted, returned and set aside make {parts}, but the note says {stated}. Let them add up."),
    )
    REJECT_REASON_MISSING = (
        "reject_reason_missing",
        _("Why is part of {article} not accepted? Choose a reason."),
    )
    REJECT_REASON_UNKNOWN = "reject_reason_unknown", _("“{code}” is not a reason. Choose one from the list.")
    LINE_OF_ANOTHER = "line_of_another", _("“{line}” is not a line of {code}. Open that delivery.")
    NO_PAPERS_GIVEN = "no_papers_given", _("No paper is given yet. Photograph one, or enter its number.")
    PAPER_WITHDRAWN_ALREADY = "paper_withdrawn_already", _("This paper is withdrawn already. Nothing needs doing.")
    SIGNED_ALREADY = "signed_already", _("{name} has signed already. Another person is needed.")

    LINES_UNDECIDED = "lines_undecided", _("Not decided yet: {lines}. Accept, return or set aside.")
    DOCUMENT_MISSING = (
        "document_missing",
        _("This lot of {article} has no {paper}. Photograph it if it came with the truck."),
    )
    DOCUMENT_EXPIRED = (
        "document_expired",
        _("The {paper} of {article} ended on {valid_until}. Ask the supplier for a valid one, or return the goods."),
    )
    DOCUMENT_FOR_ANOTHER_LOT = (
        "document_for_another_lot",
        _("The {paper} of {article} names {for_lot}, but this lot is {lot}. Ask the supplier for the right one."),
    )
    TEST_NOT_PASSED = (
        "test_not_passed",
        _("The {paper} of {article} did not pass. Return the goods or set them aside."),
    )
    TEST_WITHOUT_RESULT = (
        "test_without_result",
        _("The {paper} of {article} has no result. Enter whether it passed."),
    )
    MORE_INSPECTORS = (
        "more_inspectors",
        _("{missing} more must sign; at least {needed} inspect together, and the buyer does not count."),
    )
    ONLY_THE_BUYER = "only_the_buyer", _("Only the buyer {buyer} has signed. Others who did not buy must inspect.")
    CHECK_FAILED = "check_failed", _("{article}: “{check}” is not so. Return it or set it aside.")
    PAST_ITS_DATE = "past_its_date", _("{article} expired on {expiration_date}. Return it or set it aside.")
    DATE_MISSING = (
        "date_missing",
        _("{article} carries no date to use it by. Enter it from the label; return goods without a label."),
    )
    TEMPERATURE_MISSING = (
        "temperature_missing",
        _("The arrival temperature of {article} is missing. Measure and enter it."),
    )
    TOO_WARM = (
        "too_warm",
        _("{article} arrived at {temperature} ℃; at most {limit} ℃ may be accepted. Return it or set it aside."),
    )
    TOO_COLD = (
        "too_cold",
        _("{article} arrived at {temperature} ℃; at least {limit} ℃ is needed. Return it or set it aside."),
    )
    ACCEPTED_DESPITE = (
        "accepted_despite",
        _("{article} is marked “{why}”, so none of it may be accepted. Return it or set it aside."),
    )

    # The store
    LOT_EXPIRED = "lot_expired", _("Lot {code} expired on {expiration_date}. Quarantine it.")
    LOT_QUARANTINED = "lot_quarantined", _("Lot {code} is quarantined. Use another lot until food safety decides.")
    LOT_HELD = "lot_held", _("Lot {code} is held. Use another lot; food safety can lift the hold.")
    LOT_REJECTED = "lot_rejected", _("Lot {code} was rejected. Send it back or dispose of it.")
    LOT_DISPOSED = "lot_disposed", _("Lot {code} was disposed of. Use another lot.")
    NOT_ENOUGH_LEFT = "not_enough_left", _("Only {left} of lot {code} are left. Take less, or add another lot.")
    ANCESTOR_HELD = (
        "ancestor_held",
        _("Lot {code} was made from lot {ancestor}, which is held or rejected. Use another lot."),
    )
    EARLIER_LOT_FIRST = (
        "earlier_lot_first",
        _("Lot {earlier} expires before lot {code}, on {expiration_date}. Take it first, or say why not."),
    )
    NOTHING_CHOSEN = "nothing_chosen", _("No lot is chosen. Choose one and enter an amount.")
    PURPOSE_MISSING = "purpose_missing", _("The purpose is missing. Write what the goods are for.")
    IN_A_POT = "in_a_pot", _("{code} went into a dish ({purpose}). Return it on the page of that dish.")
    RETURN_TOO_MUCH = (
        "return_too_much",
        _("Issue {issue} has only {most} of lot {code} still out. Return that much or less."),
    )
    HELD_ALREADY = "held_already", _("Lot {code} is held already. Nothing needs doing.")
    NOT_HELD = "not_held", _("Lot {code} is not held. Nothing needs doing.")
    HELD_BY_YOU = "held_by_you", _("{name} held lot {code}. Another person must lift the hold.")
    QUARANTINED_ALREADY = "quarantined_already", _("Lot {code} is quarantined already. Nothing needs doing.")
    NOT_QUARANTINED = "not_quarantined", _("Lot {code} is not quarantined. Nothing needs doing.")
    REJECTED_ALREADY = "rejected_already", _("Lot {code} is rejected already. Send it back or dispose of it.")
    NO_SUPPLIER = "no_supplier", _("Lot {code} has no supplier to take it back. Dispose of it.")
    SPACE_CLOSED = "space_closed", _("{space} is closed. Choose another place.")
    SPACE_DOES_NOT_FIT = "space_does_not_fit", _("{space} is no place for {storage} goods. Choose one that fits.")
    THERE_ALREADY = "there_already", _("Lot {code} is in {space} already. Nothing needs doing.")
    NOT_MADE_HERE = "not_made_here", _("{article} is bought, not made here. Choose an intermediate.")
    EXPIRES_AFTER_INPUT = (
        "expires_after_input",
        _("Lot {code} in it expires on {expiration_date}. Use that day or an earlier one."),
    )
    EXPIRY_IS_OVER = "expiry_is_over", _("{expiration_date} is over. Check the date.")
    EXPIRY_UNKNOWN = "expiry_unknown", _("Nothing tells when {article} expires. Enter the last day of use.")
    EXPIRY_BEFORE_PRODUCTION = (
        "expiry_before_production",
        _("The last day of use {expiration_date} is before the production date {production_date}. Check both."),
    )
    WITNESS_IS_YOU = "witness_is_you", _("Nobody counts alone. Choose another person as witness.")
    WITNESS_NOT_IN_OFFICE = (
        "witness_not_in_office",
        _("{name} holds no post at this school today. Choose another witness."),
    )
    VARIANCE_UNEXPLAINED = (
        "variance_unexplained",
        _("Lot {code}: booked {book}, counted {counted}. Say why they differ."),
    )
    STOCK_MOVED = (
        "stock_moved",
        _("Lot {code} moved while you counted: {book} are booked now. Count it again."),
    )
    LOT_TWICE = "lot_twice", _("Lot {code} stands in two lines. Put it in one.")
    NOT_CORRECTABLE = "not_correctable", _("A correction or a count is not corrected. Count the lot again.")
    NOTHING_TO_CORRECT = "nothing_to_correct", _("The amount is the same. Nothing needs doing.")

    # What a list that is brought in may lack
    PACK_UNCLEAR = "pack_unclear", _("How much one {unit} holds is not clear. Write it with its unit, such as 25 kg.")
    SHELF_LIFE_UNCLEAR = "shelf_life_unclear", _("“{text}” is no shelf life. Write days, such as 365.")
    PAPER_INCOMPLETE = "paper_incomplete", _("Number and last valid day of a paper belong together. Fill in both.")
    PAPER_KIND_MISSING = "paper_kind_missing", _("Which paper is it? Fill in its kind.")
    APPROVAL_END_MISSING = "approval_end_missing", _("The end of the approval is empty. Fill in its last day.")
    ARTICLE_UNKNOWN = "article_unknown", _("There is no article “{text}”. Enter the article first, or correct it.")
    ARTICLE_AMBIGUOUS = "article_ambiguous", _("Several articles are called {text}: {codes}. Write the code.")
    SUPPLIER_UNKNOWN = "supplier_unknown", _("There is no supplier “{text}”. Enter the supplier first, or correct it.")
    SPACE_UNKNOWN = "space_unknown", _("There is no place “{text}”. Write its name or number as on the door.")
    SPACE_AMBIGUOUS = "space_ambiguous", _("Several places are called {text}: {codes}. Write the number.")
    NOT_YET_PRODUCED = "not_yet_produced", _("The production date {production_date} has not come yet. Check it.")
    OPENING_USED = (
        "opening_used",
        _("{article}, lot {code}: {what} since. It stays; correct the amount with a stock count."),
    )
