"""Addresses of buying and goods-in."""

from django.urls import path

from houqin.supply.views import articles, deliveries, lines, orders, suppliers

receiving_urls = [
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.new_article, name="new-article"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/change/", articles.change_article, name="change-article"),
    path("articles/<int:pk>/packs/", articles.packs, name="article-packs"),
    path("articles/<int:pk>/retire/", articles.retire_article, name="retire-article"),
    path("suppliers/", suppliers.suppliers, name="suppliers"),
    path("suppliers/new/", suppliers.new_supplier, name="new-supplier"),
    path("suppliers/<int:pk>/", suppliers.supplier, name="supplier"),
    path("suppliers/<int:pk>/change/", suppliers.change_supplier, name="change-supplier"),
    path("suppliers/<int:pk>/approve/", suppliers.approve, name="approve-supplier"),
    path("suppliers/<int:pk>/suspend/", suppliers.suspend, name="suspend-supplier"),
    path("suppliers/<int:pk>/certificates/new/", suppliers.new_certificate, name="new-certificate"),
    path("approvals/<int:pk>/withdraw/", suppliers.withdraw_approval, name="withdraw-approval"),
    path("suspensions/<int:pk>/lift/", suppliers.lift_suspension, name="lift-suspension"),
    path("certificates/<int:pk>/withdraw/", suppliers.withdraw_certificate, name="withdraw-certificate"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new_order, name="new-order"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/lines/", orders.add_order_line, name="add-order-line"),
    path("orders/<int:pk>/send/", orders.send_order, name="send-order"),
    path("orders/<int:pk>/cancel/", orders.cancel_order, name="cancel-order"),
    path("order-lines/<int:pk>/", orders.change_order_line, name="change-order-line"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/arriving/", deliveries.arriving, name="arriving"),
    path("deliveries/new/", deliveries.register, name="register-delivery"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("deliveries/<int:pk>/lines/", deliveries.add_line, name="add-line"),
    path("deliveries/<int:pk>/call-off/", deliveries.call_off, name="call-off-delivery"),
    path("deliveries/<int:pk>/decide/", deliveries.decide, name="decide-lines"),
    path("deliveries/<int:pk>/papers/", deliveries.papers, name="delivery-papers"),
    path("deliveries/<int:pk>/sign/", deliveries.sign, name="sign-inspection"),
    path("deliveries/<int:pk>/finish/", deliveries.finish, name="finish-inspection"),
    path("lines/<int:pk>/", lines.line, name="line"),
    *[path(f"lines/<int:pk>/{name}/", lines.act, {"name": name}, name=f"line-{name}")
      for name in ("facts", "decide", "paper", "photo")],
    path("lines/<int:pk>/return/", lines.give_back, name="return-line"),
    path("lines/<int:pk>/set-aside/", lines.set_aside, name="set-aside-line"),
    path("papers/<int:pk>/withdraw/", lines.withdraw_paper, name="withdraw-paper"),
]  # fmt: skip
