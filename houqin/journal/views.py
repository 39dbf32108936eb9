"""Evidence, shown to those who may see its school and to nobody else."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from houqin.journal.models import Attachment
from houqin.journal.veils import is_hidden


@require_safe
def attachment(request, pk):
    file = get_object_or_404(Attachment, pk=pk)
    if not request.user.visible_schools(request.now).filter(pk=file.chain).exists():
        raise Http404
    if is_hidden(file, request.user):
        raise Http404
    path = Path(settings.MEDIA_ROOT) / file.path
    if not path.exists():
        raise Http404
    picture = file.kind != Attachment.Kind.DOCUMENT
    response = FileResponse(
        path.open("rb"), content_type=file.media_type, as_attachment=not picture, filename=file.name
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
