"""What the core raises when its input is bad: a sentence in Vietnamese that says what, where, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    `where` is a place the reader can go to ("movement.yaml:12", "nominees[0].facts.sang_kien"), `what` says
    what is wrong there, `fix` what to do about it (a full sentence, may be empty where `what` says it all).
    """

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.fix}" if self.fix else "")


class InputError(ValueError):
    """The input is bad; carries every problem found in one pass. The command line exits with 1."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NotInForce(InputError):  # noqa: N818 - reads as a sentence: the form is not in force
    """A question about law that has no answer on that day; the sentence names what applies instead."""


class NotAllowed(Exception):  # noqa: N818 - reads as a sentence
    """The actor may see the object but may not do this now; the message says why. A web page answers 403."""

    @property
    def reason(self) -> str:
        return str(self)


class NotVisible(Exception):  # noqa: N818 - reads as a sentence
    """For this actor the object does not exist. A web page answers 404."""
