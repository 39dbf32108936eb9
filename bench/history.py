"""Years of a bureau's canteens, by bulk inserts: 38 movements a school day, a lot in about twenty of them.

Everything is a function of its slot: slot g is day g % 1095, counted back from yesterday, of school g // 1095. So a
history of any length begins with the same rows as a shorter one, and the first school fills first.
"""

from datetime import datetime, time, timedelta

from django.apps import apps
from django.db import connection, transaction
from django.db.models.fields import AutoFieldMixin

from houqin.journal.models import Entry, Head, Mention
from houqin.kitchen import models as kitchen
from houqin.people.models import PostHolding, SchoolClass, User
from houqin.supply import models as supply
from houqin.tenancy.models import Building, School, Space
from tests.builders import NOON, TODAY, YEARS_AGO, a_bureau

DAYS = 1095
USED_FOR_DAYS = 18  # each lot goes into one pot a day for so long
MOST_SCHOOLS = 26
KINDS = 10  # articles, suppliers, dishes, classes of each school: keys 100 s + 1 … 100 s + 10
CLASSES = 4
POTS = 9  # of three meals
FIRST_OTHER_KEY = 1_000_000_000

#: The lot that is traced: it went into pots on 18 days and, mixed, into a prepared lot. There at every length.
TRACED_SLOT = 101


def found_schools() -> list[School]:
    """Schools with the few things that their history names, under keys that the history can compute."""
    bureau = a_bureau()
    schools, rows = [], []
    for s in range(MOST_SCHOOLS):
        school = School(pk=s + 1, bureau=bureau, code=f"B{s}", name=f"学校{s}")
        schools.append(school)
        key = 100 * s + 1
        rows.append(User(pk=key, username=f"keeper{s}", name="古丽"))
        rows.append(Building(pk=key, school=school, name="食堂楼"))
        rows.append(Space(pk=key, school=school, building_id=key, code="F-1", name="主库", kind="store"))
        rows.append(Space(pk=key + 1, school=school, building_id=key, code="F-2", name="留样柜",
                          kind="sample_refrigerator"))  # fmt: skip
        for n in range(KINDS):
            at = {"pk": key + n, "school": school}
            rows.append(supply.Article(**at, code=f"A{n}", name=f"食材{n}", goods_class="grain", base_unit="g"))
            rows.append(supply.Supplier(**at, code=f"G{n}", name=f"供应商{n}", licence_number="JY1"))
            rows.append(kitchen.Dish(**at, code=f"D{n}", name=f"菜{n}", kind="hot"))
            rows.append(kitchen.Recipe(**at, dish_id=key + n, version=1, written_by_id=key, written_at=NOON))
        rows += [SchoolClass(pk=key + n, school=school, grade=n + 1, number=1, entered_in=2025)
                 for n in range(CLASSES)]  # fmt: skip
        rows.append(PostHolding(post="storekeeper", user_id=key, school=school, starts_on=YEARS_AGO,
                                appointed_by_id=key, appointed_at=NOON))  # fmt: skip
    School.objects.bulk_create(schools)
    for model in dict.fromkeys(type(row) for row in rows):
        model._base_manager.bulk_create([row for row in rows if type(row) is model])
    Head.objects.bulk_create(Head(chain=school.pk, sequence=FIRST_OTHER_KEY) for school in schools)
    _leave_room()
    return schools


@transaction.atomic
def grow(start: int, end: int) -> None:
    """Add the slots from `start` up to `end`. Lots come a few slots earlier: the pots of a day use older ones."""
    _trust_the_keys()
    lots_from = start + USED_FOR_DAYS if start else 0
    _slots(start, end + USED_FOR_DAYS)
    _fill_deliveries(lots_from)
    _fill_meals(start, end)
    _fill_movements(start, end, lots_from)
    _fill_journal(start, end)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_slot")
        cursor.execute("DROP TABLE bench_number")


