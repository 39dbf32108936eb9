from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DutiesConfig(AppConfig):
    """Finds every duty that an app declares in its `duties.py`, what it does by the clock, what keeps a clause, and what can be counted."""

    name = "houqin.duties"
    verbose_name = "duties"

    def ready(self):
        autodiscover_modules("duties", "clockwork", "standing", "measures")
