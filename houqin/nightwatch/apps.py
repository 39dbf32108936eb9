from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NightWatchConfig(AppConfig):
    name = "houqin.nightwatch"
    verbose_name = "nightwatch"

    def ready(self):
        from houqin.nightwatch import own_facts  # noqa: F401  # apps not ready yet

        autodiscover_modules("night_facts")
