from django.apps import AppConfig


class WhereaboutsConfig(AppConfig):
    name = "houqin.whereabouts"
    verbose_name = "whereabouts"
