from django.apps import AppConfig


class SupplyConfig(AppConfig):
    name = "houqin.supply"
    verbose_name = "supply"
