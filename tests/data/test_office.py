"""Work in the browser at the store: a form is stored once, by the right person, and where it matters by two."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from storing import rows

from data.checkup import check_store
from data.errors import InputRefused, NotAllowed
from data.layout import Layout, file_digest
from data.release import Writer
from data.store import Store
from data.work.books import Doer
from data.work.office import Office, Saved
from data.work.save import Attachment

WANG = Doer("wang", "王主任", "supervisor")
LI = Doer("li", "李主任", "supervisor")
ZHOU = Doer("zhou", "周检查", "inspector")
TOKEN = "a-token-of-one-form"
BONUS = {
    "unit": "U00",
    "year": "2023",
    "kind": "加分",
    "points": "2",
    "decided_on": "2023-06-01",
    "reason": "做法被推广",
}
CLOSE = {"name": "半年", "year": "2023", "as_of": "2023-06-30", "publish": "none"}


@pytest.fixture
def office(store: Path) -> Office:
    return Office(Layout(store))


@pytest.fixture
def finding(store: Path) -> tuple[str, str]:
    """A finding that nobody has rectified, and its unit."""
    [first, *_] = rows(
        store,
        "select finding_id, unit_id from core.findings "
        "where rectified_on is null and withdrawn_on is null order by all",
    )
    return str(first[0]), str(first[1])


def head_of(unit_id: str) -> Doer:
    return Doer(f"head-{unit_id}", "负责人", "unit", unit_id)


def sign(office: Office, finding: tuple[str, str], token: str = TOKEN) -> Saved:
    return office.take("finding.sign", {"finding_id": finding[0]}, head_of(finding[1]), token)


def count(store: Path, table: str) -> object:
    return rows(store, f"select count(*) from {table}")[0][0]


def test_an_item_of_the_review_is_marked_as_its_rule_says(store: Path) -> None:
    """Marks for an item counted by a target, or counts for one that takes marks, would be stored and never count."""
    [(item, rule), *_] = rows(
        store,
        "select item, rule from core.editions inner join scheme.items using (edition_id) "
        "where rule in ('entered', 'target') order by item",
    )
    wrong = {"awarded": "1"} if rule == "target" else {"actual": "1", "target": "2"}
    sent = {"unit": "U00", "year": "2023", "item": item, "reviewed_on": "2023-12-01", **wrong}
    with pytest.raises(InputRefused, match="这项指标"):
        Office(Layout(store)).take("review.enter", sent, LI, TOKEN)


def test_a_form_sent_twice_is_stored_once(office: Office, store: Path, finding: tuple[str, str]) -> None:
    first = sign(office, finding)
    again = sign(office, finding)
    assert again.is_repeated
    assert again.receipt.batch_id == first.receipt.batch_id
    assert count(store, "raw.signatures") == 1


def test_a_form_sent_twice_at_once_is_stored_once(store: Path, finding: tuple[str, str]) -> None:
    offices, outcomes = [Office(Layout(store)), Office(Layout(store))], []
    threads = [
        threading.Thread(target=lambda of=each: outcomes.append(sign(of, finding))) for each in offices
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(saved.is_repeated for saved in outcomes) == [False, True]
    assert count(store, "raw.signatures") == 1


def test_a_unit_cannot_touch_anothers_finding_and_learns_nothing_of_it(
    office: Office, store: Path, finding: tuple[str, str]
) -> None:
    other = head_of("U01" if finding[1] != "U01" else "U02")
    before = rows(store, "select * from core.findings order by all")
    told = set()
    for finding_id in (finding[0], "no-such-finding"):
        for step in ("finding.sign", "finding.rectify"):
            sent = {"finding_id": finding_id, "rectified_on": "2023-09-01"}
            with pytest.raises(NotAllowed) as refused:
                office.take(step, sent, other, f"{TOKEN}-{step}-{finding_id}")
            told.add(str(refused.value).replace(finding_id, ""))
    assert len(told) == 1
    assert rows(store, "select * from core.findings order by all") == before


def test_who_has_not_seen_the_newest_word_does_not_overwrite_it(
    office: Office, store: Path, finding: tuple[str, str]
) -> None:
    [(seen,)] = rows(store, f"select batch_id from core.findings where finding_id = '{finding[0]}'")
    sent = {"finding_id": finding[0], "seen": str(seen), "rectified_on": "2023-09-01"}
    office.take("finding.rectify", sent, head_of(finding[1]), "token-1")
    with pytest.raises(InputRefused, match="别人刚刚改动过"):
        office.take("finding.rectify", {**sent, "rectified_on": "2023-09-02"}, head_of(finding[1]), "token-2")
    [(rectified_on,)] = rows(
        store, f"select cast(rectified_on as varchar) from core.findings where finding_id = '{finding[0]}'"
    )
    assert rectified_on == "2023-09-01"


def test_what_a_form_gets_wrong_is_named_field_by_field_and_nothing_is_stored(
    office: Office, store: Path
) -> None:
    before = Layout(store).current_id()
    with pytest.raises(InputRefused) as refused:
        office.take("adjustment.enter", {**BONUS, "points": "很多", "decided_on": "明天"}, WANG, TOKEN)
    assert {problem.column for problem in refused.value.problems} == {"分值", "认定日期"}
    assert Layout(store).current_id() == before


def test_a_fact_from_a_form_is_refused_like_one_from_a_file(office: Office, store: Path) -> None:
    before = Layout(store).current_id()
    with pytest.raises(InputRefused) as refused:
        office.take("adjustment.enter", {**BONUS, "decided_on": "2022-06-01"}, WANG, TOKEN)
    [problem] = refused.value.problems
    assert (problem.file, problem.column, problem.value) == ("网页填报", "认定日期", "2022-06-01")
    assert Layout(store).current_id() == before


class TestFourEyes:
    def test_a_bonus_counts_once_a_second_supervisor_agrees(self, office: Office, store: Path) -> None:
        waiting = office.take("adjustment.enter", BONUS, WANG, TOKEN)
        assert waiting.is_waiting
        assert count(store, "raw.adjustments") == count(store, "core.adjustments")
        before = count(store, "core.adjustments")
        office.take("proposal.approve", {"proposal_no": "1"}, LI, "token-of-li")
        assert count(store, "core.adjustments") == int(str(before)) + 1
        [(by, login, second)] = rows(
            store,
            "select stored_by, login, second_login from raw.saves inner join raw.batches using (batch_id) "
            "where second_login is not null",
        )
        assert (by, login, second) == ("王主任（审核：李主任）", "wang", "li")

    def test_nobody_approves_their_own(self, office: Office, store: Path) -> None:
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        with pytest.raises(NotAllowed, match="不能是同一个人"):
            office.take("proposal.approve", {"proposal_no": "1"}, WANG, "token-2")
        assert rows(store, "select state from core.proposals") == [("pending",)]

    def test_only_a_supervisor_approves(self, office: Office) -> None:
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        with pytest.raises(NotAllowed, match="只有主管"):
            office.take("proposal.approve", {"proposal_no": "1"}, ZHOU, "token-2")

    def test_it_is_approved_once(self, office: Office, store: Path) -> None:
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        first = office.take("proposal.approve", {"proposal_no": "1"}, LI, "token-2")
        again = office.take("proposal.approve", {"proposal_no": "1"}, LI, "token-3")
        assert again.is_repeated
        assert again.receipt.batch_id == first.receipt.batch_id
        assert count(store, "raw.adjustments") == count(store, "core.adjustments")

    def test_sent_back_it_changes_nothing_and_says_why(self, office: Office, store: Path) -> None:
        before = count(store, "core.adjustments")
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        with pytest.raises(InputRefused, match="理由"):
            office.take("proposal.reject", {"proposal_no": "1"}, LI, "token-2")
        office.take("proposal.reject", {"proposal_no": "1", "reason": "依据不足"}, LI, "token-3")
        assert rows(store, "select state, ended_reason from core.proposals") == [("rejected", "依据不足")]
        assert count(store, "core.adjustments") == before

    def test_only_its_maker_withdraws_it(self, office: Office, store: Path) -> None:
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        with pytest.raises(NotAllowed, match="本人"):
            office.take("proposal.withdraw", {"proposal_no": "1"}, LI, "token-2")
        office.take("proposal.withdraw", {"proposal_no": "1"}, WANG, "token-3")
        assert rows(store, "select state from core.proposals") == [("withdrawn",)]

    def test_nobody_is_asked_to_approve_what_cannot_be_stored(self, office: Office, store: Path) -> None:
        with pytest.raises(InputRefused, match="没有这个单位"):
            office.take("adjustment.enter", {**BONUS, "unit": "U99"}, WANG, "token-1")
        with pytest.raises(InputRefused, match="没有这个轮次"):
            office.take("round.publish", {"round_no": "9", "publish": "full"}, WANG, "token-2")
        assert count(store, "raw.proposals") == 0

    def test_undoing_the_approval_lets_the_proposal_wait_again(self, office: Office, store: Path) -> None:
        office.take("adjustment.enter", BONUS, WANG, TOKEN)
        approved = office.take("proposal.approve", {"proposal_no": "1"}, LI, "token-2")
        Writer(store).undo(approved.receipt.batch_id)
        assert rows(store, "select state from core.proposals") == [("pending",)]

    def test_an_office_may_do_without(self, store: Path) -> None:
        before = count(store, "core.adjustments")
        saved = Office(Layout(store), four_eyes=False).take("adjustment.enter", BONUS, WANG, TOKEN)
        assert not saved.is_waiting
        assert count(store, "core.adjustments") == int(str(before)) + 1

    def test_the_same_thing_is_neither_proposed_nor_decided_twice(self, office: Office) -> None:
        office.take("adjustment.enter", BONUS, WANG, "token-1")
        with pytest.raises(InputRefused, match="王主任的同一项提请正在等待审核"):
            office.take("adjustment.enter", BONUS, LI, "token-2")
        office.take("proposal.approve", {"proposal_no": "1"}, LI, "token-3")
        with pytest.raises(InputRefused, match="同样的认定已经存入"):
            office.take("adjustment.enter", BONUS, WANG, "token-4")
        other = {**BONUS, "reason": "另一件事"}
        assert office.take("adjustment.enter", other, WANG, "token-5").is_waiting

    def test_without_accounts_there_is_nobody_else_to_ask(self, office: Office) -> None:
        assert not office.take("adjustment.enter", BONUS, Doer(), TOKEN).is_waiting


class TestRounds:
    def closed(self, office: Office) -> None:
        office.take("round.close", CLOSE, WANG, "close-1")
        office.take("proposal.approve", {"proposal_no": "1"}, LI, "close-2")

    def test_a_round_closed_in_the_browser_holds_what_the_command_line_scores(
        self, office: Office, store: Path
    ) -> None:
        self.closed(office)
        stored = dict(rows(store, "select unit_id, total from core.round_results where total is not null"))
        scored = Store(store).query("pages/score", year=2023, as_of=date(2023, 6, 30))
        rated = scored[scored["total"].notna()]
        assert stored == dict(zip(rated["unit_id"], rated["total"], strict=True))

    def test_it_is_published_further_and_never_taken_back(self, office: Office, store: Path) -> None:
        self.closed(office)
        assert rows(store, "select publish from core.rounds") == [("none",)]
        office.take("round.publish", {"round_no": "1", "publish": "own"}, WANG, "publish-1")
        saved = office.take("proposal.approve", {"proposal_no": "2"}, LI, "publish-2")
        assert rows(store, "select publish from core.rounds") == [("own",)]
        with pytest.raises(InputRefused, match="已经按同样或更大的范围公布"):
            office.take("round.publish", {"round_no": "1", "publish": "own"}, WANG, "publish-3")
        with pytest.raises(InputRefused, match="一经公布不再改变"):
            Writer(store).undo(saved.receipt.batch_id)

    def test_it_cannot_be_closed_before_its_day(self, office: Office) -> None:
        with pytest.raises(InputRefused, match="还没有到"):
            office.take("round.close", {**CLOSE, "as_of": "2999-06-30"}, WANG, TOKEN)


def test_what_was_proposed_agreed_and_sent_back_is_told_for_the_audit_log(office: Office) -> None:
    proposed = office.take("adjustment.enter", BONUS, WANG, "token-1")
    assert proposed.after == [{"step": "adjustment.enter", **BONUS}]
    rejected = office.take("proposal.reject", {"proposal_no": "1", "reason": "依据不足"}, LI, "token-2")
    assert rejected.before == [{"proposal_no": 1, "state": "pending"}]
    assert rejected.after == [{"proposal_no": 1, "state": "rejected", "reason": "依据不足"}]
    office.take("adjustment.enter", BONUS, WANG, "token-3")
    agreed = office.take("proposal.approve", {"proposal_no": "2"}, LI, "token-4")
    assert agreed.after[0] == {"proposal_no": 2, "state": "approved"}
    assert agreed.after[1]["points"] == "2"
    office.take("round.close", CLOSE, WANG, "token-5")
    closed = office.take("proposal.approve", {"proposal_no": "3"}, LI, "token-6")
    assert closed.after[1] == {"round": "半年", "year": 2023, "as_of": "2023-06-30", "publish": "none"}
    office.take("round.publish", {"round_no": "1", "publish": "own"}, WANG, "token-7")
    published = office.take("proposal.approve", {"proposal_no": "4"}, LI, "token-8")
    assert (published.before[1]["publish"], published.after[1]["publish"]) == ("none", "own")


@pytest.mark.parametrize("step", ["round.close", "draw.make"])
def test_a_year_without_a_scheme_is_the_writers_fault_not_the_servers(office: Office, step: str) -> None:
    with pytest.raises(InputRefused, match="这一年没有考核办法"):
        office.take(step, {**CLOSE, "size": "1", "seed": "1", "year": "1999"}, WANG, TOKEN)


def test_marks_of_the_review_are_not_overwritten_by_who_has_not_seen_them(
    office: Office, store: Path
) -> None:
    [(seen,)] = rows(store, "select batch_id from core.reviews where unit_id = 'U00' and item = 'R1'")
    sent = {"unit": "U00", "year": "2023", "item": "R1", "reviewed_on": "2023-12-06"}
    sent |= {"actual": "1", "target": "8"}
    with pytest.raises(InputRefused, match="已有评分"):
        office.take("review.enter", sent, LI, "token-1")
    office.take("review.enter", {**sent, "seen": str(seen)}, LI, "token-2")
    stored = rows(store, "select actual, target from core.reviews where unit_id = 'U00' and item = 'R1'")
    assert stored == [(1, 8)]


def test_marks_of_the_review_are_points_or_counts_never_both(office: Office) -> None:
    sent = {"unit": "U00", "year": "2023", "item": "R1", "reviewed_on": "2023-12-01"}
    for marks in ({}, {"awarded": "1", "actual": "1", "target": "2"}, {"actual": "1"}):
        with pytest.raises(InputRefused, match="要么直接给分"):
            office.take("review.enter", {**sent, **marks}, WANG, TOKEN)


def test_an_attachment_is_kept_under_its_digest_and_checked(
    office: Office, store: Path, finding: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "shot.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n rest")
    file = Attachment(path, "截图.png", file_digest(path), path.stat().st_size, "image/png")
    sent = {"finding_id": finding[0], "rectified_on": "2023-09-01"}
    office.take("finding.rectify", sent, head_of(finding[1]), TOKEN, [file])
    kept = Layout(store).objects / file.sha256
    assert kept.read_bytes() == path.read_bytes()
    assert rows(store, "select name, ref, unit_id from core.evidence") == [("截图.png", *finding)]
    assert all(line.is_good for line in check_store(store))
    kept.write_bytes(b"changed")
    assert any("截图.png" in line.message for line in check_store(store) if not line.is_good)
