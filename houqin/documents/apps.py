from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    """Finds every ledger that an app declares in its `ledgers.py`."""

    name = "houqin.documents"
    verbose_name = "documents"

    def ready(self):
        from houqin.documents import checks  # noqa: F401  apps not ready yet

        autodiscover_modules("ledgers")
