from django.apps import AppConfig


class FoodSafetyConfig(AppConfig):
    name = "houqin.foodsafety"
    verbose_name = "foodsafety"
