"""How the pages say no: with reasons, with a way back, never with a stack."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme

from houqin.kernel.faults import coded
from houqin.tenancy.posts import Post


def refused(request, refusal):
    """409: a verb refused where no form could show it. htmx gets the list alone, a browser a page."""
    if getattr(request, "htmx", False):
        return render(request, "ui/refusals.html", {"refusals": refusal, "focus": True}, status=409)
    return render(request, "web/refused.html", {"refusals": refusal, "back": _back(request)}, status=409)


def not_yours(request, exception):
    """403: names the posts that may."""
    posts = [_post_name(code) for code in sorted(exception.permission.posts)]
    context = {"permission": exception.permission.title, "posts": posts, "back": _back(request)}
    return render(request, "web/not_yours.html", context, status=403)


def no_post(request):
    """403: signed in, but holding no post at any school today."""
    return render(request, "web/no_post.html", {}, status=403)


def broken(request):
    """500: a code to read out over the phone, found again in the log. No database, no session, no shell."""
    return HttpResponse(loader.render_to_string("web/broken.html", {"code": coded(request)}), status=500)


def _post_name(code: str) -> str:
    return str(Post(code).label) if code in Post.values else code


def _back(request) -> str:
    """The page the person came from, when it is ours."""
    came_from = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return "/"
