"""The guardian's page: no account, no name of a child before the code, no script needed."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houqin.journal.doors import attempt
from houqin.kernel.refusals import Refused
from houqin.tenancy.schools import School
from houqin.tenancy.second_wall import narrow_to
from houqin.whereabouts.actions import answer_by_link, open_link
from houqin.whereabouts.forms.guardian import AnswerForm, CodeForm
from houqin.whereabouts.gates.links import is_usable
from houqin.whereabouts.models import GuardianLink
from houqin.whereabouts.secrets_of_links import token_digest


@never_cache
@require_http_methods(["GET", "POST"])
def guardian(request, school_code, token):
    link = _link(school_code, token)
    with timezone.override(link.school.zone):
        answer = _answer(request, link)
    answer["X-Robots-Tag"] = "noindex"
    return answer


#: What `web.public.public` does; that layer lies above. The page also stands in its list.
guardian.is_public = True


def _link(school_code: str, token: str) -> GuardianLink:
    """Nobody is signed in, so the wall between schools opens for the school of the address, and no further."""
    school = School.objects.filter(code=school_code).first()
    if school is None:
        raise Http404
    narrow_to([school.pk])
    rows = GuardianLink.objects.of(school).filter(token_digest=token_digest(token))
    link = rows.select_related("school", "guardian", "leave__pupil").first()
    if link is None:
        raise Http404
    return link


def _answer(request, link: GuardianLink):
    refusals = list(is_usable(link, at=request.now))
    if refusals or request.method == "GET":
        return _show(request, link, refusals=refusals, form=CodeForm())
    form = CodeForm(request.POST)
    try:
        if not form.is_valid() or not open_link(link=link, code=form.cleaned_data["code"], at=request.now):
            if form.is_valid():
                form.add_error("code", _("The code is not right. Check it, or ask the head teacher."))
            return _show(request, link, form=form, status=422)
        return _opened(request, link, form.cleaned_data["code"])
    except Refused as refused:
        return _show(request, link, refusals=refused.refusals, form=CodeForm(), status=409)


def _opened(request, link: GuardianLink, code: str):
    """The code was right: what is asked, or what the guardian answered."""
    said, refusals = request.POST.get("answer", ""), []
    form = AnswerForm(request.POST if said else None, initial={"code": code})
    if link.leave.prolongs_id:
        form.nobody_collects()
    else:
        form.fields["collector_name"].required = said != "no" and not link.leave.collector_name
    if said in ("yes", "no") and form.is_valid():
        try:
            attempt(
                answer_by_link, actor=None, at=request.now, chain=link.school_id, about=[link.leave], link=link,
                is_yes=said == "yes", **form.cleaned_data,
            )  # fmt: skip
        except Refused as refused:
            refusals = refused.refusals
        else:
            return _show(request, link, answered=said)
    status = 409 if refusals else 422 if form.is_bound else 200
    return _show(request, link, refusals=refusals, form=form, is_open=True, status=status)


def _show(request, link: GuardianLink, *, status=200, **more):
    return render(
        request, "whereabouts/guardian.html",
        more | {"link": link, "leave": link.leave, "home": link.school, "here": request.path}, status=status,
    )  # fmt: skip
