"""The list of everything that is set up, each with its state in a line."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.tenancy.areas import areas_for
from houqin.tenancy.permissions import SEE_SETTINGS


@require_safe
def settings(request):
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    areas = areas_for(request.user, school=request.school, on=request.school.localdate(request.now), at=request.now)
    still_open = sum(state.open for _area, state in areas)
    sentence = _("This school is set up.")
    if still_open:
        sentence = ngettext(
            "%(count)d part is still to be set up.", "%(count)d parts are still to be set up.", still_open
        )
        sentence %= {"count": still_open}
    return show(request, "tenancy/settings.html", areas=areas, sentence=sentence)
