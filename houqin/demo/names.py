"""Names of people, as they are in a school of the Corps: Han, Uyghur and Kazakh, and one that few fonts have."""

from random import Random

from houqin.demo.tables import table

KIN = (("父亲", "m"), ("母亲", "f"), ("祖父", "m"), ("祖母", "f"))


def a_person(rng: Random, gender: str) -> tuple[str, str]:
    """A full name, and the people they come from."""
    names = table("names")
    people = rng.choices(("han", "uyghur", "kazakh"), [names[one]["share"] for one in ("han", "uyghur", "kazakh")])[0]
    rows = names[people]
    given = rng.choice(rows["girls" if gender == "f" else "boys"].split())
    if people == "han":
        return rng.choice(rows["family"].split()) + given, people
    return f"{given}·{rng.choice(rows['fathers'].split())}", people


def a_parent(rng: Random, child: str, people: str, gender: str) -> str:
    """A father of the Han shares the family name; a father of the others gave his own to the child."""
    own, _people = a_person(rng, gender)
    if people == "han":
        given = rng.choice(("建军", "志强", "秀英", "海燕", "国庆", "丽华", "永红", "新疆", "桂兰", "卫东"))
        return (child[0] if gender == "m" else rng.choice(table("names")["han"]["family"].split())) + given
    if gender == "m":
        return f"{child.split('·')[1]}·{rng.choice(table('names')[people]['fathers'].split())}"
    return own if "·" in own else f"{rng.choice(table('names')[people]['girls'].split())}·{child.split('·')[1]}"


def a_phone(rng: Random) -> str:
    return f"1{rng.choice((38, 39, 51, 59, 81, 99))}{rng.randrange(10**8):08d}"
