"""Units, people, posts, roles and what is on record of them, each with the time it holds."""

from thidua.organizations.models.groups import Block, BlockHead, BlockMember, ComparisonRule
from thidua.organizations.models.keeping import ApartPeople, StandIn
from thidua.organizations.models.period import holds_on, valid_on
from thidua.organizations.models.records import Commendation, Discipline, Leave, Review
from thidua.organizations.models.register import (
    CODE,
    Account,
    LineageAct,
    LineageLink,
    Person,
    Post,
    RoleAssignment,
    Unit,
)

__all__ = [
    "CODE",
    "Account",
    "ApartPeople",
    "Block",
    "BlockHead",
    "BlockMember",
    "Commendation",
    "ComparisonRule",
    "Discipline",
    "Leave",
    "LineageAct",
    "LineageLink",
    "Person",
    "Post",
    "Review",
    "RoleAssignment",
    "StandIn",
    "Unit",
    "holds_on",
    "valid_on",
]
