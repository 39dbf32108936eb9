"""Addresses of the store, under /store/ and in the namespace `supply`."""

from django.urls import path

from houqin.supply.views import checks, counts, lots, preparations, stock

store_urls = [
    path("", stock.stock, name="stock"),
    path("near-expiry/", stock.stock, {"state": "near"}, name="near-expiry"),
    path("lots/<int:pk>/", lots.lot, name="lot"),
    path("lots/<int:pk>/<slug:name>/", lots.act, name="lot-act"),
    path("movements/<int:pk>/correct/", lots.correct, name="correct"),
    path("issue/", stock.new_issue, name="new-issue"),
    path("issues/", stock.issues, name="issues"),
    path("issues/<int:pk>/", stock.issue, name="issue"),
    path("opening/", stock.opening, name="opening"),
    path("prepare/", preparations.prepare, name="prepare"),
    path("check/", checks.new_check, name="new-check"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.check, name="check"),
    path("count/", counts.new_count, name="new-count"),
    path("counts/", counts.counts, name="counts"),
    path("counts/<int:pk>/", counts.count, name="count"),
]
