"""Search by the beginnings of words, over names without marks. No extension of PostgreSQL is needed.

The words of a unit are an index on an expression. Those of a person are kept beside each post, with where the post
stands, so that one index answers "whose name begins so, among the people these roles may read". Triggers keep them.
"""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Concat, Lower

_MARKS = "’ʼ‘`´"


class Words(Func):
    """The words of a folded text as `core.text.search_words` has them; the same expression stands in the index."""

    template = (
        "array_to_tsvector(string_to_array(btrim(regexp_replace(translate(%(expressions)s, "
        f"E'\\'{_MARKS}', ''), '[^a-z0-9]+', ' ', 'g')), ' '))"
    )
    output_field = SearchVectorField()


def words_of_unit() -> Words:
    """The name, the code of the administrative unit, the identifier of the agency."""
    space = Value(" ")
    return Words(Concat("name_folded", space, Lower("code"), space, Lower("agency_code")))


class PostWords(models.Model):
    """The words of who holds or held a post, and where it stands; written by triggers alone.

    Beside the words of the name: `u7` for each unit 7 of the unit's path, `x7` for the unit itself, `a7` for its
    authority.
    """

    post = models.OneToOneField("organizations.Post", on_delete=models.CASCADE, primary_key=True, related_name="+")
    person = models.ForeignKey("organizations.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    words = SearchVectorField()

    class Meta:
        indexes = (GinIndex(fields=["words"], name="post_words"),)

    def __str__(self) -> str:
        return f"{self.post_id}"


_NAME = Words.template % {"expressions": "person.name_folded"}
_WRITE = """
INSERT INTO organizations_postwords (post_id, person_id, words)
SELECT post.id, post.person_id, $NAME || array_to_tsvector(
    ARRAY['x' || unit.id] || CASE WHEN unit.authority_id IS NULL THEN '{}' ELSE ARRAY['a' || unit.authority_id] END
    || ARRAY(SELECT 'u' || part FROM unnest(string_to_array(btrim(unit.path, '/'), '/')) AS part WHERE part <> ''))
FROM organizations_post AS post
JOIN organizations_person AS person ON person.id = post.person_id
JOIN organizations_unit AS unit ON unit.id = post.unit_id
$WHICH
ON CONFLICT (post_id) DO UPDATE SET person_id = EXCLUDED.person_id, words = EXCLUDED.words
WHERE organizations_postwords.words <> EXCLUDED.words OR organizations_postwords.person_id <> EXCLUDED.person_id;
"""


def write_words(which: str = "") -> str:
    """Return the statement that writes the words of posts anew: of all, or of which."""
    return _WRITE.replace("$NAME", _NAME).replace("$WHICH", which)


def _trigger(name: str, operation: pgtrigger.Operation, which: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
        func=f"{write_words(which)} RETURN NULL;",
    )


_OF_NEW_POSTS = "JOIN new_rows ON new_rows.id = post.id"
OF_POST = [
    _trigger("words_of_new_post", pgtrigger.Insert, _OF_NEW_POSTS, new="new_rows"),
    _trigger("words_of_post", pgtrigger.Update, _OF_NEW_POSTS, new="new_rows"),
]
OF_PERSON = [
    _trigger(
        "words_of_person",
        pgtrigger.Update,
        "JOIN new_rows ON new_rows.id = person.id JOIN old_rows ON old_rows.id = person.id "
        "AND old_rows.name_folded <> new_rows.name_folded",
        old="old_rows",
        new="new_rows",
    )
]
OF_UNIT = [
    _trigger(
        "words_of_place",
        pgtrigger.Update,
        "JOIN new_rows ON new_rows.id = unit.id JOIN old_rows ON old_rows.id = unit.id "
        "AND (old_rows.path, old_rows.authority_id) IS DISTINCT FROM (new_rows.path, new_rows.authority_id)",
        old="old_rows",
        new="new_rows",
    )
]
