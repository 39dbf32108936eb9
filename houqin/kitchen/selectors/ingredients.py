"""What a pot still needs, and which lots to take first."""

from dataclasses import dataclass, field
from datetime import datetime

from houqin.kitchen.evidence import used_in
from houqin.kitchen.models import DishBatch
from houqin.supply.models import Article, Lot
from houqin.supply.selectors import suggest_lots


@dataclass(frozen=True)
class Need:
    """In base units of the article. `suggested` are supply's suggestions for what is missing."""

    article: Article
    needed: int
    issued: int
    suggested: list = field(default_factory=list)

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.issued)

    @property
    def issued_quantity(self):
        return self.article.quantity(self.issued)

    @property
    def missing_quantity(self):
        return self.article.quantity(self.missing)


def ingredients_needed(batch: DishBatch, *, at: datetime) -> list[Need]:
    """Recipe × heads of the pot, less what was issued to it; then lots, first expired first. Six queries."""
    lines = list(batch.recipe.lines.select_related("article")) if batch.recipe_id else []
    used = used_in([batch.pk]).get(batch.pk, {})
    issued: dict[int, int] = {}
    for lot in Lot.objects.filter(pk__in=used):
        issued[lot.article_id] = issued.get(lot.article_id, 0) + used[lot.pk]
    needs = [Need(line.article, line.amount_for(batch.planned_heads), issued.get(line.article_id, 0)) for line in lines]
    wanted = {need.article.pk: need.missing for need in needs if need.missing}
    for suggestion in suggest_lots(batch.school, wanted, batch.school.localdate(at)):
        next(need for need in needs if need.article == suggestion.article).suggested.append(suggestion)
    return needs
