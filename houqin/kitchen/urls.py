from houqin.kitchen.views.meal_urls import meal_urls
from houqin.kitchen.views.menu_urls import menu_urls

app_name = "kitchen"
urlpatterns = [*meal_urls, *menu_urls]
