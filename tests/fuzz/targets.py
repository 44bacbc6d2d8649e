"""All targets by name."""

from __future__ import annotations

import fact_targets
import form_targets
import plan_targets
import scheme_targets
import upload_targets
import web_targets

_MODULES = (fact_targets, plan_targets, scheme_targets, upload_targets, web_targets, form_targets)
TARGETS = {target.name: target for module in _MODULES for target in module.TARGETS}
