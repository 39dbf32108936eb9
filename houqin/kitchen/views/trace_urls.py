from django.urls import path

from houqin.kitchen.views import papers, trace

trace_urls = [
    path("trace/lots/<int:pk>/", trace.lot, name="trace-lot"),
    path("trace/batches/<int:pk>/", trace.batch, name="trace-batch"),
    path("trace/meals/<int:pk>/", trace.meal, name="trace-meal"),
    path("trace/samples/<int:pk>/", trace.sample, name="trace-sample"),
    path("trace/deliveries/<int:pk>/", trace.delivery, name="trace-delivery"),
    path("trace/suppliers/<int:pk>/", trace.supplier, name="trace-supplier"),
    path("meals/<int:pk>/record.pdf", papers.meal_record, name="meal-record"),
    path("samples/labels/", papers.sample_labels, name="sample-labels"),
]
