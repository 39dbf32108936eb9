from django.apps import AppConfig


class CampusConfig(AppConfig):
    name = "houqin.campus"
    verbose_name = "campus"
