app_name = "nightwatch"
urlpatterns = []
