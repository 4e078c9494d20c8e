"""What a file must be before it is kept: docs/file-checks.md. No Django in here; the command line uses it too."""

from thidua.files.checks.check import Checked, check_content, faults_before_sending
from thidua.files.checks.kinds import KINDS, Kind
from thidua.files.checks.names import clean_name
from thidua.files.checks.rules import LIMITS, RULES, Finding, Limits, Rule, finding
from thidua.files.checks.runner import check_file
from thidua.files.checks.signatures import Signature, signature_words

__all__ = [
    "KINDS",
    "LIMITS",
    "RULES",
    "Checked",
    "Finding",
    "Kind",
    "Limits",
    "Rule",
    "Signature",
    "check_content",
    "check_file",
    "clean_name",
    "faults_before_sending",
    "finding",
    "signature_words",
]
