"""An office's own Word templates: a .docx with merge fields, checked before it is used, filled from a paper."""

from thidua.documents.papers.office.check import problems_of
from thidua.documents.papers.office.fields import Field, fields_for, kinds, required_fields
from thidua.documents.papers.office.merge import merge
from thidua.documents.papers.office.starter import starter

__all__ = ["Field", "fields_for", "kinds", "merge", "problems_of", "required_fields", "starter"]
