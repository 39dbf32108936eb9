"""Addresses of dishes, menus and needs, below /kitchen/."""

from django.urls import path

from houqin.kitchen.views import dishes, menus, needs

menu_urls = [
    path("dishes/", dishes.dish_list, name="dishes"),
    path("dishes/new/", dishes.new_dish, name="dish-new"),
    path("dishes/<int:pk>/", dishes.dish, name="dish"),
    path("dishes/<int:pk>/change/", dishes.change, name="dish-change"),
    path("dishes/<int:pk>/recipe/", dishes.recipe, name="recipe"),
    path("dishes/<int:pk>/retire/", dishes.retire, name="dish-retire"),
    path("menus/", menus.menu_list, name="menus"),
    path("menus/start/", menus.start, name="menu-start"),
    path("menus/<int:pk>/", menus.menu, name="menu"),
    path("menus/<int:pk>/add/", menus.add, name="menu-add"),
    path("menus/<int:pk>/copy/", menus.copy, name="menu-copy"),
    path("menus/<int:pk>/publish/", menus.publish, name="menu-publish"),
    path("menus/items/<int:pk>/", menus.item, name="menu-item"),
    path("menus/items/<int:pk>/withdraw/", menus.withdraw, name="menu-item-withdraw"),
    path("menus/items/<int:pk>/replace/", menus.replace, name="menu-item-replace"),
    path("needs/", needs.what_to_buy, name="needs"),
    path("needs/draft/", needs.draft, name="needs-draft"),
]
