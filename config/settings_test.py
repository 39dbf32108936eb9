"""The same settings, a dozen lines apart."""

import os
import tempfile

if "HOUQIN_VAR" not in os.environ:
    # Set once, so that the other processes of a parallel run share it; tests/conftest.py removes it.
    os.environ["HOUQIN_VAR"] = tempfile.mkdtemp(prefix="houqin-test-")

from config import environment
from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # whitenoise warns about a missing folder
if template := environment.text("HOUQIN_TEST_TEMPLATE", ""):
    # A migrated PostgreSQL database that every process copies, since migrating takes half a minute.
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405

# In memory and in one thread there is no queue of writers, and pytest-django knows each process's own database by
# Django's engine only. Real servers and processes in tests run on `config.settings`.
if DATABASES["default"]["ENGINE"] == "houqin.kernel.sqlite_in_turn":  # noqa: F405
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"  # noqa: F405
