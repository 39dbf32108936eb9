"""Pages of governance, under /governance/."""

from django.urls import path

from houqin.governance.views import charter, matrix, meetings, plans, rules

app_name = "governance"
urlpatterns = [
    path("", charter.charter, name="charter"),
    path("clauses/<str:clause>/", charter.clause, name="clause"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/", rules.new_rule, name="new-rule"),
    path("rules/<int:pk>/", rules.rule, name="rule"),
    path("rules/<int:pk>/text/", rules.new_version, name="new-version"),
    path("rules/<int:pk>/readers/", rules.set_readers, name="set-readers"),
    path("rules/<int:pk>/review/", rules.review_rule, name="review-rule"),
    path("rules/<int:pk>/end/", rules.end_rule, name="end-rule"),
    path("versions/<int:pk>/approve/", rules.approve_version, name="approve-version"),
    path("versions/<int:pk>/read/", rules.acknowledge, name="acknowledge"),
    path("policies/", rules.policies, name="policies"),
    path("policies/new/", rules.new_policy, name="new-policy"),
    path("policies/publish/", rules.publish_policy, name="publish-policy"),
    path("policies/<int:pk>/", rules.policy, name="policy"),
    path("policies/<int:pk>/end/", rules.end_policy, name="end-policy"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="new-plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/milestone/", plans.new_milestone, name="new-milestone"),
    path("plans/<int:pk>/review/", plans.review_plan, name="review-plan"),
    *[
        path(f"plans/<int:pk>/{name}/", plans.act_on_plan, {"name": name}, name=f"{name}-plan")
        for name in ("approve", "start", "archive")
    ],
    path("milestones/<int:pk>/", plans.milestone, name="milestone"),
    path("milestones/<int:pk>/accept/", plans.accept_milestone, name="accept-milestone"),
    path("milestones/<int:pk>/return/", plans.return_milestone, name="return-milestone"),
    path("groups/", plans.groups, name="groups"),
    path("groups/new/", plans.new_group, name="new-group"),
    path("groups/<int:pk>/member/", plans.new_member, name="new-member"),
    path("members/<int:pk>/end/", plans.end_membership, name="end-membership"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new-meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/correct/", meetings.correct_minutes, name="correct-minutes"),
    path("meetings/<int:pk>/item/", meetings.new_item, name="new-item"),
    path("minutes/<int:pk>/sign/", meetings.sign_minutes, name="sign-minutes"),
    path("items/<int:pk>/", meetings.item, name="item"),
    path("items/<int:pk>/verify/", meetings.verify_item, name="verify-item"),
    path("items/<int:pk>/return/", meetings.return_item, name="return-item"),
]
