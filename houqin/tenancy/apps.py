from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class TenancyConfig(AppConfig):
    name = "houqin.tenancy"
    verbose_name = "tenancy"

    def ready(self):
        from houqin.tenancy.second_wall import raise_wall  # apps not ready yet

        autodiscover_modules("setup_areas", "here")
        # Once, after the migrations of every app: a new table has its wall before anybody can ask it.
        post_migrate.connect(raise_wall, sender=self)
