from houqin.kitchen.views.menu_urls import menu_urls

app_name = "kitchen"
urlpatterns = [*menu_urls]
