from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DutiesConfig(AppConfig):
    """Finds what apps declare: duties, what they do by the clock, what keeps a clause, what can be counted."""

    name = "houqin.duties"
    verbose_name = "duties"

    def ready(self):
        autodiscover_modules("duties", "clockwork", "standing", "measures")
