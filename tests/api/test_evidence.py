"""What a machine is told of the photos of evidence."""

from datetime import UTC

from houqin.incidents.actions import report_hazard
from tests.builders import NOON
from tests.incidents.conftest import Scene
from tests.incidents.happening import it_happens
from tests.incidents.test_seal_evidence import seal
from tests.journal.test_attachments import a_photo


def test_a_photo_that_was_used_before_is_told_with_its_first_use(calling):
    scene = Scene()
    report_hazard(
        school=scene.school, what="插座松动", category="equipment", photos=[a_photo()], actor=scene.crew.cook, at=NOON
    )
    incident = it_happens(scene, "injury")
    evidence = seal(scene, incident, photo=a_photo(), more_photos=[a_photo(size=(90, 60))])

    told = calling(scene.crew.principal).get(f"/cases/incidents/{incident.pk}").json()

    [other] = evidence.more_photos.all()
    [held] = told["evidence"]
    assert (held["photo_sha256"], held["photos"]) == (
        evidence.photo.digest,
        [
            {"sha256": evidence.photo.digest, "used_before_at": f"{NOON.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"},
            {"sha256": other.digest, "used_before_at": None},
        ],
    )
