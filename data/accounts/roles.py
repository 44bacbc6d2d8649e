"""The six roles of an office and what each may do at all (which unit's data is decided in the data layer)."""

from __future__ import annotations

ADMINISTRATOR = "administrator"
SUPERVISOR = "supervisor"
INSPECTOR = "inspector"
UNIT = "unit"
AUTHOR = "author"
AUDITOR = "auditor"

ROLES: dict[str, str] = {
    ADMINISTRATOR: "管理员",
    SUPERVISOR: "主管",
    INSPECTOR: "检查员",
    UNIT: "单位",
    AUTHOR: "撰稿人",
    AUDITOR: "审计员",
}
OFFICE = frozenset({ADMINISTRATOR, SUPERVISOR, INSPECTOR, AUTHOR, AUDITOR})
"""Roles of the general office, which see every unit."""
