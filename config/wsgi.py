"""What the server loads."""

import os

from django.core.wsgi import get_wsgi_application

from config.in_turn import one_after_another
from config.whole import insist_on_whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = one_after_another(insist_on_whole_bodies(get_wsgi_application()))

from django.conf import settings  # noqa: E402  after the settings are named

from houqin.kernel.collecting import settle  # noqa: E402

settle()
if settings.CLOCK_BESIDE_SERVER:
    from houqin.duties.loop import Loop  # apps not ready yet

    # In the worker, after the fork: a thread does not survive one.
    Loop().start()
