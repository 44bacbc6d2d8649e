"""Where the forms of all readers arrive: read, given to a second person where one is needed, stored once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.accounts.roles import SUPERVISOR
from data.batches import Batch
from data.errors import AlreadySaved, NotAllowed
from data.layout import Layout, published
from data.release import Writer
from data.tickets import Receipt
from data.work.asks import Ask, Values, read_values, refuse
from data.work.books import Doer, ask
from data.work.save import Approval, Attachment, EndBatch, ProposalBatch, Save, signed
from data.work.step import Job, Step
from data.work.steps import STEPS

_PROPOSAL = Ask("proposal_no", "提请编号", "integer")
_REASON = Ask("reason", "理由", "lines", required=False)
_REASON_WHY = Ask("reason", "理由", "lines")
ENDINGS: Mapping[str, tuple[str, tuple[Ask, ...]]] = {
    "proposal.approve": ("审核同意", (_PROPOSAL, _REASON)),
    "proposal.reject": ("审核退回", (_PROPOSAL, _REASON_WHY)),
    "proposal.withdraw": ("撤回提请", (_PROPOSAL, _REASON)),
}
"""What can happen to a proposal: name of the step → its Chinese name and what it asks."""


@dataclass(frozen=True)
class Saved:
    """What became of a form: the batch and release that hold it, or the proposal it waits as."""

    receipt: Receipt
    subject: str
    is_waiting: bool = False
    is_repeated: bool = False
    before: Sequence[Mapping[str, Any]] = field(default_factory=list)
    after: Sequence[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Proposal:
    """A step that waits for a second person."""

    proposal_no: int
    step: str
    subject: str
    sent: Mapping[str, str]
    state: str
    doer: Doer


class Office:
    """Takes the forms of one store. Threads share one Office.

    `four_eyes` off lets one person do everything; so may whoever sits at a machine without accounts, as on its
    command line.
    """

    def __init__(self, layout: Layout, *, four_eyes: bool = True) -> None:
        self._layout = layout
        self._writer = Writer(layout.store)
        self._four_eyes = four_eyes

    def take(
        self,
        step: str,
        sent: Mapping[str, str],
        doer: Doer,
        token: str,
        files: Sequence[Attachment] = (),
        source: Path | None = None,
    ) -> Saved:
        """Store what a form says, or keep it for the second person. A token that is stored is answered by its batch.

        `source` is the uploaded file that the form accepts.

        Raises InputRefused (nothing is stored), NotAllowed (not the doer's to do), KeyError for no such step, and
        what Writer.submit raises.
        """
        try:
            if step in ENDINGS:
                return self._end(step, sent, doer, token)
            return self._take(STEPS[step], sent, doer, token, files, source)
        except AlreadySaved as error:
            receipt = Receipt(error.batch_id, self._layout.current_id(), 0, 0)
            return Saved(receipt, str(error), is_repeated=True)

    def _take(
        self,
        step: Step,
        sent: Mapping[str, str],
        doer: Doer,
        token: str,
        files: Sequence[Attachment],
        source: Path | None,
    ) -> Saved:
        values = read_values(step.asks, sent)
        if files and not step.takes_files:
            raise refuse(None, None, "这一步不收附件", "请去掉附件")
        save = self._save(step, values, doer, token, files, source=source)
        is_weighty = step.needs_second(values) or save.inner.needs_second
        if is_weighty and self._four_eyes and doer.role is not None:
            self._writer.rehearse(save)  # so that the second person is not asked about what cannot be stored
            note = f"提请{step.chinese}：{save.told}"
            proposal = Save(
                ProposalBatch(step.name, save.told, sent, doer, note, source=source),
                step.name,
                save.subject,
                doer,
                token,
            )
            receipt = self._writer.submit(proposal)
            return Saved(receipt, save.told, True, False, *proposal.changes())
        receipt = self._writer.submit(save)
        return Saved(receipt, save.told, False, False, *save.changes())

    def _save(
        self,
        step: Step,
        values: Values,
        doer: Doer,
        token: str,
        files: Sequence[Attachment] = (),
        approval: Approval | None = None,
        source: Path | None = None,
    ) -> Save:
        subject = step.about(self._with_names(values))
        batch = step.make(Job(self._layout, values, doer, signed(doer, approval), files, source, subject))
        return Save(batch, step.name, subject, doer, token, approval)

    def _with_names(self, values: Values) -> Values:
        """The answers with every unit under its name, for words that people read; one nobody knows as it was sent."""

        def named(answers: Values) -> Values:
            found = ask(connection, "work/unit_called", name=answers["unit"]) if answers["unit"] else []
            return replace(answers, texts={**answers.texts, "unit": found[0]["name"]}) if found else answers

        with published(self._layout) as connection:
            tables = {name: tuple(map(named, rows)) for name, rows in values.tables.items()}
            return replace(named(values), tables=tables)

    def _end(self, step: str, sent: Mapping[str, str], doer: Doer, token: str) -> Saved:
        chinese, asks = ENDINGS[step]
        values = read_values(asks, sent)
        proposal = self.proposal(int(values.need("proposal_no")))
        _refuse_wrong_person(step, proposal, doer)
        approval = Approval(proposal.proposal_no, doer, values["reason"])
        batch: Save
        if step == "proposal.approve":
            of = STEPS[proposal.step]
            batch = self._save(
                of, read_values(of.asks, proposal.sent), proposal.doer, token, approval=approval
            )
        else:
            ending = "rejected" if step == "proposal.reject" else "withdrawn"
            inner: Batch = EndBatch(approval, ending, f"{chinese}：{proposal.subject}")
            batch = Save(inner, step, proposal.subject, doer, token)
        receipt = self._writer.submit(batch)
        return Saved(receipt, proposal.subject, False, False, *batch.changes())

    def proposal(self, proposal_no: int) -> Proposal:
        """A proposal by its number; InputRefused for none."""
        with published(self._layout) as connection:
            found = ask(connection, "work/proposal", proposal_no=proposal_no)
        if not found:
            raise refuse("提请编号", str(proposal_no), "没有这项提请", "请刷新待办后再办理")
        [row] = found
        doer = Doer(row["login"], row["name"], row["role"], row["unit_id"])
        return Proposal(proposal_no, row["step"], row["subject"], json.loads(row["sent"]), row["state"], doer)


def _refuse_wrong_person(step: str, proposal: Proposal, doer: Doer) -> None:
    """The one who proposed may withdraw; any other supervisor may approve or reject: never the same person."""
    is_own = doer.login == proposal.doer.login
    if step == "proposal.withdraw":
        if not is_own:
            raise NotAllowed("只有提请人本人可以撤回")
        return
    if is_own:
        raise NotAllowed("经办和审核不能是同一个人，请由另一位主管审核")
    if doer.role != SUPERVISOR:
        raise NotAllowed("只有主管可以审核")
