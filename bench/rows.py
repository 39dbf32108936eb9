"""The rows of each piece of work, for the bare driver (floor) and the bare view (line)."""

#: Where the line writes its journal rows: the chains of schools must stay whole.
LINE_CHAIN = 9_000

#: The lots around one lot: itself, what it was made from and what was made of it, at any depth.
AROUND = """
WITH RECURSIVE
up(lot_id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT m.lot_id FROM up
      JOIN supply_preparation p ON p.made_id = up.lot_id
      JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
),
down(lot_id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT p.made_id FROM down
      JOIN supply_movement m ON m.lot_id = down.lot_id AND m.kind = 'consumed'
      JOIN supply_preparation p ON p.id = m.preparation_id
)
"""
POTS = """
    SELECT b.batch_id FROM down JOIN supply_movement m ON m.lot_id = down.lot_id
      JOIN kitchen_batchissue b ON b.issue_id = m.issue_id
"""

#: Everything that the answer to “where did it come from, where did it go” is made of.
TRACE = {
    "lots": AROUND + """
        SELECT l.id, l.code, l.origin, a.name, l.expiration_date, l.received_at, d.code, s.name
          FROM (SELECT lot_id FROM up UNION SELECT lot_id FROM down) AS around
          JOIN supply_lot l ON l.id = around.lot_id JOIN supply_article a ON a.id = l.article_id
          LEFT JOIN supply_deliveryline n ON n.id = l.line_id LEFT JOIN supply_delivery d ON d.id = n.delivery_id
          LEFT JOIN supply_supplier s ON s.id = l.supplier_id
    """,
    "papers": AROUND + """
        SELECT l.id, p.kind, p.number FROM up JOIN supply_lot l ON l.id = up.lot_id
          JOIN supply_paper p ON p.line_id = l.line_id
    """,
    "uses": AROUND + """
        SELECT m.lot_id, b.batch_id, sum(m.amount), min(i.issued_at), min(u.name)
          FROM down JOIN supply_movement m ON m.lot_id = down.lot_id JOIN supply_issue i ON i.id = m.issue_id
          JOIN people_user u ON u.id = i.issued_by_id JOIN kitchen_batchissue b ON b.issue_id = i.id
         GROUP BY m.lot_id, b.batch_id
    """,
    "batches": AROUND + f"""
        SELECT b.id, b.code, d.name, b.meal_id, b.cooked_at, t.core_temperature_c, k.by_id, s.code, s.grams
          FROM kitchen_dishbatch b JOIN kitchen_dish d ON d.id = b.dish_id
          LEFT JOIN kitchen_cookingtemperature t ON t.batch_id = b.id LEFT JOIN kitchen_tasting k ON k.batch_id = b.id
          LEFT JOIN kitchen_retainedsample s ON s.batch_id = b.id
         WHERE b.id IN ({POTS})
    """,
    "eaters": AROUND + f"""
        SELECT m.id, m.kind, m.serves_at, c.school_class_id, c.heads
          FROM kitchen_meal m JOIN kitchen_servicecount c ON c.meal_id = m.id
         WHERE m.id IN (SELECT b.meal_id FROM kitchen_dishbatch b WHERE b.id IN ({POTS}))
    """,
}  # fmt: skip
