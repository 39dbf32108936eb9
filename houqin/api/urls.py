from django.urls import re_path

from houqin.api.door import answer

urlpatterns = [re_path(r"^v1/(?P<rest>.*)$", answer, name="api")]
