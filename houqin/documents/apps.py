from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    """Finds every ledger and every kind of coded thing that an app declares in `ledgers.py` and `coded.py`."""

    name = "houqin.documents"
    verbose_name = "documents"

    def ready(self):
        from houqin.documents import checks  # noqa: F401  apps not ready yet

        autodiscover_modules("ledgers", "coded")
