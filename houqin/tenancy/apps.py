from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "houqin.tenancy"
    verbose_name = "tenancy"
