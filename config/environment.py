"""Reads one environment variable at a time and fails loudly, by name."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable, or `default`. Raises ImproperlyConfigured when it has neither."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See docs/operations/settings.md.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "1", "0", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is “{value}”; write yes or no.")
    return value in {"yes", "1", "true"}


def whole_number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is “{value}”; write a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, kept_in: Path) -> str:
    """The variable, or one made once and kept in a file that only this user may read."""
    if value := os.environ.get(name):
        return value
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(kept_in, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(48).hex())
    return kept_in.read_text().strip()


def mail_server(name: str) -> dict:
    """Where mail goes out, from `smtps://user:password@host`, `smtp+tls://…` or `smtp://…`; empty for none."""
    url = text(name, "")
    if not url:
        return {}
    ports = {"smtps": ("ssl", 465), "smtp+tls": ("starttls", 587), "smtp": ("insecure", 25)}
    try:
        parts = urlsplit(url)
        mode, port = ports[parts.scheme]
        server = {"host": parts.hostname, "port": parts.port or port, "mode": mode}
    except (KeyError, ValueError):
        server = {}
    if not server.get("host"):
        raise ImproperlyConfigured(
            f"{name} is not understood; write smtps://user:password@host, smtp+tls://… or smtp://…."
        )
    return server | {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}


def database(name: str, default_file: Path) -> dict:
    """Django's DATABASES entry from `sqlite` (the default file), `sqlite:/path` or `postgresql://…`."""
    url = text(name, "sqlite")
    parts = urlsplit(url)
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # A process serves the whole house until a request narrows it: houqin/tenancy/second_wall.py.
            # What kernel/prepared.py asks for the third time is planned no more.
            "OPTIONS": {"options": "-c houqin.whole_house=yes", "prepare_threshold": 2},
        }
    if url == "sqlite" or parts.scheme == "sqlite":
        return {
            "ENGINE": "houqin.kernel.sqlite_in_turn",
            "NAME": str(default_file) if url == "sqlite" else parts.path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Django's defaults lose most concurrent writes: a deferred transaction that wants to write
                # later fails at once. IMMEDIATE queues instead, for up to `timeout` seconds.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
                    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000"
                ),
            },
        }
    raise ImproperlyConfigured(f"{name} is “{url}”; write sqlite, sqlite:/path/to/file or postgresql://….")
