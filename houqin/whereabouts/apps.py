from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WhereaboutsConfig(AppConfig):
    """Finds what apps above do once it is known where a pupil is (`hearing.py`)."""

    name = "houqin.whereabouts"
    verbose_name = "whereabouts"

    def ready(self):
        autodiscover_modules("hearing")
