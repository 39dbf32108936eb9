from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "houqin.checklists"
    verbose_name = "checklists"
