from houqin.incidents.views.hazard_urls import hazard_urls

app_name = "incidents"
urlpatterns = [*hazard_urls]
