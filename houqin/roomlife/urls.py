app_name = "roomlife"
urlpatterns = []
