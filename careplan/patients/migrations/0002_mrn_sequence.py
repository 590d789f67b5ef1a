"""Medical record numbers come from a sequence, so that two registrations never wait for each other."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE IF NOT EXISTS patients_mrn START 1001",
            "DROP SEQUENCE IF EXISTS patients_mrn",
        ),
    ]
