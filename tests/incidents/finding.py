"""A hazard as somebody reports it; a test says only what matters to it."""

from houqin.incidents.actions import report_hazard
from tests.builders import NOON


def report(scene, what="消毒柜门封破损", *, actor=None, at=NOON, **more):
    return report_hazard(
        school=scene.school, what=what, actor=actor or scene.crew.cook, at=at, **({"category": "equipment"} | more)
    )
