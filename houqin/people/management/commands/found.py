"""`houqin found`: a first school without the demo: its bureaus, itself, and a principal who can sign in."""

import getpass
import sys

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from houqin.kernel import clock
from houqin.kernel.refusals import Refused
from houqin.people.actions import add_staff, appoint, open_account
from houqin.people.models import User
from houqin.tenancy.actions import found_bureau, found_school
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import Bureau


class Command(BaseCommand):
    help = "Found a school under its bureaus, with a principal who signs in and sets up everything else."

    def add_arguments(self, parser):
        parser.add_argument(
            "--bureau", action="append", required=True, metavar="NAME", help="from the top down; repeat it"
        )
        parser.add_argument("--code", required=True, help="short, on labels and in links: HLH")
        parser.add_argument("--name", required=True, help="the school's name")
        parser.add_argument("--zone", default="Asia/Shanghai", help="the clock on the wall, such as Asia/Urumqi")
        parser.add_argument("--principal", required=True, metavar="NAME")
        parser.add_argument("--number", default="1", help="the principal's staff number")
        parser.add_argument("--username", required=True, help="what the principal signs in with")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from the first line")

    def handle(self, *, password_stdin, **given):
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else self.asked()
        try:
            with transaction.atomic():
                school = found(password=password, **given)
        except Refused as refused:
            raise CommandError("\n".join(refusal.sentence for refusal in refused.refusals)) from refused
        self.stdout.write(f"{school.name} ({school.code}): {given['principal']}, {given['username']}")

    def asked(self) -> str:
        first, again = getpass.getpass("Password: "), getpass.getpass("Password again: ")
        if first != again:
            raise CommandError("The two passwords differ.")
        return first


def found(*, bureau, code, name, zone, principal, number, username, password, **_options):
    """All of it or nothing, by the verbs, in the name of the house. Bureaus that exist are used as they are."""
    at = clock.now()
    house = User.objects.house().acting(at)
    parent = None
    for title in bureau:
        known = Bureau.objects.filter(parent=parent, name=title).first()
        parent = known or found_bureau(name=title, parent=parent, actor=house, at=at)
    school = found_school(bureau=parent, code=code, name=name, zone=zone, actor=house, at=at)
    staff = add_staff(school=school, name=principal, number=number, joined_on=None, actor=house, at=at)
    staff.user = open_account(staff=staff, username=username, password=password, actor=house, at=at)
    appoint(staff=staff, post=Post.PRINCIPAL.value, starts_on=school.localdate(at), actor=house, at=at)
    return school
