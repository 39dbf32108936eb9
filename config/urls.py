"""The whole address book of pages. Each app lists its own; nothing here decides anything. The API: houqin.api.edge."""

from django.urls import include, path

urlpatterns = [
    path("", include("houqin.web.urls")),
    path("", include("houqin.people.urls")),
    path("", include("houqin.tenancy.urls")),
    path("imports/", include("houqin.imports.urls")),
    path("ledgers/", include("houqin.documents.urls")),
    path("files/", include("houqin.journal.urls")),
    path("store/", include("houqin.supply.urls")),
    path("kitchen/", include("houqin.kitchen.urls")),
    path("food-safety/", include("houqin.foodsafety.urls")),
    path("dormitory/", include("houqin.dormitory.urls")),
    path("room-life/", include("houqin.roomlife.urls")),
    path("discipline/", include("houqin.discipline.urls")),
    path("visitors/", include("houqin.visitors.urls")),
    path("whereabouts/", include("houqin.whereabouts.urls")),
    path("night-watch/", include("houqin.nightwatch.urls")),
    path("campus/", include("houqin.campus.urls")),
    path("checklists/", include("houqin.checklists.urls")),
    path("cases/", include("houqin.incidents.urls")),
    path("governance/", include("houqin.governance.urls")),
    path("duties/", include("houqin.duties.urls")),
    path("notices/", include("houqin.notices.urls")),
]

handler500 = "houqin.web.refusing.broken"
