"""How a school governs itself: policies, rules with their readers, a plan, a steering group, meetings."""

from datetime import date, datetime, timedelta

from houqin.demo.scene import Agenda, Scene
from houqin.demo.tables import table
from houqin.governance import actions
from houqin.people.models import User

#: The smaller school has the first few of everything.
FEW_RULES, FEW_MEETINGS = 3, 1


def put_on(scene: Scene, agenda: Agenda, first: date, *, big: bool) -> None:
    """Lay it over the weeks from `first` to today."""
    rows = table("governing")
    start = scene.at(first, "09:10")
    if big:
        agenda.add(start, lambda at: _publish(rows["published"], at))
        agenda.add(start, lambda at: _lead(scene, rows["group"], at))
        agenda.add(start + timedelta(minutes=20), lambda at: _plan(scene, agenda, rows["plan"], at))
    for number, row in enumerate(rows["policies"] if big else rows["policies"][:1]):
        agenda.add(start + timedelta(minutes=2 * number), lambda at, row=row: _keep(scene, row, at))
    for number, row in enumerate(rows["rules"] if big else rows["rules"][:FEW_RULES]):
        at = start + timedelta(hours=1, minutes=4 * number)
        agenda.add(at, lambda at, row=row: _write(scene, agenda, row, at))
    for row in rows["meetings"] if big else rows["meetings"][:FEW_MEETINGS]:
        on = first + timedelta(days=round(row["when"] * (scene.today - first).days))
        agenda.add(scene.at(on, row["clock"], 90), lambda at, row=row: _meet(scene, agenda, row, at))


def _publish(row: dict, at: datetime) -> None:
    officer = User.objects.get(username=table("schools")["officer"]["username"])
    bureau = officer.holdings.get().bureau
    actions.publish_policy(bureau=bureau, actor=officer, at=at, **{key: row[key] for key in row if key != "when"})


def _keep(scene: Scene, row: dict, at: datetime) -> None:
    actions.keep_policy(school=scene.school, actor=scene.who("general_affairs_director"), at=at, **row)


def _write(scene: Scene, agenda: Agenda, row: dict, at: datetime) -> None:
    facts = {key: row[key] for key in ("title", "kind", "clauses", "readers", "text")}
    rule = actions.write_rule(school=scene.school, actor=scene.who("general_affairs_director"), at=at, **facts)
    if not row.get("draft"):
        agenda.add(at + timedelta(hours=3), lambda at: _approve(scene, agenda, rule, row, at))


def _approve(scene: Scene, agenda: Agenda, rule, row: dict, at: datetime) -> None:
    today = scene.school.localdate(at)
    review_on = scene.today + timedelta(days=row.get("review_in_days", 300))
    version = rule.versions.order_by("-number").first()
    actions.approve_version(
        version=version, effective_on=today, review_on=review_on, actor=scene.who("principal"), at=at
    )
    must = [user for post in row["readers"] for user in scene.people.get(post, ())]
    rewritten = row.get("second") and version.number == 1
    readers = {"all": must[:1] if rewritten else must, "first": must[:1], "none": []}[row["read"]]
    for number, user in enumerate(dict.fromkeys(readers)):
        agenda.add(
            at + timedelta(hours=20, minutes=7 * number),
            lambda at, user=user: actions.acknowledge(version=version, actor=user, at=at),
        )
    if rewritten:
        agenda.add(at + timedelta(days=3), lambda at: _rewrite(scene, agenda, rule, row, at))


def _rewrite(scene: Scene, agenda: Agenda, rule, row: dict, at: datetime) -> None:
    actions.write_version(
        rule=rule, text=row["second"], what_changed=row["what_changed"], actor=scene.who("food_safety_director"), at=at
    )
    agenda.add(at + timedelta(hours=5), lambda at: _approve(scene, agenda, rule, row, at))


