"""What a page says to somebody who is signed in."""

from django.test import Client


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def text_of(answer) -> str:
    return answer.content.decode()
