"""Pages of articles."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.supply import actions
from houqin.supply.forms.articles import ArticleForm, NewArticleForm, PacksForm
from houqin.supply.goods_classes import class_title, goods_class, titles
from houqin.supply.models import Article
from houqin.supply.permissions import MANAGE_ARTICLES
from houqin.supply.views.pages import asked, bound, may, paged, press, verb_page
from houqin.supply.views.seeing import may_see_store, thing

KEPT = ("name", "spec", "goods_class", "storage", "shelf_life_days", "allergens", "is_halal")


@require_safe
def articles(request):
    school = may_see_store(request)
    text, state = asked(request), request.GET.get("state", "")
    rows = Article.objects.of(school)
    in_use, retired = rows.in_use().count(), rows.exclude(retired_on=None).count()
    rows = rows.exclude(retired_on=None) if state == "retired" else rows.in_use()
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
    page = paged(request, rows.order_by("goods_class", "name", "pk"))
    counters = [
        {"value": in_use, "label": _("In use"), "url": "?", "current": state != "retired"},
        {"value": retired, "label": _("Retired"), "url": "?state=retired", "current": state == "retired"},
    ]
    lines = [
        {
            "label": f"{one.name} {one.spec}".strip(), "url": one.get_absolute_url(), "icon": "package",
            "quiet": f"{class_title(one.goods_class)} {one.get_storage_display()} {one.code}",
        }
        for one in page
    ]  # fmt: skip
    return show(
        request, "supply/articles.html", page=page, lines=lines, counters=counters, text=text, state=state,
        may_manage=may(request, MANAGE_ARTICLES), total=in_use,
    )  # fmt: skip


@require_safe
def article(request, pk):
    article = thing(request, Article.objects.prefetch_related("units"), pk)
    kind_of_goods = goods_class(article.goods_class)
    facts = [
        (_("Code"), article.code),
        (_("Goods class"), kind_of_goods.title),
        (_("Storage"), article.get_storage_display()),
        (_("Counted in"), article.get_base_unit_display()),
        (_("Packs"), [f"1 {one.unit} = {article.quantity(one.base_amount)}" for one in article.units.all()] or None),
        (_("Shelf life in days"), article.shelf_life_days),
        (_("Allergens"), article.allergens),
        (_("Halal"), _("Yes") if article.is_halal else None),
        (_("Retired on"), article.retired_on),
    ]
    return show(
        request, "supply/article.html", article=article, facts=facts, kind_of_goods=kind_of_goods,
        documents=[titles(group) for group in kind_of_goods.lot_documents],
        history=Entry.objects.about(article)[:30], may_manage=may(request, MANAGE_ARTICLES),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request):
    may_see_store(request)
    form = NewArticleForm(**bound(request))
    return verb_page(
        request, form, actions.add_article, title=_("Add an article"), submit=_("Add it"), back="/store/articles/",
        done=_("Added."), then=lambda made: made, school=request.school,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change_article(request, pk):
    article = thing(request, Article.objects.all(), pk)
    form = ArticleForm(**bound(request), initial={name: getattr(article, name) for name in KEPT})
    return verb_page(
        request, form, actions.change_article, title=_("Change {name}").format(name=article.name), submit=_("Save"),
        back=article, done=_("Saved."), about=[article], article=article,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def packs(request, pk):
    article = thing(request, Article.objects.all(), pk)
    form = PacksForm(**bound(request), article=article)
    return verb_page(
        request, form, actions.set_article_units, title=_("Packs of {name}").format(name=article.name),
        submit=_("Save"), back=article, done=_("Saved."), about=[article], article=article,
    )  # fmt: skip


@require_POST
def retire_article(request, pk):
    article = thing(request, Article.objects.all(), pk)
    return press(request, actions.retire_article, back=article, done=_("Retired."), about=[article], article=article)
