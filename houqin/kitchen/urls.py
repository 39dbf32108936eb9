"""Pages of the kitchen, under /kitchen/."""

from houqin.kitchen.views.trace_urls import trace_urls

app_name = "kitchen"
urlpatterns = [*trace_urls]
