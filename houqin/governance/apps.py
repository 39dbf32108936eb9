from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "houqin.governance"
    verbose_name = "governance"
