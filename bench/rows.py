"""The rows of each piece of work, for the bare driver (floor) and the bare view (line)."""

from collections.abc import Callable

#: Where the line writes its journal rows: the chains of schools must stay whole.
LINE_CHAIN = 9_000

UP = """
WITH RECURSIVE up(lot_id) AS (
    SELECT m.lot_id FROM supply_preparation p JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
     WHERE p.made_id = %s
    UNION
    SELECT m.lot_id FROM up
      JOIN supply_preparation p ON p.made_id = up.lot_id AND {few}
      JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
) SELECT lot_id FROM up
"""
DOWN = """
WITH RECURSIVE down(lot_id) AS (
    SELECT p.made_id FROM supply_movement m JOIN supply_preparation p ON p.id = m.preparation_id
     WHERE m.kind = 'consumed' AND m.lot_id = %s
    UNION
    SELECT p.made_id FROM down
      JOIN supply_movement m ON m.lot_id = down.lot_id AND m.kind = 'consumed' AND {few}
      JOIN supply_preparation p ON p.id = m.preparation_id
) SELECT lot_id FROM down
"""
LOTS = """
SELECT l.id, l.code, l.origin, a.name, l.expiration_date, l.received_at, d.code, s.name
  FROM supply_lot l JOIN supply_article a ON a.id = l.article_id
  LEFT JOIN supply_deliveryline n ON n.id = l.line_id LEFT JOIN supply_delivery d ON d.id = n.delivery_id
  LEFT JOIN supply_supplier s ON s.id = l.supplier_id WHERE l.id IN ({})
"""
PAPERS = (
    "SELECT l.id, p.kind, p.number FROM supply_lot l JOIN supply_paper p ON p.line_id = l.line_id WHERE l.id IN ({})"
)
USES = """
SELECT m.lot_id, b.batch_id, m.amount, i.issued_at, u.name
  FROM supply_movement m JOIN supply_issue i ON i.id = m.issue_id JOIN people_user u ON u.id = i.issued_by_id
  JOIN kitchen_batchissue b ON b.issue_id = i.id WHERE m.lot_id IN ({})
"""
BATCHES = """
SELECT b.id, b.meal_id, b.code, d.name, b.cooked_at, t.core_temperature_c, k.by_id, s.code, s.grams
  FROM kitchen_dishbatch b JOIN kitchen_dish d ON d.id = b.dish_id
  LEFT JOIN kitchen_cookingtemperature t ON t.batch_id = b.id LEFT JOIN kitchen_tasting k ON k.batch_id = b.id
  LEFT JOIN kitchen_retainedsample s ON s.batch_id = b.id WHERE b.id IN ({})
"""
EATERS = """
SELECT m.id, m.kind, m.serves_at, c.school_class_id, c.heads
  FROM kitchen_meal m JOIN kitchen_servicecount c ON c.meal_id = m.id WHERE m.id IN ({})
"""


def walks(*, is_postgres: bool) -> tuple[str, str]:
    """Up and down; SQLite is told that few lots are under way, else reads every movement (supply/selectors/lots.py)."""

    def few(column: str) -> str:
        return "TRUE" if is_postgres else f"likelihood({column} <> 0, 0.00001)"

    return UP.format(few=few("up.lot_id")), DOWN.format(few=few("down.lot_id"))


def trace_rows(fetch: Callable[[str, list], list[tuple]], lot: int, *, is_postgres: bool) -> dict[str, list[tuple]]:
    """Everything that the answer to “where did it come from, where did it go” is made of, in seven reads."""

    def among(sql: str, keys) -> list[tuple]:
        keys = sorted(set(keys))
        return fetch(sql.format(", ".join(["%s"] * len(keys))), keys) if keys else []

    up, down = walks(is_postgres=is_postgres)
    above = [lot] + [key for (key,) in fetch(up, [lot])]
    below = [lot] + [key for (key,) in fetch(down, [lot])]
    uses = among(USES, below)
    batches = among(BATCHES, (use[1] for use in uses))
    return {
        "lots": among(LOTS, above + below),
        "papers": among(PAPERS, above),
        "uses": uses,
        "batches": batches,
        "eaters": among(EATERS, (batch[1] for batch in batches)),
    }
