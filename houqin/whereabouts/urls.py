app_name = "whereabouts"
urlpatterns = []
