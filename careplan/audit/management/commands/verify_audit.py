from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careplan.audit import sealing


class Command(BaseCommand):
    help = "Verify the audit chain; names the first altered, missing or inserted row."

    def handle(self, *args: Any, **options: Any) -> None:
        found = sealing.verify()
        if found.fault:
            raise CommandError(found.fault.sentence)
        self.stdout.write(f"{found.checked} rows sealed and whole; {found.open_rows} waiting to be sealed.")
