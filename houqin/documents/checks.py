"""Says at start-up that printing would come out wrong, before an inspector finds out."""

from django.core.checks import Warning, register

from houqin.documents.typesetting import HEI, SONG, families


@register()
def fonts_are_here(app_configs, **kwargs):
    known = set(families())
    missing = [names[0] for names in (SONG, HEI) if not known & set(names)]
    if not missing:
        return []
    return [
        Warning(
            f"No {' and no '.join(missing)} font: Chinese on ledgers and labels would print as empty boxes.",
            hint="Run `make build`: it puts fonts into houqin/documents/fonts/. Or install fonts-noto-cjk.",
            id="houqin.W010",
        )
    ]
