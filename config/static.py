"""Where static files are kept once collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Every name carries the hash of its content, so a browser keeps a file for ever and never a stale one.

    Our modules import each other by hashed names too: half of an upgrade is worse than none.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        # Source maps are not collected (houqin serve), so nothing may insist on them.
        for extension, patterns in self._patterns.items():
            self._patterns[extension] = [
                (pattern, template) for pattern, template in patterns if "sourceMappingURL" not in pattern.pattern
            ]
