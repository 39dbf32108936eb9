app_name = "dormitory"
urlpatterns = []
