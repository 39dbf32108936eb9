from django.apps import AppConfig


class KitchenConfig(AppConfig):
    name = "houqin.kitchen"
    verbose_name = "kitchen"
