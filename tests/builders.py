"""Valid things for tests: a test writes only what matters to it. Rows are made directly, not through verbs."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from houqin.kitchen.models import Dish, DishBatch, Meal, Recipe, RecipeLine
from houqin.people.models import Enrolment, PostHolding, Pupil, SchoolClass, Staff, User
from houqin.supply.goods_classes import goods_classes
from houqin.supply.models import Approval, Article, Certificate, Delivery, DeliveryLine, Lot, Movement, Supplier
from houqin.supply.shelf_life import near_expiry_on
from houqin.tenancy.models import Building, Bureau, School, Space, Term, TimetableEntry
from houqin.tenancy.posts import Post

NOON = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)  # a Wednesday, 12:00 in Shanghai
TODAY = date(2026, 3, 11)
YEARS_AGO = date(2020, 1, 1)
_numbers = count(1)


def a_bureau(name="县教育局", parent=None) -> Bureau:
    bureau = Bureau.objects.create(name=name, parent=parent, path=f"new{next(_numbers)}")
    bureau.path = f"{parent.path if parent else '/'}{bureau.pk}/"
    bureau.save(update_fields=["path"])
    return bureau


def a_school(name="红柳河学校", *, bureau=None, code=None, zone="Asia/Shanghai") -> School:
    number = next(_numbers)
    school = School.objects.create(bureau=bureau or a_bureau(), code=code or f"S{number}", name=name, zone=zone)
    Term.objects.create(school=school, name="春季学期", starts_on=date(2026, 2, 23), ends_on=date(2026, 7, 10))
    TimetableEntry.objects.bulk_create(
        TimetableEntry(school=school, what=what, at_time=time(hour, 30), valid_from=YEARS_AGO)
        for what, hour in (("breakfast", 7), ("lunch", 12), ("dinner", 18))
    )
    return school


def a_person(name="李秀兰", *, at=NOON) -> User:
    user = User.objects.create(username=f"person{next(_numbers)}", name=name)
    return user.acting(at)


def a_holder(post: Post, school: School, name=None, *, at=NOON, starts_on=YEARS_AGO, ends_on=None) -> User:
    """A person in office at a school, with a staff row."""
    [user] = _holders({post: name}, school, at=at, starts_on=starts_on, ends_on=ends_on)
    return user


def _holders(posts: dict[Post, str | None], school: School, *, at, starts_on=YEARS_AGO, ends_on=None) -> list[User]:
    """One statement a table, however many posts: half of all tests begin with a whole crew."""
    users = User.objects.bulk_create(
        User(username=f"person{next(_numbers)}", name=name or str(Post(post).label)) for post, name in posts.items()
    )
    Staff.objects.bulk_create(
        Staff(school=school, name=user.name, number=f"made-{next(_numbers)}", user=user) for user in users
    )
    PostHolding.objects.bulk_create(
        PostHolding(
            post=post, user=user, school=school, starts_on=starts_on, ends_on=ends_on, appointed_by=user,
            appointed_at=at,
        )
        for post, user in zip(posts, users, strict=True)
    )  # fmt: skip
    return [user.acting(at) for user in users]


def a_bureau_officer(bureau: Bureau, *, at=NOON) -> User:
    user = a_person("教育局干部", at=at)
    PostHolding.objects.create(
        post=Post.BUREAU_OFFICER, user=user, bureau=bureau, starts_on=YEARS_AGO, appointed_by=user, appointed_at=at
    )
    return user


class Crew:
    """Everybody a canteen needs, by post: `crew.storekeeper`, `crew.cook` …"""

    def __init__(self, school: School, *, at=NOON):
        self.school = school
        posts = {post: None for post in Post if post != Post.BUREAU_OFFICER}
        for post, user in zip(posts, _holders(posts, school, at=at), strict=True):
            setattr(self, post.value, user)


def a_space(school, kind=Space.Kind.STORE, name="主库", *, positions=0) -> Space:
    building, _created = Building.objects.get_or_create(school=school, name="食堂楼")
    number = next(_numbers)
    return Space.objects.create(
        school=school, building=building, code=f"F-{number}", name=name, kind=kind, positions=positions
    )


def an_article(school, name="大米", *, goods_class="grain", base_unit="g", storage="ambient", **more) -> Article:
    return Article.objects.create(
        school=school, code=f"A{next(_numbers)}", name=name, goods_class=goods_class, base_unit=base_unit,
        storage=storage, **more,
    )  # fmt: skip


def a_supplier(
    school, name=None, *, approved_for=(), starts_on=YEARS_AGO, ends_on=date(2030, 1, 1), by=None
) -> Supplier:
    """Approved for these classes, with the licences they ask for."""
    number = next(_numbers)
    supplier = Supplier.objects.create(
        school=school, code=f"G{number}", name=name or f"供应商{number}", address="农贸市场 1 号", contact="王强",
        phone="13900000000", licence_number="JY100",
    )  # fmt: skip
    for goods_class in approved_for:
        Approval.objects.create(
            school=school, supplier=supplier, goods_class=goods_class, starts_on=starts_on, ends_on=ends_on,
            approved_by=by or a_person(), approved_at=NOON,
        )  # fmt: skip
    for kind in {group[0].code for code in approved_for for group in goods_classes()[code].supplier_documents}:
        Certificate.objects.create(
            school=school, supplier=supplier, kind=kind, number=f"JY{number}", valid_from=YEARS_AGO,
            valid_until=date(2030, 1, 1), recorded_by=by or a_person(), recorded_at=NOON,
        )  # fmt: skip
    return supplier


def a_delivery(school, supplier, *, registered_by=None, buyer=None, arrived_at=NOON, **more) -> Delivery:
    return Delivery.objects.create(
        school=school, code=f"SH-{next(_numbers)}", supplier=supplier, arrived_at=arrived_at, received_at=arrived_at,
        registered_by=registered_by or a_person(), buyer=buyer, vehicle_temperature_c=Decimal("4.0"),
        is_vehicle_clean=True, **more,
    )  # fmt: skip


def a_line(delivery, article, amount=10_000, **more) -> DeliveryLine:
    return DeliveryLine.objects.create(
        school=delivery.school, delivery=delivery, number=next(_numbers) % 30_000, article=article, amount=amount,
        **({"supplier_lot": "P1", "production_date": TODAY, "expiration_date": TODAY + timedelta(days=180)} | more),
    )  # fmt: skip


def a_lot(article, amount=10_000, *, expires_in=30, received_at=NOON, by=None, **more) -> Lot:
    """A lot with `amount` base units in the store, received and usable."""
    expires = TODAY + timedelta(days=expires_in)
    lot = Lot.objects.create(
        school=article.school, code=f"L-{next(_numbers)}", article=article, expiration_date=expires,
        near_expiry_on=near_expiry_on(expires=expires, starts=min(TODAY, expires)), received_at=received_at, **more,
    )  # fmt: skip
    if amount:
        Movement.objects.create(
            school=article.school,
            lot=lot,
            kind="received",
            amount=amount,
            moved_at=received_at,
            moved_by=by or a_person(),
        )
    return lot


def a_dish(school, name="西红柿炒鸡蛋", *, kind="hot", per_head=(), by=None, **more) -> Dish:
    """`per_head` is (article, thousandths of a base unit) pairs."""
    dish = Dish.objects.create(school=school, code=f"D{next(_numbers)}", name=name, kind=kind, **more)
    recipe = Recipe.objects.create(school=school, dish=dish, version=1, written_by=by or a_person(), written_at=NOON)
    for article, milli in per_head:
        RecipeLine.objects.create(school=school, recipe=recipe, article=article, milli_per_head=milli)
    return dish


def a_meal(school, *, kind="lunch", on=TODAY, heads=100, dishes=(), serves_at=NOON, **more) -> Meal:
    meal = Meal.objects.create(school=school, on=on, kind=kind, serves_at=serves_at, planned_heads=heads, **more)
    for dish in dishes:
        a_batch(meal, dish)
    return meal


def a_batch(meal, dish, *, pot=1, **more) -> DishBatch:
    return DishBatch.objects.create(
        school=meal.school, code=f"C-{next(_numbers)}", meal=meal, dish=dish, recipe=dish.recipes.last(), pot=pot,
        planned_heads=meal.planned_heads, **more,
    )  # fmt: skip


def a_class(school, grade=4, number=2, *, pupils=0) -> SchoolClass:
    school_class = SchoolClass.objects.create(school=school, grade=grade, number=number, entered_in=2026 - grade)
    for _ in range(pupils):
        serial = next(_numbers)
        pupil = Pupil.objects.create(
            school=school, name=f"学生{serial}", number=f"made-{serial}", gender="f", enrolled_on=YEARS_AGO
        )
        Enrolment.objects.create(school=school, pupil=pupil, school_class=school_class, starts_on=YEARS_AGO)
    return school_class
