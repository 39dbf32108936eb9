"""Pages of the kitchen, under /kitchen/."""

from houqin.kitchen.views.meal_urls import meal_urls
from houqin.kitchen.views.menu_urls import menu_urls
from houqin.kitchen.views.trace_urls import trace_urls

app_name = "kitchen"
urlpatterns = [*meal_urls, *menu_urls, *trace_urls]
