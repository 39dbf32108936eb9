from django.urls import path

from houqin.notices.views import channels, inbox, log, posts

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<int:pk>/open/", inbox.open_notice, name="open"),
    path("read/", inbox.read_everything, name="read-all"),
    path("channels/", channels.channels, name="channels"),
    path("channels/new/<str:kind>/", channels.add, name="add-channel"),
    path("channels/choices/", channels.choices, name="choices"),
    path("channels/<int:pk>/test/", channels.test, name="test-channel"),
    path("channels/<int:pk>/first/", channels.first, name="prefer-channel"),
    path("channels/<int:pk>/remove/", channels.remove, name="remove-channel"),
    path("posts/", posts.post_channels, name="post-channels"),
    path("posts/new/<str:kind>/", posts.add, name="add-post-channel"),
    path("posts/quiet/", posts.quiet_hours, name="quiet-hours"),
    path("log/", log.log, name="log"),
]
