"""How allauth meets our accounts: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False
