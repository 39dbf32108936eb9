"""Fields that several forms share."""

from django import forms


class WordsField(forms.CharField):
    """A text of a few lines."""

    def __init__(self, *, rows: int = 3, **more):
        super().__init__(**{"max_length": 1000, "widget": forms.Textarea(attrs={"rows": rows})} | more)


class HeadsField(forms.IntegerField):
    def __init__(self, **more):
        super().__init__(**{"min_value": 0, "max_value": 100_000, "required": False} | more)
        self.widget.attrs |= {"inputmode": "numeric"}
