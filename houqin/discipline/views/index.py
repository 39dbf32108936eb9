"""Rest and discipline at a glance: the night, talks, lessons, things kept and found."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.discipline.models import Envelope, FoundThing, Violation
from houqin.discipline.permissions import SEE_KEPT, SEE_REST
from houqin.discipline.selectors.lessons import not_taught
from houqin.discipline.views.parts import may, page
from houqin.discipline.views.rounds import tonight
from houqin.kernel.permissions import authorise


@require_safe
def index(request):
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    today = school.localdate(request.now)
    houses, sentence = tonight(school, request.now)
    rooms, waiting = sum(len(one.rooms) for one in houses), sum(len(one.open) for one in houses)
    mine = Violation.objects.visible_to(request.user).of(school).open().count()
    untaught = not_taught(school, today).count()
    found = FoundThing.objects.of(school).waiting().count()
    lines = [
        {"label": _("Rounds after the bell"), "url": reverse("discipline:rounds"), "icon": "moon",
         "quiet": ngettext("{heard} of {number} room heard", "{heard} of {number} rooms heard", rooms).format(
             heard=rooms - waiting, number=rooms)},
        {"label": _("Talks and follow-up"), "url": reverse("discipline:talks"), "icon": "messages",
         "quiet": ngettext("{number} matter is open", "{number} matters are open", mine).format(number=mine)},
        {"label": _("Safety lessons"), "url": reverse("discipline:lessons"), "icon": "school",
         "quiet": ngettext("{number} boarder to be taught", "{number} boarders to be taught", untaught).format(
             number=untaught)},
        {"label": _("Lost and found"), "url": reverse("discipline:found"), "icon": "help-circle",
         "quiet": ngettext("{number} thing waits", "{number} things wait", found).format(number=found)},
    ]  # fmt: skip
    if may(request, SEE_KEPT):
        number = Envelope.objects.of(school).count()
        quiet = ngettext("{number} envelope", "{number} envelopes", number).format(number=number)
        lines.insert(3, {"label": _("Safe keeping"), "url": reverse("discipline:kept"), "icon": "lock", "quiet": quiet})
    return page(request, title=_("Rest and discipline"), sentence=sentence, sections=[{"title": "", "lines": lines}],
                crumbs=[])  # fmt: skip
