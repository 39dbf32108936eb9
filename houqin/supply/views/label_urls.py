"""Addresses of labels."""

from django.urls import path

from houqin.supply.views import label_views

label_urls = [path("labels/", label_views.lot_labels, name="lot-labels")]
