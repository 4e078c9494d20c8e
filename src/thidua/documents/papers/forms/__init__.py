"""The papers of the plan, each built from plain typed facts: a frozen dataclass in, the content model out."""