def _lead(scene: Scene, row: dict, at: datetime) -> None:
    today, actor = scene.school.localdate(at), scene.who("deputy_principal")
    group = actions.form_group(
        school=scene.school, name=row["name"], purpose=row["purpose"], formed_on=today, actor=actor, at=at
    )
    for member in row["members"]:
        actions.name_member(
            group=group, user=scene.who(member["post"]), role=member["role"], tasks=member["tasks"], starts_on=today,
            actor=actor, at=at,
        )  # fmt: skip


def _plan(scene: Scene, agenda: Agenda, row: dict, at: datetime) -> None:
    writer, principal, today = scene.who("deputy_principal"), scene.who("principal"), scene.today
    days = [today + timedelta(days=one["in_days"]) for one in row["milestones"]]
    begins = min(scene.school.localdate(at), *days)
    plan = actions.draft_plan(
        school=scene.school, title=row["title"], goal=row["goal"], starts_on=begins,
        ends_on=max(days) + timedelta(days=10), actor=writer, at=at,
    )  # fmt: skip
    for one, day in zip(row["milestones"], days, strict=True):
        made = actions.add_milestone(
            plan=plan, step=one["step"], title=one["title"], owner=one["owner"], due_on=day, actor=writer, at=at
        )
        if one.get("evidence"):
            reported = max(scene.at(day, "15:40"), at + timedelta(hours=6))
            agenda.add(reported, lambda at, one=one, made=made: _reach(scene, agenda, made, one, at))
    agenda.add(at + timedelta(hours=2), lambda at: actions.approve_plan(plan=plan, actor=principal, at=at))
    agenda.add(at + timedelta(hours=3), lambda at: actions.start_plan(plan=plan, actor=writer, at=at))


def _reach(scene: Scene, agenda: Agenda, milestone, row: dict, at: datetime) -> None:
    actions.reach_milestone(milestone=milestone, evidence=row["evidence"], actor=scene.who(row["owner"]), at=at)
    if row.get("accepted"):
        agenda.add(
            at + timedelta(hours=18),
            lambda at: actions.accept_milestone(milestone=milestone, actor=scene.who("principal"), at=at),
        )


def _meet(scene: Scene, agenda: Agenda, row: dict, at: datetime) -> None:
    today = scene.school.localdate(at)
    items = [actions.NewItem(one["what"], one["owner"], today + timedelta(days=one["days"])) for one in row["items"]]
    chair, writer = scene.who(row["chair"]), scene.who(row["writer"])
    meeting = actions.hold_meeting(
        school=scene.school, kind=row["kind"], title=row["title"], held_at=at - timedelta(minutes=90),
        place=row["place"], chair=chair, minutes=row["minutes"], attendees=[scene.who(post) for post in row["present"]],
        guests=row.get("guests", ""), items=items, actor=writer, at=at,
    )  # fmt: skip
    if row.get("corrected"):
        facts = {"meeting": meeting, "text": row["corrected"], "why": row["why"], "actor": writer}
        agenda.add(at + timedelta(minutes=25), lambda at: actions.correct_minutes(at=at, **facts))
    if row["signed"]:
        agenda.add(at + timedelta(hours=1), lambda at: _sign(meeting, chair, at))
    for item, one in zip(meeting.items.order_by("number"), row["items"], strict=True):
        if one.get("evidence"):
            done = scene.at(item.due_on - timedelta(days=1), "17:20")
            agenda.add(done, lambda at, item=item, one=one: _finish(scene, agenda, item, one, chair, at))


def _sign(meeting, chair, at: datetime) -> None:
    actions.sign_minutes(minutes=meeting.minutes.latest("number"), actor=chair, at=at)


def _finish(scene: Scene, agenda: Agenda, item, row: dict, chair, at: datetime) -> None:
    actions.report_item(item=item, evidence=row["evidence"], actor=scene.who(row["owner"]), at=at)
    if row.get("verified"):
        agenda.add(at + timedelta(hours=16), lambda at: actions.verify_item(item=item, actor=chair, at=at))
