"""What the dossier itself held of its last sending becomes its first row of sendings."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    dossier: Any = apps.get_model("dossiers", "Dossier")
    submission: Any = apps.get_model("dossiers", "Submission")
    submission.objects.bulk_create(
        submission(
            dossier=row,
            version=1,
            receipt=row.receipt,
            at=row.submitted_at,
            content=row.sealed,
            seal=row.seal,
            late_reason=row.late_reason,
        )
        for row in dossier.objects.filter(sealed__isnull=False)
    )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_submissions_and_returns")]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField(model_name="dossier", name="sealed"),
    ]