def after_growing() -> None:
    """What a database does by itself every night."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _slots(start: int, end: int) -> None:
    """The calendar of the slots, and small numbers to multiply them by; moments as each database writes them."""
    moment, day = ("timestamptz", "date") if connection.vendor == "postgresql" else ("text", "text")
    as_moment, as_day = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value
    rows = []
    for g in range(start, end):
        s, ago = divmod(g, DAYS)
        on = TODAY - timedelta(days=ago + 1)
        noon = datetime.combine(on, time(4), NOON.tzinfo)
        moments = [noon + timedelta(hours=hours) for hours in (-5, 0, 6, -7, 60)]
        last = s * DAYS + DAYS - 1  # the oldest day of the school: nothing is older
        rows.append((g, s, 100 * s + 1, last, as_day(on), *map(as_moment, moments), as_day(on + timedelta(days=30))))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE bench_slot (g integer PRIMARY KEY, s integer, key integer, last integer, day {day}, "
            f"breakfast {moment}, lunch {moment}, dinner {moment}, arrived {moment}, gone {moment}, expires {day})"
        )
        cursor.executemany(f"INSERT INTO bench_slot VALUES ({', '.join(['%s'] * 11)})", rows)
        cursor.execute("CREATE TEMP TABLE bench_number (n integer PRIMARY KEY)")
        cursor.executemany("INSERT INTO bench_number VALUES (%s)", [(n,) for n in range(40)])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE bench_slot")


def _fill(model, source: str, **columns: str) -> None:
    """INSERT … SELECT with an expression per column; what is not named is null, the default or empty."""
    written = {}
    for field in model._meta.concrete_fields:
        name = field.column if field.column in columns else field.name
        if name in columns:
            written[field.column] = columns.pop(name)
        elif field.null:
            written[field.column] = "NULL"
        elif field.has_default():
            default = field.get_default()
            written[field.column] = "'{}'" if default == {} else repr(getattr(default, "value", default))
        else:
            written[field.column] = "''"
    assert not columns, columns
    names = ", ".join(f'"{name}"' for name in written)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(written.values())} {source}".replace(
                "%", "%%" if connection.vendor == "sqlite" else "%"
            ),
            *([()] if connection.vendor == "sqlite" else []),
        )


def _fill_deliveries(lots_from: int) -> None:
    """One truck a day with two lines; each accepted line is a lot."""
    each = f"FROM bench_slot WHERE g >= {lots_from}"
    twice = f"FROM bench_slot JOIN bench_number ON n < 2 WHERE g >= {lots_from}"
    supplier = "key + g % 10"
    _fill(supply.Delivery, each, id="g + 1", school_id="s + 1", code="'SH-' || g", supplier_id=supplier,
          arrived_at="arrived", received_at="arrived", inspected_at="arrived", registered_by_id="key",
          state="'inspected'")  # fmt: skip
    of_line = {"id": "2 * g + n + 1", "school_id": "s + 1"}
    _fill(supply.DeliveryLine, twice, **of_line, delivery_id="g + 1", number="n + 1",
          article_id="key + (2 * g + n) % 10", amount="190000", accepted_amount="190000", expiration_date="expires",
          supplier_lot="'P' || g", returned_amount="0", quarantined_amount="0")  # fmt: skip
    _fill(supply.Paper, twice, **of_line, line_id="2 * g + n + 1", kind="'certificate_of_conformity'",
          number="'65-' || g", recorded_by_id="key", recorded_at="arrived")  # fmt: skip
    _fill(supply.Signature, each, id="g + 1", school_id="s + 1", delivery_id="g + 1", user_id="key",
          post="'storekeeper'", signed_at="arrived")  # fmt: skip
    _fill(supply.Lot, twice, **of_line, code="'L' || g || '-' || n", article_id="key + (2 * g + n) % 10",
          origin="'received'", line_id="2 * g + n + 1", supplier_id=supplier, supplier_lot="'P' || g",
          expiration_date="expires", near_expiry_on="expires", received_at="arrived", space_id="key",
          emptied_at="gone")  # fmt: skip


def _fill_meals(start: int, end: int) -> None:
    """Three meals a day with three pots each, all proven, served and closed."""
    within = f"WHERE g >= {start} AND g < {end}"
    each = f"FROM bench_slot {within}"
    thrice = f"FROM bench_slot JOIN bench_number ON n < 3 {within}"
    pots = f"FROM bench_slot JOIN bench_number ON n < {POTS} {within}"
    serves = "CASE {n} WHEN 0 THEN breakfast WHEN 1 THEN lunch ELSE dinner END"
    when, of_pot = serves.format(n="n"), serves.format(n="n / 3")
    _fill(kitchen.CanteenDay, each, id="g + 1", school_id="s + 1", on="day", opened_at="breakfast",
          opened_by_id="key")  # fmt: skip
    moments = dict.fromkeys(("serves_at", "cooking_at", "cooked_at", "tasted_at", "sampled_at", "released_at",
                             "closed_at"), when)  # fmt: skip
    _fill(kitchen.Meal, thrice, id="3 * g + n + 1", school_id="s + 1", on="day",
          kind="CASE n WHEN 0 THEN 'breakfast' WHEN 1 THEN 'lunch' ELSE 'dinner' END", planned_heads="400",
          state="'closed'", released_by_id="key", closed_by_id="key", **moments)  # fmt: skip
    key = {"id": f"{POTS} * g + n + 1", "school_id": "s + 1"}
    batch = {"batch_id": f"{POTS} * g + n + 1"}
    _fill(kitchen.DishBatch, pots, **key, code="'C' || g || '-' || n", meal_id="3 * g + n / 3 + 1", dish_id="key + n",
          recipe_id="key + n", pot="1", planned_heads="400", state="'cooked'", cooked_at=of_pot,
          cooked_by_id="key")  # fmt: skip
    _fill(supply.Issue, pots, **key, code="'CK' || g || '-' || n", purpose="'lunch'", issued_by_id="key",
          issued_at=of_pot)  # fmt: skip
    _fill(kitchen.BatchIssue, pots, **key, **batch, issue_id=f"{POTS} * g + n + 1")
    proof = {"happened_at": of_pot, "received_at": of_pot, "by_id": "key"}
    _fill(kitchen.CookingTemperature, pots, **key, **batch, **proof, core_temperature_c="85")
    _fill(kitchen.Tasting, pots, **key, **batch, **proof, is_look_good="TRUE", is_smell_good="TRUE",
          is_taste_good="TRUE")  # fmt: skip
    _fill(kitchen.RetainedSample, pots, **key, **batch, code="'S' || g || '-' || n", grams="150", taken_at=of_pot,
          received_at=of_pot, taken_by_id="key", cabinet_id="key + 1", cabinet_temperature_c="4", keep_until="gone",
          disposed_at="gone", disposed_by_id="key")  # fmt: skip
    _fill(kitchen.ServiceCount, f"FROM bench_slot JOIN bench_number ON n < {3 * CLASSES} {within}",
          id=f"{3 * CLASSES} * g + n + 1", school_id="s + 1", meal_id=f"3 * g + n / {CLASSES} + 1",
          school_class_id=f"key + n % {CLASSES}", heads="40", counted_by_id="key",
          counted_at=serves.format(n=f"(n / {CLASSES})"))  # fmt: skip


MADE = 3_000_000  # keys of prepared lots begin here


def _fill_movements(start: int, end: int, lots_from: int) -> None:
    """Receipts; four lots into each pot, from deliveries up to 18 days old; a preparation every fifth day."""
    least = "CASE WHEN g + {k} > last THEN last ELSE g + {k} END"
    _fill(supply.Movement, f"FROM bench_slot JOIN bench_number ON n < 2 WHERE g >= {lots_from}",
          id="40 * g + n + 1", school_id="s + 1", lot_id="2 * g + n + 1", kind="'received'", amount="190000",
          moved_at="arrived", moved_by_id="key")  # fmt: skip
    within = f"WHERE g >= {start} AND g < {end}"
    _fill(supply.Movement, f"FROM bench_slot JOIN bench_number ON n < {4 * POTS} {within}",
          id="40 * g + n + 3", school_id="s + 1", lot_id=f"2 * ({least.format(k='n / 2')}) + n % 2 + 1",
          kind="'issued'", amount="-10000", issue_id=f"{POTS} * g + n / 4 + 1", moved_at="lunch",
          moved_by_id="key")  # fmt: skip
    fifth = f"FROM bench_slot WHERE g >= {start} AND g < {end} AND g % 5 = 0"
    made = {"id": f"{MADE} + g", "school_id": "s + 1"}
    _fill(supply.Lot, fifth, **made, code="'Y' || g", article_id="key", origin="'prepared'", expiration_date="expires",
          near_expiry_on="expires", received_at="breakfast", space_id="key", emptied_at="gone")  # fmt: skip
    _fill(supply.Preparation, fifth, **made, code="'YZ' || g", made_id=f"{MADE} + g", prepared_by_id="key",
          prepared_at="breakfast")  # fmt: skip
    first = 100_000_000
    moved = {"school_id": "s + 1", "moved_at": "breakfast", "moved_by_id": "key"}
    for place in (0, 1):
        _fill(supply.Movement, fifth, id=f"{first} + 4 * g + {place}", **moved, kind="'consumed'", amount="-5000",
              lot_id=f"2 * ({least.format(k=1)}) + {place} + 1", preparation_id=f"{MADE} + g")  # fmt: skip
    _fill(supply.Movement, fifth, id=f"{first} + 4 * g + 2", **moved, kind="'produced'", amount="10000",
          lot_id=f"{MADE} + g", preparation_id=f"{MADE} + g")  # fmt: skip
    _fill(supply.Movement, fifth, id=f"{first} + 4 * g + 3", **moved, kind="'issued'", amount="-10000",
          lot_id=f"{MADE} + g", issue_id=f"{POTS} * g + 4")  # fmt: skip


def _fill_journal(start: int, end: int) -> None:
    """An entry for every issue. The hashes are not real: nobody verifies this chain."""
    pots = f"FROM bench_slot JOIN bench_number ON n < {POTS} WHERE g >= {start} AND g < {end}"
    _fill(Entry, pots, id=f"{POTS} * g + n + 1", chain="s + 1", sequence=f"{POTS} * g + n + 1", at="lunch",
          kind="'supply.issued'", actor_id="key", actor_name="'古丽'", about=f"'{'x' * 120}'", facts=f"'{'x' * 200}'",
          previous_hash=f"'{'0' * 64}'", hash=f"'{'0' * 64}'")  # fmt: skip
    _fill(Mention, pots, id=f"{POTS} * g + n + 1", entry_id=f"{POTS} * g + n + 1", kind="'supply.issue'",
          object_id=f"{POTS} * g + n + 1")  # fmt: skip


def _trust_the_keys() -> None:
    """Foreign keys of computed rows are right by construction; checking a million took most of the time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")


def _leave_room() -> None:
    """Rows that get their keys from the database begin far above those that are computed here."""
    tables = [model._meta.db_table for model in apps.get_models() if isinstance(model._meta.pk, AutoFieldMixin)]
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {FIRST_OTHER_KEY})")
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, FIRST_OTHER_KEY])
