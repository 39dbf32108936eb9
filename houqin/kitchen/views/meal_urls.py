"""Addresses of the day, its meals, pots and samples."""

from django.urls import path

from houqin.kitchen.views import all_pots, batches, days, disinfecting, meals, samples

meal_urls = [
    path("", days.day, name="day"),
    path("open/", days.open_day, name="day-open"),
    path("plan/", days.plan, name="plan"),
    path("meals/<int:pk>/", meals.meal, name="meal"),
    path("meals/<int:pk>/heads/", meals.heads, name="meal-heads"),
    path("meals/<int:pk>/call-off/", meals.call_off, name="meal-call-off"),
    path("meals/<int:pk>/pot/", meals.pot, name="meal-pot"),
    path("meals/<int:pk>/start/", meals.start, name="meal-start"),
    path("meals/<int:pk>/heat/", all_pots.heat, name="meal-heat"),
    path("meals/<int:pk>/taste/", all_pots.taste, name="meal-taste"),
    path("meals/<int:pk>/sample/", all_pots.sample, name="meal-sample"),
    path("meals/<int:pk>/release/", meals.release, name="meal-release"),
    path("meals/<int:pk>/count/", meals.count, name="meal-count"),
    path("meals/<int:pk>/leftovers/", meals.leftovers, name="meal-leftovers"),
    path("meals/<int:pk>/dispose/", meals.dispose, name="meal-dispose"),
    path("meals/<int:pk>/close/", meals.close, name="meal-close"),
    path("meals/<int:pk>/disinfect/", disinfecting.disinfect, name="meal-disinfect"),
    path("disinfections/<int:pk>/correct/", disinfecting.correct, name="disinfection-correct"),
    path("leftovers/<int:pk>/correct/", meals.correct_leftover, name="leftover-correct"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/issue/", batches.issue, name="batch-issue"),
    path("batches/<int:pk>/temperature/", batches.temperature, name="batch-temperature"),
    path("batches/<int:pk>/finish/", batches.finish, name="batch-finish"),
    path("batches/<int:pk>/taste/", batches.taste, name="batch-taste"),
    path("batches/<int:pk>/sample/", batches.sample, name="batch-sample"),
    path("batches/<int:pk>/isolate/", batches.isolate, name="batch-isolate"),
    path("batches/<int:pk>/remove/", batches.remove, name="batch-remove"),
    path("issues/<int:pk>/return/", batches.give_back, name="issue-return"),
    path("temperatures/<int:pk>/correct/", batches.correct_temperature, name="temperature-correct"),
    path("tastings/<int:pk>/correct/", batches.correct_tasting, name="tasting-correct"),
    path("samples/", samples.samples, name="samples"),
    path("samples/<int:pk>/", samples.sample, name="sample"),
    path("samples/<int:pk>/correct/", samples.correct, name="sample-correct"),
    path("samples/<int:pk>/dispose/", samples.dispose, name="sample-dispose"),
    path("samples/<int:pk>/lock/", samples.lock, name="sample-lock"),
    path("samples/<int:pk>/unlock/", samples.unlock, name="sample-unlock"),
]
