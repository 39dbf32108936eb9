app_name = "campus"
urlpatterns = []
