"""One example of every component: what a test renders, and what a newcomer reads first."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator

from houqin.journal.file_fields import PhotosField, SignatureField
from houqin.journal.used_before import UsedBefore
from houqin.kernel.refusals import KernelReason, Refusal, Refused

NOON = datetime(2025, 11, 19, 5, 18, tzinfo=UTC)

NO = [
    Refusal(
        KernelReason.NOT_POSITIVE,
        gate="GT-04",
        where=SimpleNamespace(get_absolute_url=lambda: "/store/lots/1/"),
    ),
    Refusal(KernelReason.OTHER_SCHOOL, {"what": "L251118-07"}),
]


class Weighing(forms.Form):
    entry_key = forms.CharField(widget=forms.HiddenInput, initial="abc")
    amount = forms.DecimalField(label="收下", help_text="整筐称重。")
    reason = forms.ChoiceField(label="原因", choices=[("a", "软烂"), ("b", "霉斑")], widget=forms.RadioSelect)
    sealed = forms.BooleanField(label="封签完好", required=False)
    remark = forms.CharField(label="备注", widget=forms.Textarea, required=False)
    photo = PhotosField(label="拍照补证", help_text="拍清编号和印章。")
    drawn = SignatureField(label="签名", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].unit = "kg"


def refused_form():
    form = Weighing({"amount": "x"})
    form.refused = Refused(NO)
    return form


STATIONS = [
    {"state": "done", "label": "收货", "note": "10:05"},
    {"state": "due", "label": "预尝", "note": "13:30"},
    {"state": "blocked", "label": "放行", "note": "差 3 项", "url": "/kitchen/meals/2/"},
]

ENTRY = SimpleNamespace(at=NOON, actor_name="李秀兰", title="收下", sentence="58.0 kg", sequence=17842)

COMPONENTS = {
    "button": {"label": "打印标签", "icon": "printer", "href": "/store/lots/1/label/"},
    "verb": {"action": "/kitchen/meals/2/release/", "label": "放行", "id": "release", "refusals": NO},
    "refusals": {"refusals": NO, "id": "why", "lead": "现在还不能放行："},
    "scanner": {"id": "scanner"},
    "scan_button": {"field": "id_place", "label": "哪里"},
    "field": {"field": Weighing({"amount": "x"})["amount"], "unit": "kg"},
    "wrongs": {"form": refused_form()},
    "form": {"form": refused_form(), "submit": "收下", "action": "/store/deliveries/1/"},
    "by_exception": {
        "form": refused_form(), "odd": "不照单", "even": "照单", "lead": "不照单的才点一下。", "submit": "收下 1 行",
        "action": "/store/deliveries/1/decide/", "refusals": NO,
        "tally": {"all": "1 行，照单", "one": "1 行，1 行不照单", "many": "1 行，{number} 行不照单"},
        "shared": [Weighing()["amount"]], "after": [Weighing()["remark"]],
        "items": [
            {"label": "土豆", "quiet": "无发芽", "end": "80 kg", "flip": Weighing()["sealed"],
             "link": "/store/lines/1/", "asked": [Weighing()["amount"]], "choices": [Weighing()["reason"]],
             "details": [Weighing()["photo"]]},
            {"label": "凉菜"},
            {"label": "李思雨", "group": "3 年级 1 班", "flip": Weighing()["sealed"]},
        ],
    },
    "exception_item": {
        "item": {"label": "土豆", "quiet": "无发芽", "end": "80 kg", "flip": Weighing()["sealed"],
                 "details": [Weighing()["photo"]]},
        "odd": "不照单", "even": "照单",
    },
    "counters": {
        "label": "按状态筛选",
        "counters": [
            {"value": 1, "label": "已迟", "url": "?state=late", "state": "late"},
            {"value": 4, "label": "全部", "url": "?", "current": True},
        ],
    },
    "state": {"state": "held", "pill": True},
    "clock": {
        "until": NOON + timedelta(minutes=42), "since": NOON - timedelta(hours=1), "now": NOON,
        "words": "午餐",
    },
    "facts": {"facts": [("到期", NOON.date()), {"label": "供应商", "value": "天山绿源", "url": "/s/1/"}]},
    "rows": {
        "caption": "批次",
        "columns": [{"label": "批次"}, {"label": "在库", "number": True}],
        "rows": [[{"text": "L251118-07", "url": "/store/lots/1/", "state": "done"}, "12.4 kg"]],
    },
    "cell": {"cell": {"text": "L251118-07", "url": "/store/lots/1/", "quiet": "到期 11-21"}},
    "ladder": {
        "rungs": [
            {"state": "told", "name": "古丽娜·艾尼瓦尔", "at": NOON},
            {"state": "next", "name": "刘敏", "at": NOON},
            {"state": "later", "name": "校长", "at": NOON},
        ]
    },
    "lines": {
        "lines": [{"label": "鸡腿肉", "url": "/lots/1/", "quiet": "3.1 ℃", "end": "38.0 kg", "state": "done"}]
    },
    "notice": {"text": "已收下 9 行。", "state": "done", "live": True},
    "empty": {"text": "今天没有到货。", "url": "/store/orders/", "label": "看采购单"},
    "history": {"entries": [ENTRY]},
    "numbers": {"numbers": [{"label": "人均剩余", "value": "46 g", "note": "上周 52", "points": "2.0,9.0 50.0,26.0"}]},
    "stations": {"stations": STATIONS, "roomy": True, "label": "午餐 14:00"},
    "duties": {
        "duties": [
            {
                "state": "due", "title": "午餐预尝，6 道菜", "when": "还有 12 分钟", "detail": "13:30 前",
                "verb": "开始", "verb_url": "/kitchen/meals/2/", "primary": True,
            },
            {"state": "blocked", "title": "放行午餐", "verb": "放行", "refusals": NO},
        ]
    },
    "split": {
        "parts": [{"label": "收下", "value": "52.5 kg", "state": "done"}, {"label": "封存", "value": "0"}]
    },
    "pager": {"page": Paginator(range(95), 20).page(2)},
    "search": {"action": "/search/", "label": "查找", "q": "鸡腿"},
    "papers": {
        "attachments": [
            SimpleNamespace(kind="photo", name="检疫证.jpg", get_absolute_url="/files/1/"),
            SimpleNamespace(kind="document", name="检验报告.pdf", get_absolute_url="/files/2/"),
        ]
    },
    "photo": {"field": Weighing()["photo"]},
    "signature": {"field": Weighing()["drawn"]},
    "signed": {"file": SimpleNamespace(get_absolute_url="/files/3/"), "name": "李医生"},
    "used_before": {"use": UsedBefore("李秀兰", NOON, SimpleNamespace(get_absolute_url="/hazards/1/"))},
}  # fmt: skip
