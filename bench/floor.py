"""The same rows through the bare driver: one transaction for each piece of work, the durability of the product."""

import sqlite3
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg

from bench.rows import LINE_CHAIN, trace_rows

NOW = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)
DAY = date(2026, 9, 7)


class Floor:
    """One connection. `database` is a path or a PostgreSQL address."""

    def __init__(self, database: str, scene: dict):
        self.is_postgres = database.startswith("postgres")
        self.scene = scene
        if self.is_postgres:
            self.connection = psycopg.connect(database, autocommit=True)
            self.now, self.day = NOW, DAY
        else:
            self.connection = sqlite3.connect(database, timeout=20, isolation_level=None)
            self.connection.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000"
            )
            self.now, self.day = NOW.strftime("%Y-%m-%d %H:%M:%S"), DAY.isoformat()
        self.cursor = self.connection.cursor()

    def run(self, sql: str, values: list):
        return self.cursor.execute(sql if self.is_postgres else sql.replace("%s", "?"), values)

    def insert(self, table: str, names: str, rows: list[tuple]) -> list[int]:
        """Many rows in one statement; their keys."""
        row = f"({', '.join(['%s'] * len(rows[0]))})"
        sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * len(rows))} RETURNING id"
        return [key for (key,) in self.run(sql, [value for one in rows for value in one]).fetchall()]

    def lots_and_movements(self) -> None:
        school, who, name = self.scene["school"], self.scene["storekeeper"], uuid4().hex[:12]
        lots = self.insert(
            "supply_lot",
            "school_id, code, article_id, origin, supplier_lot, expiration_date, near_expiry_on, received_at,"
            "held_reason",
            [(school, f"{name}-{n}", article, "received", "", self.day, self.day, self.now, "")
             for n, article in enumerate(self.scene["articles"])],
        )  # fmt: skip
        self.movements(lots, "received", 50_000, None)
        self.tell("supply.delivery_inspected", "supply.lot", lots, who)

    def movements(self, lots: list[int], kind: str, amount: int, issue: int | None) -> None:
        school, who = self.scene["school"], self.scene["storekeeper"]
        self.insert(
            "supply_movement",
            "school_id, lot_id, kind, amount, issue_id, deviation_reason, note, moved_at, moved_by_id",
            [(school, lot, kind, amount, issue, "", "", self.now, who) for lot in lots],
        )

    def tell(self, kind: str, thing: str, keys: list[int], who: int) -> None:
        number = uuid4().int >> 66
        [entry] = self.insert(
            "journal_entry",
            "chain, sequence, at, kind, actor_id, actor_name, post, about, facts, previous_hash, hash",
            [(LINE_CHAIN, number, self.now, kind, who, "古丽", "", "[]", "{}" * 400, "0" * 64, "0" * 64)],
        )
        self.insert("journal_mention", "entry_id, kind, object_id", [(entry, thing, key) for key in keys])

    def receipt(self) -> None:
        self.run("BEGIN IMMEDIATE" if not self.is_postgres else "BEGIN", [])
        self.lots_and_movements()
        self.run("COMMIT", [])

    def issue(self) -> None:
        self.run("BEGIN IMMEDIATE" if not self.is_postgres else "BEGIN", [])
        [made] = self.insert(
            "supply_issue", "school_id, code, purpose, is_for_pot, issued_by_id, issued_at",
            [(self.scene["school"], uuid4().hex[:12], "午餐", False, self.scene["storekeeper"], self.now)],
        )  # fmt: skip
        self.movements(self.scene["issue_from"], "issued", -1000, made)
        self.tell("supply.issued", "supply.lot", self.scene["issue_from"], self.scene["storekeeper"])
        self.run("COMMIT", [])

    def trace(self) -> None:
        def fetch(sql: str, values: list) -> list[tuple]:
            return self.run(sql, values).fetchall()

        trace_rows(fetch, self.scene["traced"], is_postgres=self.is_postgres)
