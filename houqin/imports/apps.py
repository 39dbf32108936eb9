from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ImportsConfig(AppConfig):
    name = "houqin.imports"
    verbose_name = "imports"

    def ready(self):
        autodiscover_modules("imports")
