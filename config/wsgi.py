"""What the server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  after the settings are named

if settings.CLOCK_BESIDE_SERVER:
    from houqin.duties.loop import Loop  # apps not ready yet

    # In the worker, after the fork: a thread does not survive one.
    Loop().start()
