from django.urls import path

from houqin.people.views import bureau, posts, pupils, staff, tokens

app_name = "people"
urlpatterns = [
    path("people/posts/", posts.posts, name="posts"),
    path("people/posts/appoint/", posts.appoint, name="appoint"),
    path("people/posts/<int:pk>/end/", posts.end_appointment, name="end-appointment"),
    path("people/posts/<int:pk>/withdraw/", posts.withdraw_appointment, name="withdraw-appointment"),
    path("people/posts/<str:post>/", posts.history, name="post-history"),
    path("people/staff/", staff.staff, name="staff"),
    path("people/staff/new/", staff.add, name="add-staff"),
    path("people/staff/<int:pk>/", staff.member, name="staff-member"),
    path("people/staff/<int:pk>/change/", staff.change, name="change-staff"),
    path("people/staff/<int:pk>/account/", staff.account, name="open-account"),
    path("people/staff/<int:pk>/reopen/", staff.reopen, name="reopen-account"),
    path("people/staff/<int:pk>/password/", staff.password, name="set-password"),
    path("people/staff/<int:pk>/close/", staff.close, name="close-account"),
    path("people/staff/<int:pk>/left/", staff.left, name="staff-left"),
    path("people/classes/", pupils.classes, name="classes"),
    path("people/classes/new/", pupils.add_class, name="add-class"),
    path("people/classes/<int:pk>/", pupils.school_class, name="class"),
    path("people/classes/<int:pk>/head/", pupils.set_head_teacher, name="set-head-teacher"),
    path("people/pupils/", pupils.pupils, name="pupils"),
    path("people/pupils/new/", pupils.add_pupil, name="add-pupil"),
    path("people/pupils/<int:pk>/", pupils.pupil, name="pupil"),
    path("people/pupils/<int:pk>/change/", pupils.change_pupil, name="change-pupil"),
    path("people/pupils/<int:pk>/move/", pupils.move, name="move-pupil"),
    path("people/pupils/<int:pk>/left/", pupils.left, name="pupil-left"),
    path("people/pupils/<int:pk>/guardian/", pupils.add_guardian, name="add-guardian"),
    path("people/keys/", tokens.tokens, name="tokens"),
    path("people/keys/new/", tokens.create, name="create-token"),
    path("people/keys/mine/", tokens.create_own, name="create-own-token"),
    path("people/keys/<int:pk>/revoke/", tokens.revoke, name="revoke-token"),
    path("bureau/", bureau.bureau, name="bureau"),
    path("bureau/number/", bureau.choose_parameter, name="choose-parameter"),
    path("bureau/<int:pk>/<slug:key>/", bureau.bureau_parameter, name="bureau-parameter"),
]
