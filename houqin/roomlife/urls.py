from django.urls import path

from houqin.roomlife.views import awards, drawing, heads, inspecting, papers, rooms, rota

app_name = "roomlife"
urlpatterns = [
    path("", rooms.rooms, name="rooms"),
    path("week.pdf", papers.week, name="week"),
    path("rooms/<int:pk>/", rooms.room, name="room"),
    path("rooms/<int:pk>/help/", rooms.help_room, name="help"),
    path("rooms/<int:pk>/elect/", heads.elect, name="elect"),
    path("rooms/<int:pk>/rota.pdf", papers.rota_of_room, name="rota-sheet"),
    path("inspect/", inspecting.floors, name="inspect"),
    path("floors/<int:pk>/<int:floor>/", inspecting.floor, name="floor"),
    path("inspections/<int:pk>/", inspecting.inspection, name="inspection"),
    path("inspections/<int:pk>/correct/", inspecting.correct, name="correct-inspection"),
    path("draws/", drawing.draws, name="draws"),
    path("draws/new/", drawing.new_draw, name="new-draw"),
    path("draws/<int:pk>/", drawing.draw, name="draw"),
    path("draws/<int:pk>/inspect/", drawing.inspect_drawn, name="inspect-drawn"),
    path("rota/", rota.rota, name="rota"),
    path("rota/plan/", rota.plan, name="plan-rota"),
    path("rota/check/", rota.check, name="check-turns"),
    path("turns/<int:pk>/", rota.stand_in, name="stand-in"),
    path("heads/", heads.heads, name="heads"),
    path("heads/papers/", heads.papers_of_all, name="papers-of-all"),
    path("heads/<int:pk>/replace/", heads.replace, name="replace-head"),
    path("elections/<int:pk>/", heads.election, name="election"),
    path("elections/<int:pk>/nominate/", heads.nominate, name="nominate"),
    path("elections/<int:pk>/voters/", heads.mark_voters, name="mark-voters"),
    path("elections/<int:pk>/close/", heads.close_vote, name="close-vote"),
    path("elections/<int:pk>/call-off/", heads.call_off, name="call-off-election"),
    path("elections/<int:pk>/appoint/", heads.appoint, name="appoint"),
    path("awards/", awards.awards, name="awards"),
    path("awards/<int:pk>/certificate.pdf", papers.certificate, name="certificate"),
    path("awards/<int:pk>/withdraw/", awards.withdraw, name="withdraw-award"),
]
