"""How sign-in is tuned: nobody signs up by themselves, and every sign-in is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by an administrator."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: an administrator gives accounts."""
        return False
