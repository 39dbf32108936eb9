"""Pages of supply, under /store/."""

from houqin.supply.views.label_urls import label_urls
from houqin.supply.views.receiving_urls import receiving_urls
from houqin.supply.views.store_urls import store_urls

app_name = "supply"
urlpatterns = [*receiving_urls, *store_urls, *label_urls]
