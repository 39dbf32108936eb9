from django.urls import path

from houqin.dormitory.views import charges, emergencies, furnishing, moving, placing, proposal, rolls, rooms, searches

app_name = "dormitory"
urlpatterns = [
    # Rooms, beds, who sleeps where
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/<int:pk>/", rooms.room, name="room"),
    path("rooms/<int:pk>/change/", furnishing.change, name="change-room"),
    path("rooms/<int:pk>/bed/", furnishing.add_bed, name="add-bed"),
    path("spaces/<int:pk>/furnish/", furnishing.furnish, name="furnish-room"),
    path("beds/<int:pk>/close/", furnishing.close_bed, name="close-bed"),
    path("beds/<int:pk>/reopen/", furnishing.reopen_bed, name="reopen-bed"),
    path("beds/<int:pk>/place/", placing.place, name="place-pupil"),
    path("pupils/<int:pk>/", placing.stays, name="stays"),
    path("pupils/<int:pk>/end/", placing.end, name="end-stay"),
    path("pupils/<int:pk>/move/", moving.ask_for, name="ask-move"),
    path("nights/", placing.nights, name="nights"),
    path("proposal/", proposal.proposal, name="proposal"),
    path("moves/", moving.moves, name="moves"),
    path("moves/<int:pk>/", moving.move, name="move"),
    path("moves/<int:pk>/approve/", moving.approve, name="approve-move"),
    path("moves/<int:pk>/decline/", moving.decline, name="decline-move"),
    path("moves/<int:pk>/withdraw/", moving.withdraw, name="withdraw-move"),
    path("charges/", charges.charges, name="charges"),
    path("charges/new/", charges.put_in_charge, name="put-in-charge"),
    path("charges/<int:pk>/end/", charges.end_charge, name="end-charge"),
    # Nights
    path("rolls/", rolls.tonight, name="tonight"),
    path("rolls/<int:pk>/", rolls.roll, name="roll"),
    path("buildings/<int:pk>/roll/", rolls.take, name="take"),
    path("buildings/<int:pk>/roll/close/", rolls.close, name="close-roll"),
    path("searches/<int:pk>/", searches.search, name="search"),
    path("searches/<int:pk>/step/", searches.step, name="search-step"),
    path("searches/<int:pk>/found/", searches.found, name="found"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/<int:pk>/", emergencies.emergency, name="emergency"),
    path("emergencies/<int:pk>/groups/<int:place>/", emergencies.heads, name="heads"),
    path("emergencies/<int:pk>/end/", emergencies.end, name="end-emergency"),
    path("emergencies/<int:pk>/call-off/", emergencies.call_off, name="call-off"),
]
