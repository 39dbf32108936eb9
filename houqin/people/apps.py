from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "houqin.people"
    verbose_name = "people"
