from django.apps import AppConfig


class NightWatchConfig(AppConfig):
    name = "houqin.nightwatch"
    verbose_name = "nightwatch"
