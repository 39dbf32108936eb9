"""What goes wrong now and then, and is put right; and how things stand on the day of the demo."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from houqin.demo import buying
from houqin.demo.buying import Truck
from houqin.demo.scene import Agenda, Scene
from houqin.kitchen.actions import return_from_batch
from houqin.kitchen.models import BatchIssue
from houqin.supply.actions import (
    CountedLine,
    Disposal,
    add_paper,
    change_line_facts,
    count_stock,
    decide_line,
    dispose_lot,
    end_quarantine,
    finish_inspection,
    hold_lot,
    issue_lots,
    lift_hold,
    lift_suspension,
    quarantine_lot,
    register_delivery,
    reject_lot,
    send_back_lot,
    send_order,
    sign_inspection,
)
from houqin.supply.actions.orders import draft_order
from houqin.supply.actions.taking import IssueLine
from houqin.supply.models import Lot, Supplier
from houqin.supply.models.articles import Article

KILO = 1000


def odd_meals(scene: Scene, wanted: dict[date, list[str]]) -> dict[date, dict]:
    """A slip of the thermometer, and a dish too salty to serve, on days with enough behind and before them."""
    past = [on for on in sorted(wanted) if on < scene.today]
    odd: dict[date, dict] = {}
    if len(past) >= 4:
        odd.setdefault(past[-2], {})["lunch"] = {"slip": Decimal("8.6")}
        odd.setdefault(past[-3], {})["lunch"] = {"too_salty": True}
    if len(past) >= 12:
        odd.setdefault(past[-11], {})["breakfast"] = {"slip": Decimal("7.9")}
    return odd


def put_on(scene: Scene, agenda: Agenda, wanted: dict[date, list[str]], *, big: bool) -> None:
    """Everything that is not everyday, on days chosen by how long ago they are."""
    past = [on for on in sorted(wanted) if on < scene.today]
    for on in past:
        agenda.add(scene.at(on, "21:40" if big else "17:00"), partial(throw_out_expired, scene))
    if not big:
        return
    happenings = [
        (2, _returned_at_the_door), (3, _held_and_lifted), (4, _suspended_and_lifted), (5, _set_aside_at_the_door),
        (6, _returned_from_the_pot), (7, _quarantined_and_freed), (9, _counted), (1, _counted),
    ]  # fmt: skip
    for back, happen in happenings:
        if len(past) >= back:
            happen(scene, past[-back], agenda)
    _today(scene, past, agenda)


def throw_out_expired(scene: Scene, at: datetime) -> None:
    """The evening round: what is past its date goes. What expires after the round of the last day stays till seen."""
    on = scene.school.localdate(at)
    for lot in Lot.objects.of(scene.school).in_stock().expired(on).select_related("school", "article"):
        dispose_lot(
            lot=lot, method=Disposal.DENATURED, reason="超过保质期，清理出库", actor=scene.who("storekeeper"), at=at
        )


def _extra(scene: Scene, agenda: Agenda, on: date, supplier: str, goods: dict[str, int], clock: str, decide) -> None:
    """A delivery of its own: ordered the day before, decided line by line by `decide(truck, at)`."""
    truck = Truck(supplier, goods)
    agenda.add(scene.at(on - timedelta(days=1), "15:50"), lambda at: buying.order(scene, truck, on, at=at))
    agenda.add(scene.at(on, clock), lambda at: buying.arrive(scene, truck, at=at, temperatures=decide.temperatures))
    agenda.add(
        scene.at(on, clock, 6), lambda at: buying.hand_over_papers(scene, truck, at=at, but=decide.without_papers)
    )
    agenda.add(scene.at(on, clock, 11), lambda at: decide(scene, truck, at))


@dataclass
class Decision:
    """How much of the first line is accepted, returned and set aside, and why; the others are taken as stated."""

    returned: int = 0
    quarantined: int = 0
    reason: str = ""
    remark: str = ""
    temperatures: dict[str, str] = field(default_factory=dict)
    without_papers: tuple[str, ...] = ()

    def __call__(self, scene: Scene, truck: Truck, at: datetime) -> None:
        line, keeper = truck.lines[0], scene.who("storekeeper")
        officer = scene.who("food_safety_officer")
        decide_line(
            line=line, accepted=line.amount - self.returned - self.quarantined, returned=self.returned,
            quarantined=self.quarantined, reject_reason=self.reason, remark=self.remark, actor=keeper, at=at,
        )  # fmt: skip
        if len(truck.lines) > 1:
            buying.inspect(scene, truck, at=at)
            return
        for person in (keeper, officer):
            sign_inspection(delivery=truck.delivery, actor=person, at=at)
        finish_inspection(delivery=truck.delivery, actor=officer, at=at)


def _returned_at_the_door(scene: Scene, on: date, agenda: Agenda) -> None:
    """Frozen goods that came too warm: all of it goes back."""
    goods = {"冷冻鸡块": 60 * KILO} if "冷冻鸡块" in scene.articles else {"鸡腿肉": 20 * KILO}
    name = next(iter(goods))
    warm = "-4.5" if name == "冷冻鸡块" else "10.4"
    decide = Decision(returned=goods[name], reason="wrong_temperature", remark="到货温度超标，整批退回",
                      temperatures={name: warm})  # fmt: skip
    _extra(scene, agenda, on, scene.approved[scene.articles[name].goods_class][0], goods, "15:40", decide)


def _returned_from_the_pot(scene: Scene, on: date, agenda: Agenda) -> None:
    """More was handed out than the pot needed."""

    def give_back(at):
        link = (
            BatchIssue.objects.filter(batch__meal__on=on, batch__meal__kind="lunch", school=scene.school)
            .order_by("pk")
            .last()
        )
        movement = link.issue.movements.select_related("lot__article").order_by("amount").first()
        return_from_batch(
            link=link, lines=[(movement.lot, min(400, -movement.amount))], actor=scene.who("storekeeper"), at=at
        )

    agenda.add(scene.at(on, "13:20"), give_back)


def _set_aside_at_the_door(scene: Scene, on: date, agenda: Agenda) -> None:
    """A test report that was missing: set aside, the paper never came, sent back two days later."""
    goods = {"番茄酱": 36 * KILO}
    decide = Decision(quarantined=goods["番茄酱"], reason="no_papers", remark="缺本批检验报告，封存待补证",
                      without_papers=("番茄酱",))  # fmt: skip
    _extra(scene, agenda, on, scene.approved["condiments"][0], goods, "15:20", decide)

    def send_back(at):
        lots = Lot.objects.of(scene.school).in_stock().filter(article=scene.articles["番茄酱"])
        for lot in lots.filter(quarantined_at__isnull=False).select_related("school"):
            reject_lot(lot=lot, reason="供应商未补检验报告", actor=scene.who("food_safety_officer"), at=at)
            send_back_lot(lot=lot, reason="无检验报告", actor=scene.who("storekeeper"), at=at)

    agenda.add(scene.at(on + timedelta(days=2), "16:20"), send_back)


def _suspended_and_lifted(scene: Scene, on: date, agenda: Agenda) -> None:
    """Mould in part of a load: that part goes back, the supplier is stopped and reviewed."""
    supplier = (
        "白杨河现代农业公司" if "白杨河现代农业公司" in scene.suppliers else scene.approved["root_vegetables"][-1]
    )
    decide = Decision(returned=10 * KILO, reason="mouldy", remark="底层 1 筐有霉斑，其余分拣合格")
    _extra(scene, agenda, on, supplier, {"洋葱": 40 * KILO}, "15:10", decide)

    def lift(at):
        stopped = Supplier.objects.get(pk=scene.suppliers[supplier].pk).suspensions.filter(lifted_at=None).first()
        lift_suspension(
            suspension=stopped, why="现场复核合格，已整改分拣流程", actor=scene.who("food_safety_director"), at=at
        )

    agenda.add(scene.at(on + timedelta(days=2), "11:30"), lift)


def _spare_lot(scene: Scene, *names: str) -> Lot:
    """The freshest lot in stock of the first of these articles that is there: nobody misses it for a day."""
    for name in names:
        lots = Lot.objects.of(scene.school).in_stock().filter(article__name=name, held_at=None, quarantined_at=None)
        if lot := lots.select_related("school", "article").order_by("-expiration_date", "-pk").first():
            return lot
    raise LookupError(names)


def _held_and_lifted(scene: Scene, on: date, agenda: Agenda) -> None:
    def hold(at):
        lot = _spare_lot(scene, "甜面酱", "芝麻酱", "食用碱", "番茄酱")
        hold_lot(lot=lot, reason="同品牌他批次被通报，先停用核对", actor=scene.who("food_safety_officer"), at=at)
        agenda.add(
            at + timedelta(hours=20),
            lambda later: lift_hold(
                lot=lot, reason="核对批号，不在通报批次内", actor=scene.who("food_safety_director"), at=later
            ),
        )

    agenda.add(scene.at(on, "17:10"), hold)


def _quarantined_and_freed(scene: Scene, on: date, agenda: Agenda) -> None:
    def quarantine(at):
        lot = _spare_lot(scene, "芝麻酱", "番茄酱")
        quarantine_lot(lot=lot, reason="外包装受潮，待开箱查看", actor=scene.who("storekeeper"), at=at)
        agenda.add(
            at + timedelta(hours=4),
            lambda later: end_quarantine(
                lot=lot, reason="内包装完好，可以使用", actor=scene.who("food_safety_officer"), at=later
            ),
        )

    agenda.add(scene.at(on, "16:15"), quarantine)


def _counted(scene: Scene, on: date, agenda: Agenda) -> None:
    """Storekeeper and general-affairs director count twenty lots; one of them dried out a little."""

    def count(at):
        lots = Lot.objects.of(scene.school).in_stock().filter(article__storage="ambient", article__base_unit="g")
        lots = [
            lot for lot in lots.select_related("school", "article").with_balance().order_by("pk")[:20] if lot.left > 500
        ]
        lines = [CountedLine(lot, lot.left) for lot in lots]
        lines[0] = CountedLine(lots[0], lots[0].left - 150, "自然干耗")
        count_stock(lines=lines, witness=scene.who("general_affairs_director"), actor=scene.who("storekeeper"), at=at)

    agenda.add(scene.at(on, "21:50"), count)


def _today(scene: Scene, past: list[date], agenda: Agenda) -> None:
    """The store on the day of the demo: one lot held, one past its date, some near it, a truck at the door."""
    bread = "切片面包"
    if len(past) >= 4 and bread in scene.articles:
        _bread_that_will_expire(scene, past[-4], agenda)

    def hold(at):
        lot = _spare_lot(scene, "番茄酱", "甜面酱")
        hold_lot(lot=lot, reason="瓶盖有胀起，待供应商答复", actor=scene.who("food_safety_officer"), at=at)

    agenda.add(scene.at(scene.today, "12:20"), hold)
    _truck_at_the_door(scene, agenda)


#: Today's second delivery, as the note says: article and base units.
DINNER = (
    ("鸡腿肉", 38 * KILO), ("鲜鸡蛋", 24 * KILO), ("冷鲜猪前腿肉", 45 * KILO), ("纯牛奶", 660), ("土豆", 80 * KILO),
    ("西红柿", 60 * KILO), ("大白菜", 70 * KILO), ("胡萝卜", 30 * KILO), ("洋葱", 25 * KILO), ("北豆腐", 32 * KILO),
)  # fmt: skip
PORK, TOMATOES = "冷鲜猪前腿肉", "西红柿"


def _truck_at_the_door(scene: Scene, agenda: Agenda) -> None:
    """Ten lines: the pork is too warm and its papers are wrong, a crate of tomatoes is mouldy, the rest is fine."""
    keeper, today = scene.who("storekeeper"), scene.today
    yesterday, before = (today - timedelta(days=back) for back in (1, 2))
    truck = Truck("天山绿源农产品有限公司", dict(DINNER))
    cold = {"鸡腿肉": "3.1", "北豆腐": "4.6", PORK: "9.6"}

    def line(name: str):
        return next(line for line in truck.lines if line.article.name == name)

    def read_the_pork(at):
        change_line_facts(line=line(PORK), supplier_lot=f"P{yesterday:%y%m%d}", actor=keeper, at=at)
        add_paper(line=line(PORK), kind="meat_inspection_certificate", number="6590118204",
                  for_lot=f"P{before:%y%m%d}", actor=keeper, at=at)  # fmt: skip

    def sort_the_tomatoes(at):
        stated = line(TOMATOES)
        decide_line(line=stated, accepted=stated.amount - 7500, returned=7500, reject_reason="mouldy",
                    remark="1 筐软烂、有霉斑", actor=keeper, at=at)  # fmt: skip

    agenda.add(scene.at(today - timedelta(days=1), "15:44"), lambda at: buying.order(scene, truck, today, at=at))
    agenda.add(scene.at(today, "13:07"), lambda at: buying.arrive(scene, truck, at=at, temperatures=cold))
    agenda.add(scene.at(today, "13:11"), lambda at: buying.hand_over_papers(scene, truck, at=at, but=(PORK,)))
    agenda.add(scene.at(today, "13:14"), read_the_pork)
    agenda.add(scene.at(today, "13:17"), sort_the_tomatoes)


def _bread_that_will_expire(scene: Scene, on: date, agenda: Agenda) -> None:
    """Bread for an outing, not all of it eaten: its last day was yesterday, and nobody has cleared it away yet."""
    supplier = next(one for one in scene.suppliers.values() if one.name == scene.approved.get("packaged_food", [""])[0])
    article: Article = scene.articles["切片面包"]
    keeper, buyer = scene.who("storekeeper"), scene.who("buyer")
    asked = scene.at(on - timedelta(days=1), "15:55")

    def order(at):
        draft = draft_order(supplier=supplier, wanted_on=on, lines=[(article, 120, None)], actor=buyer, at=at)
        sent = send_order(order=draft, actor=buyer, at=at)
        agenda.add(scene.at(on, "15:00"), partial(receive, sent))

    def receive(sent, at):
        last_day = scene.today - timedelta(days=1)
        stated = buying.Stated(article=article, amount=120, supplier_lot=f"P{last_day - timedelta(days=7):%y%m%d}",
                               production_date=last_day - timedelta(days=7), expiration_date=last_day)  # fmt: skip
        delivery = register_delivery(supplier=supplier, arrived_at=at, order=sent, lines=[stated], actor=keeper, at=at)
        truck = Truck(supplier.name, {}, sent, delivery, list(delivery.lines.select_related("article", "school")))
        buying.hand_over_papers(scene, truck, at=at)
        buying.inspect(scene, truck, at=at)
        agenda.add(scene.at(on, "16:10"), partial(hand_out, delivery))

    def hand_out(delivery, at):
        lot = Lot.objects.of(scene.school).select_related("school").get(line__delivery=delivery)
        lines = [IssueLine(lot, 84)]
        issue_lots(school=scene.school, purpose="社会实践活动加餐", lines=lines, actor=keeper, at=at)

    agenda.add(asked, order)
