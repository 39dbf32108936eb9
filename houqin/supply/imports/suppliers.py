"""The list of suppliers with their licences and approvals."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import CHOICE, CODE, DATE, PHONE, Field
from houqin.imports.importers import Problem, importer
from houqin.kernel.refusals import Refusal
from houqin.supply.actions import (
    add_supplier,
    approve_supplier,
    record_certificate,
    remove_suppliers,
    withdraw_approval,
    withdraw_certificate,
)
from houqin.supply.gates.undoing import may_remove_suppliers, nothing_came_since
from houqin.supply.imports.class_words import PaperChoices
from houqin.supply.imports.supplier_rows import Known, Told, approvals_read, codes_agree, papers_carry, papers_read
from houqin.supply.models import Approval, Certificate, Supplier
from houqin.supply.permissions import IMPORT_SUPPLIERS
from houqin.supply.reasons import Reason

PAPER_WORDS = {
    "经营许可证": "food_business_licence", "食品流通许可证": "food_business_licence",
    "餐饮服务许可证": "food_business_licence",
    "生产许可证": "food_production_licence", "SC证": "food_production_licence",
    "定点屠宰证": "designated_slaughter_licence",
    "执照": "business_licence", "身份证": "producer_identity", "仅销售预包装食品备案": "packaged_food_filing",
}  # fmt: skip


@importer(
    "supply.suppliers",
    title=_("Suppliers"),
    permission=IMPORT_SUPPLIERS,
    note=_("A supplier already on the list is given the papers and approvals of its row; nothing else of it changes."),
    columns=[
        Field("code", _("Supplier code"), ["编码", "供应商编码", "编号", "代码"], kind=CODE, longest=20, unique=True,
              example="G01"),
        Field("name", _("Supplier name"), ["名称", "供应商名称", "供货商名称", "供应商", "供货商", "单位名称",
              "供货单位", "企业名称"], longest=80, required=True, unique=True, example="石河子粮油有限公司"),
        Field("address", _("Address"), ["地址", "经营地址", "注册地址", "住所", "单位地址"], longest=160),
        Field("contact", _("Contact"), ["联系人", "负责人", "业务联系人", "法人", "法定代表人"], longest=40,
              example="王强"),
        Field("phone", _("Telephone"), ["电话", "联系电话", "手机", "联系方式", "手机号"], kind=PHONE,
              example="13800000000"),
        Field("licence_number", _("Licence number"), ["许可证号", "许可证编号", "食品经营许可证号",
              "食品经营许可证编号", "经营许可证号", "证照编号", "证照号", "许可证"], kind=CODE, longest=40,
              example="JY16590010000011"),
        Field("licence_until", _("Licence valid until"), ["许可证有效期", "许可证有效期至", "许可证到期日",
              "证照有效期", "证照有效期至", "有效期至", "有效期"], kind=DATE, example="2030-06-30"),
        Field("licence_kind", _("Kind of licence"), ["许可证名称", "许可证类型", "证照名称", "证照类型"], kind=CHOICE,
              choices=PaperChoices(), synonyms=PAPER_WORDS,
              note=_("Told from the number when empty: JY, SC, 18 characters.")),
        Field("paper2_number", _("Number of a second paper"), ["证照2编号", "第二证照编号", "其他证照编号",
              "屠宰证号", "营业执照号"], kind=CODE, longest=40),
        Field("paper2_until", _("Second paper valid until"), ["证照2有效期", "证照2有效期至", "第二证照有效期",
              "其他证照有效期", "屠宰证有效期", "营业执照有效期"], kind=DATE),
        Field("paper2_kind", _("Kind of the second paper"), ["证照2名称", "第二证照名称", "其他证照名称",
              "证照2类型"], kind=CHOICE, choices=PaperChoices(), synonyms=PAPER_WORDS),
        Field("approved_for", _("Goods classes"), ["供货类别", "供应类别", "供货品类", "供货范围", "供应品种",
              "准入类别", "供货品种", "经营范围"], longest=200, example="大米及杂粮、食用油",
              note=_("Several, with commas between them.")),
        Field("starts_on", _("Approved from"), ["准入起", "准入日期", "准入开始", "准入开始日期", "准入起始日期",
              "准入时间", "合同开始日期"], kind=DATE, example="2026-01-01", note=_("Empty means today.")),
        Field("ends_on", _("Approved until"), ["准入止", "准入截止", "准入截止日期", "准入到期", "准入结束日期",
              "准入有效期", "合同结束日期", "合同到期日"], kind=DATE, example="2026-12-31"),
    ],
)  # fmt: skip
class SupplierList:
    def check(self, school, rows, at):
        today = school.localdate(at)
        known = Known(school, rows)
        for row in rows:
            supplier = known.by_name.get(row["name"])
            problems = [*codes_agree(row, supplier, known), *papers_read(row), *approvals_read(row, today)]
            if not problems:
                told = Told.by(row, supplier, today)
                if supplier and not told.new_papers and not told.new_approvals:
                    problems = [("name", Refusal(Reason.NAME_TAKEN, {"name": row["name"]}))]
                problems += papers_carry(told, today)
            for name, why in problems:
                yield Problem(row.number, name, why)

    def accept_row(self, school, row, actor, at, run):
        today = school.localdate(at)
        supplier = Known(school, [row]).by_name.get(row["name"])
        told = Told.by(row, supplier, today)
        made = []
        if supplier is None:
            supplier = add_supplier(
                school=school, code=row.get("code", ""), name=row["name"], address=row.get("address", ""),
                contact=row.get("contact", ""), phone=row.get("phone", ""),
                licence_number=row.get("licence_number", ""), actor=actor, at=at,
            )  # fmt: skip
            made.append(supplier)
        for paper in told.new_papers:
            made.append(
                record_certificate(
                    supplier=supplier, kind=paper.kind, number=paper.number, valid_from=paper.valid_from,
                    valid_until=paper.valid_until, actor=actor, at=at,
                )
            )  # fmt: skip
        for code in told.new_approvals:
            made.append(
                approve_supplier(
                    supplier=supplier, goods_class=code, starts_on=told.starts_on, ends_on=told.ends_on,
                    reason=gettext("Brought in from a list"), actor=actor, at=at,
                )
            )  # fmt: skip
        return made

    def may_undo(self, school, created, at):
        suppliers, papers, approvals = _sorted(created)
        yield from may_remove_suppliers(suppliers, papers=True)
        new = {one.pk for one in suppliers}
        others = {one.supplier_id for one in [*papers, *approvals]} - new
        moments = [*(one.recorded_at for one in papers), *(one.approved_at for one in approvals)]
        if others:
            yield from nothing_came_since(list(Supplier.objects.filter(pk__in=others)), since=min(moments))

    def undo(self, school, created, actor, at):
        """Papers and approvals are withdrawn and stay on record, with their supplier; a bare supplier goes."""
        suppliers, papers, approvals = _sorted(created)
        why = gettext("The list that brought it in was taken back")
        for one in approvals:
            if one.withdrawn_at is None:
                withdraw_approval(approval=one, why=why, actor=actor, at=at)
        for one in papers:
            if one.withdrawn_at is None:
                withdraw_certificate(certificate=one, why=why, actor=actor, at=at)
        keys = [one.pk for one in suppliers]
        bare = Supplier.objects.filter(pk__in=keys, approvals=None, certificates=None)
        remove_suppliers(school=school, suppliers=list(bare), actor=actor, at=at)


def _sorted(created) -> tuple[list[Supplier], list[Certificate], list[Approval]]:
    return tuple([one for one in created if isinstance(one, kind)] for kind in (Supplier, Certificate, Approval))
