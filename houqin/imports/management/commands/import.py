"""`houqin import people.pupils pupils.xlsx --school bs1 --actor wang --accept`"""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError

from houqin.imports.actions import Mode, accept_import, check_import
from houqin.imports.importers import IMPORTERS
from houqin.imports.reading import LARGEST_FILE_BYTES
from houqin.imports.reasons import Reason
from houqin.imports.spreadsheets import described
from houqin.journal.doors import attempt
from houqin.kernel.clock import now
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refusal, Refused


class Command(BaseCommand):
    help = "Checks a spreadsheet as a person of a school would; --accept brings it in."

    def add_arguments(self, parser):
        parser.add_argument("importer", help="such as people.pupils")
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", required=True, help="the school's code")
        parser.add_argument("--actor", required=True, help="user name of the person who answers for it")
        parser.add_argument("--accept", action="store_true", help="bring in what is good")
        parser.add_argument("--all-or-none", action="store_true", help="with --accept: every row or nothing")

    def handle(self, *, importer, file, school, actor, accept, all_or_none, **options):
        at = now()
        person = get_user_model()._default_manager.filter(username=actor).first()
        if person is None:
            raise CommandError(f"nobody signs in as {actor}")
        # A person knows their schools; this app stands below the app that knows them all.
        place = person.visible_schools(at).filter(code=school).first()
        if place is None:
            raise CommandError(f"{actor} works at no school with the code {school}")
        if importer not in IMPORTERS:
            raise CommandError(Refusal(Reason.UNKNOWN_IMPORTER, {"code": importer, "known": list(IMPORTERS)}).sentence)
        try:
            run = attempt(check_import, actor=person, at=at, chain=place.pk, importer=IMPORTERS[importer], school=place,
                          file=ContentFile(_content(file), name=file.name))  # fmt: skip
            self._tell(run)
            if accept:
                mode = Mode.ALL_OR_NONE if all_or_none else Mode.GOOD_ROWS
                run = attempt(accept_import, actor=person, at=at, chain=place.pk, about=[run], run=run, school=place,
                              mode=mode)  # fmt: skip
                self.stdout.write(self.style.SUCCESS(f"{run.get_state_display()}: {run.created_count}"))
        except Refused as refused:
            raise CommandError("\n".join(refusal.sentence for refusal in refused.refusals)) from refused
        except NotYours as not_yours:
            raise CommandError(f"{actor}: {not_yours}") from not_yours

    def _tell(self, run):
        for notice in run.notices:
            self.stdout.write(notice)
        titles = {column.name: str(column.title) for column in run.importer.columns}
        for row in run.rows.filter(is_good=False).order_by("number"):
            self.stdout.write(f"{row.number}\t" + described(row.problems, titles).replace("\n", "\n\t"))
        self.stdout.write(f"{run.file_name}: {run.good_count} + {run.bad_count}")


def _content(file: Path) -> bytes:
    """One byte more than fits, so that a far larger file is refused without being read."""
    if not file.is_file():
        raise CommandError(f"{file} is not a file")
    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE_BYTES + 1)
