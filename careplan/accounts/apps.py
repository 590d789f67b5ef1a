from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "careplan.accounts"

    def ready(self) -> None:
        """Listen to Django's own sign-in signals."""
        from careplan.accounts import handlers  # noqa: F401
