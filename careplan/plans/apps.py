from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "careplan.plans"

    def ready(self) -> None:
        """Put the plan's facts on every chart header."""
        from careplan.patients import header
        from careplan.plans.selectors import header_facts

        header.provide_facts(header_facts, order=20)
