"""`houqin serve | demo | verify | import …`: each is a thin management command over the verbs."""

import os
import sys


def main(argv=None):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # slow import: after the settings are named

    execute_from_command_line(argv or sys.argv)


if __name__ == "__main__":
    main()
