"""The steps of a search, and after how many minutes each must have been taken (DR-04, configurable)."""

from dataclasses import dataclass

from houqin.dormitory.models import Step


@dataclass(frozen=True)
class Rung:
    """`duty` is the code of what must be done by then; it answers to a search step of this kind, or to the find."""

    step: str
    parameter: str
    duty: str


LADDER = (
    Rung(Step.HEAD_TEACHER, "search_head_teacher_minutes", "dormitory.call_head_teacher"),
    Rung(Step.GUARDIAN, "search_guardian_minutes", "dormitory.call_guardian"),
    Rung(Step.DUTY_LEADER, "search_duty_leader_minutes", "dormitory.call_duty_leader"),
    Rung(Step.PRINCIPAL, "search_principal_minutes", "dormitory.call_principal"),
    Rung(Step.POLICE, "search_police_minutes", "dormitory.call_police"),
    Rung(Step.BUREAU, "search_bureau_minutes", "dormitory.inform_bureau"),
)
