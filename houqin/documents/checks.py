"""Says at start-up that printing would come out wrong, before an inspector finds out."""

from django.core.checks import Warning, register

from houqin.documents.typesetting import HERE, families

#: What the name of a Chinese face holds, whichever build carries it.
CHINESE = ("CJK", " SC", "SourceHan", "Source Han")


@register()
def fonts_are_here(app_configs, **kwargs):
    carried = [path.name for path in (HERE / "fonts").glob("*.?t?")]
    if any(part in name for name in (carried or families()) for part in (*CHINESE, "SC-")):
        return []
    return [
        Warning(
            "No Chinese font is here: Chinese on ledgers and labels would print as code points.",
            hint="Run `make build`: it puts fonts into houqin/documents/fonts/. Or install fonts-noto-cjk.",
            id="houqin.W010",
        )
    ]
