"""Plans with their milestones, and the groups that lead."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.governance import actions
from houqin.governance.forms import (
    GroupForm,
    LastDayForm,
    MemberForm,
    MilestoneForm,
    PlanForm,
    ReportForm,
    ReviewPlanForm,
    WhyForm,
)
from houqin.governance.gates.plans import AT_WORK, may_approve_plan
from houqin.governance.gates.work import may_judge
from houqin.governance.models import GroupMember, Milestone, Plan, SteeringGroup
from houqin.governance.models.plans import PlanState, Step
from houqin.governance.permissions import (
    ACCEPT_WORK,
    APPROVE_PLANS,
    MANAGE_GROUP,
    REPORT_WORK,
    WRITE_PLANS,
)
from houqin.governance.views.seeing import (
    charter_crumb,
    day_in,
    files,
    history,
    looked_at,
    may,
    press,
    thing,
    today,
)
from houqin.governance.words import PLAN_SHAPES, work_shape
from houqin.kernel.http import show
from houqin.tenancy.asking import ask, crumb, sent


def _plans():
    return crumb(_("Plans"), "governance:plans")


@require_safe
def plans(request):
    """Every plan, the running ones first, with its milestones. Two queries."""
    school = looked_at(request)
    rows = Plan.objects.of(school).prefetch_related("milestones").order_by("-starts_on", "-pk")
    order = [PlanState.RUNNING, PlanState.APPROVED, PlanState.DRAFT, PlanState.REVIEWED, PlanState.ARCHIVED]
    rows = sorted(rows, key=lambda plan: order.index(plan.state))
    on = today(request)
    overdue = sum(_is_overdue(one, on) for plan in rows if plan.state in AT_WORK for one in plan.milestones.all())
    sentence = _("No milestone is overdue.") if rows else _("There is no plan yet.")
    if overdue:
        sentence = ngettext("%(count)d milestone is overdue.", "%(count)d milestones are overdue.", overdue)
        sentence %= {"count": overdue}
    return show(
        request, "governance/plans.html", sentence=sentence, lines=[_line(plan) for plan in rows],
        may=may(request, WRITE_PLANS),
    )  # fmt: skip


def _is_overdue(one: Milestone, on) -> bool:
    return one.done_at is None and one.due_on < on


def _line(plan: Plan) -> dict:
    milestones = list(plan.milestones.all())
    accepted = sum(one.accepted_at is not None for one in milestones)
    span = _("%(first)s to %(last)s") % {"first": f"{plan.starts_on:%Y-%m-%d}", "last": f"{plan.ends_on:%Y-%m-%d}"}
    return {
        "label": plan.title, "url": plan.get_absolute_url(), "state": PLAN_SHAPES[plan.state],
        "quiet": _(", ").join([
            str(plan.get_state_display()), span,
            _("accepted %(accepted)d/%(all)d") % {"accepted": accepted, "all": len(milestones)},
        ]),
    }  # fmt: skip


@require_safe
def plan(request, pk):
    """One plan: its steps with their milestones, and the verb that comes next."""
    found = thing(request, Plan.objects.select_related("policy", "drafted_by", "approved_by", "reviewed_by"), pk)
    milestones = list(found.milestones.select_related("done_by", "accepted_by").order_by("due_on", "pk"))
    on = today(request)
    steps = [
        {"title": step.label, "rows": [_milestone(one, on) for one in milestones if one.step == step]} for step in Step
    ]
    accepted = sum(one.accepted_at is not None for one in milestones)
    sentence = _("%(title)s: %(state)s, %(accepted)d of %(all)d milestones accepted.") % {
        "title": found.title, "state": found.get_state_display(), "accepted": accepted, "all": len(milestones),
    }  # fmt: skip
    facts = [
        {"label": _("Carries out"), "value": found.policy and found.policy.title,
         "url": found.policy and found.policy.get_absolute_url()},
        (_("First day"), f"{found.starts_on:%Y-%m-%d}"), (_("Last day"), f"{found.ends_on:%Y-%m-%d}"),
        (_("Drafted by"), found.drafted_by.name), (_("Approved by"), found.approved_by and found.approved_by.name),
        (_("Reviewed by"), found.reviewed_by and found.reviewed_by.name),
    ]  # fmt: skip
    return show(
        request, "governance/plan.html", plan=found, steps=[one for one in steps if one["rows"]], sentence=sentence,
        facts=facts, shape=PLAN_SHAPES[found.state], crumbs=[_plans()], history=history(found),
        refusals=list(may_approve_plan(found, milestones=milestones)), may=may(request, WRITE_PLANS, APPROVE_PLANS),
    )  # fmt: skip


def _milestone(one: Milestone, on) -> dict:
    shape, word = work_shape(one, judged_at=one.accepted_at, today=on)
    return {"row": one, "shape": shape, "word": word, "url": reverse("governance:milestone", args=[one.pk])}


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request):
    school = looked_at(request)
    form = PlanForm(sent(request), school=school, initial={"starts_on": today(request)})
    return ask(
        request, form, actions.draft_plan, needs=WRITE_PLANS, school=school, title=_("Draft a plan"),
        submit=_("Keep the draft"), back=reverse("governance:plans"), crumbs=[_plans()],
        lead=_("Then its milestones, then the principal's approval."),
    )  # fmt: skip


def _of_plan(request, pk, form, verb, needs, title, submit, lead=""):
    found = thing(request, Plan.objects.all(), pk)
    return ask(
        request, form, verb, needs=needs, title=title.format(title=found.title), submit=submit, lead=lead,
        back=found.get_absolute_url(), crumbs=[_plans(), (found.title, found.get_absolute_url())], about=[found],
        plan=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_milestone(request, pk):
    form = MilestoneForm(sent(request))
    return _of_plan(request, pk, form, actions.add_milestone, WRITE_PLANS, _("A milestone of {title}"), _("Add"))


@require_http_methods(["GET", "HEAD", "POST"])
def review_plan(request, pk):
    form = ReviewPlanForm(sent(request))
    return _of_plan(
        request, pk, form, actions.review_plan, APPROVE_PLANS, _("Review {title}"), _("Close the work"),
        lead=_("What was reached, what was not, what follows."),
    )  # fmt: skip


@require_POST
def act_on_plan(request, pk, name):
    """The steps that need no words."""
    verbs = {
        "approve": (actions.approve_plan, _("Approved. Each milestone is a duty now.")),
        "start": (actions.start_plan, _("Started.")),
        "archive": (actions.archive_plan, _("Put away.")),
    }
    found = thing(request, Plan.objects.all(), pk)
    verb, done = verbs[name]
    return press(request, verb, back=found, done=done, about=[found], plan=found)


def _one(request, pk) -> Milestone:
    return thing(request, Milestone.objects.select_related("plan", "done_by", "accepted_by", "attachment"), pk)


@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request, pk):
    """One milestone: report it, or look at it and accept or send it back."""
    found = _one(request, pk)
    form = ReportForm(**files(request))
    if request.method == "POST":
        return ask(
            request, form, actions.reach_milestone, needs=REPORT_WORK, title=found.title, submit=_("Report"),
            back=request.path, milestone=found, about=[found],
        )  # fmt: skip
    shape, word = work_shape(found, judged_at=found.accepted_at, today=today(request))
    return show(
        request, "governance/work.html", form=form, work=found, shape=shape, word=word, judged=found.accepted_by,
        crumbs=[_plans(), (found.plan.title, found.plan.get_absolute_url())], history=history(found),
        accept_url=reverse("governance:accept-milestone", args=[pk]), judged_at=found.accepted_at,
        return_url=reverse("governance:return-milestone", args=[pk]), is_open=found.plan.state in AT_WORK,
        refusals=list(may_judge(found, actor=request.user, judged_at=found.accepted_at)),
        may=may(request, REPORT_WORK, ACCEPT_WORK),
    )  # fmt: skip


@require_POST
def accept_milestone(request, pk):
    found = _one(request, pk)
    return press(
        request, actions.accept_milestone, back=reverse("governance:milestone", args=[pk]), done=_("Accepted."),
        about=[found], milestone=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def return_milestone(request, pk):
    found = _one(request, pk)
    back = reverse("governance:milestone", args=[pk])
    return ask(
        request, WhyForm(sent(request)), actions.return_milestone, needs=ACCEPT_WORK, submit=_("Send back"),
        title=_("Send back: {what}").format(what=found.title), back=back, crumbs=[(found.title, back)], about=[found],
        milestone=found,
    )  # fmt: skip


@require_safe
def groups(request):
    """Each group with who belonged to it on a day, head first. Two queries."""
    school = looked_at(request)
    on = day_in(request) or today(request)
    members = GroupMember.objects.of(school).serving(on).select_related("user").order_by("starts_on", "pk")
    order = list(GroupMember.Role.values)
    members = sorted(members, key=lambda one: order.index(one.role))
    cards = [
        {"group": group, "members": [one for one in members if one.group_id == group.pk]}
        for group in SteeringGroup.objects.of(school).filter(formed_on__lte=on).order_by("formed_on", "pk")
    ]
    headless = [card["group"].name for card in cards if not any(one.role == "head" for one in card["members"])]
    sentence = _("Every group has its head.") if cards else _("There is no steering group yet.")
    if headless:
        sentence = _("Without a head: %(names)s.") % {"names": _(", ").join(headless)}
    return show(
        request, "governance/groups.html", cards=cards, sentence=sentence, on=on, is_today=on == today(request),
        may=may(request, MANAGE_GROUP), crumbs=[charter_crumb()],
    )  # fmt: skip


def _groups():
    return crumb(_("Steering groups"), "governance:groups")


@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request):
    school = looked_at(request)
    form = GroupForm(sent(request), initial={"formed_on": today(request)})
    return ask(
        request, form, actions.form_group, needs=MANAGE_GROUP, school=school, title=_("Form a group"),
        submit=_("Form it"), back=reverse("governance:groups"), crumbs=[_groups()],
        lead=_("Its members are named one by one; the principal heads it."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_member(request, pk):
    group = thing(request, SteeringGroup.objects.all(), pk)
    on = today(request)
    form = MemberForm(sent(request), school=group.school, on=on, initial={"starts_on": on})
    return ask(
        request, form, actions.name_member, needs=MANAGE_GROUP, group=group, about=[group], submit=_("Name"),
        title=_("Name a member of {name}").format(name=group.name), back=reverse("governance:groups"),
        crumbs=[_groups()],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request, pk):
    member = thing(request, GroupMember.objects.select_related("group", "user"), pk)
    form = LastDayForm(sent(request), initial={"ends_on": today(request)})
    return ask(
        request, form, actions.end_membership, needs=MANAGE_GROUP, member=member, about=[member.group],
        title=_("End: {name}, {group}").format(name=member.user.name, group=member.group.name), submit=_("End"),
        back=reverse("governance:groups"), crumbs=[_groups()], lead=_("The last day still counts."),
    )  # fmt: skip
