"""Pages of cases, under /cases/."""

from houqin.incidents.views.hazard_urls import hazard_urls
from houqin.incidents.views.incident_urls import incident_urls

app_name = "incidents"
urlpatterns = [*hazard_urls, *incident_urls]
