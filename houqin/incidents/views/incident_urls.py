"""Addresses of incidents, evidence, plans and drills."""

from django.urls import path

from houqin.incidents.views import acting, evidence, incidents, papers, plans

incident_urls = [
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.report, name="report"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/dossier/", papers.dossier, name="dossier"),
    path("incidents/<int:pk>/labels/", papers.labels, name="seal-labels"),
    path("incidents/<int:pk>/<slug:name>/", acting.act, name="act"),
    path("steps/<int:pk>/", incidents.step, name="step"),
    path("steps/<int:pk>/do/", incidents.do, name="do-step"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path("evidence/<int:pk>/<slug:name>/", acting.custody, name="custody"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="new-plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/approve/", plans.approve, name="approve-plan"),
    path("plans/<int:pk>/review/", plans.review, name="review-plan"),
    path("drills/", plans.drills, name="drills"),
    path("drills/new/", plans.new_drill, name="new-drill"),
    path("drills/<int:pk>/", plans.drill, name="drill"),
    path("drills/<int:pk>/fault/", plans.fault, name="drill-fault"),
]
