from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TenancyConfig(AppConfig):
    name = "houqin.tenancy"
    verbose_name = "tenancy"

    def ready(self):
        autodiscover_modules("setup_areas")
