"""Why not? Questions of the dormitory."""

from houqin.dormitory.gates.charges import is_run_by_somebody, may_run

__all__ = ["is_run_by_somebody", "may_run"]
