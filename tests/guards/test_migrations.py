"""What the models say is what the migrations make; operations made together make what each would make by itself."""

import pytest
from django.apps import apps
from django.core.management.commands.makemigrations import Command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from thidua.together import Together

OURS = {each.label for each in apps.get_app_configs() if each.name.startswith("thidua.")}


def missing(now: ProjectState) -> dict[str, list[str]]:
    """By app of ours: what a migration has yet to say."""
    loader = MigrationLoader(None)
    with translation.override(None):  # as the command does: words are compared as they are written
        changes = Command.autodetector(loader.project_state(), now).changes(loader.graph)
    return {
        app: [operation.describe() for each in found for operation in each.operations]
        for app, found in changes.items()
        if app in OURS
    }


def test_no_migration_is_missing() -> None:
    assert missing(ProjectState.from_apps(apps)) == {}


def test_the_guard_knows_a_missing_migration() -> None:
    now = ProjectState.from_apps(apps)
    task = now.models["work", "task"]
    now.models["work", "task"] = ModelState(
        "work", "Task", {**task.fields, "note": models.CharField(max_length=10, default="")}, task.options, task.bases
    )
    assert missing(now) == {"work": ["Add field note to task"]}


@pytest.mark.django_db
def test_what_is_made_together_is_there_and_known() -> None:
    number = ("id", models.BigAutoField(primary_key=True))
    house = migrations.CreateModel("House", [number, ("name", models.CharField(max_length=5))])
    door = migrations.CreateModel("Door", [number, ("house", models.ForeignKey("made.House", models.CASCADE))])
    once = models.UniqueConstraint(fields=["name"], name="house_once")
    state = ProjectState()
    assert not state.apps.all_models["made"]  # built before, and built anew afterwards
    for together in (Together([house, door]), Together([migrations.AddConstraint("house", once)])):
        before = state.clone()
        together.state_forwards("made", state)
        with connection.schema_editor() as editor:
            together.database_forwards("made", editor, before, state)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        constraints = connection.introspection.get_constraints(cursor, "made_house")
    assert {"made_house", "made_door"} <= set(tables)
    assert "house_once" in constraints
    houses, doors = (state.apps.get_model("made", name).objects for name in ("House", "Door"))
    assert doors.create(house=houses.create(name="A")).house.name == "A"
