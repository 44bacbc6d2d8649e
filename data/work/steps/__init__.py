"""Every step of work by its name; each module holds those about one kind of thing."""

from __future__ import annotations

from collections.abc import Mapping

from data.work.step import Step
from data.work.steps import (
    appeals,
    batches,
    checks,
    decisions,
    draws,
    extensions,
    findings,
    inspections,
    ledger,
    notices,
    uploads,
)

_MODULES = (
    appeals,
    batches,
    checks,
    decisions,
    draws,
    extensions,
    findings,
    inspections,
    ledger,
    notices,
    uploads,
)

STEPS: Mapping[str, Step] = {step.name: step for module in _MODULES for step in module.STEPS}
