"""Which weightings may be tried, and the even sample of all of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from data.trials import (
    Component,
    Refusal,
    TrialFloor,
    Weights,
    judge,
    permitted_weightings,
    read_trial,
)

SPOT_HALF = TrialFloor(("spot",), 0.5)
BOTH = TrialFloor(("spot", "quarterly"), 0.6)


def weights(*points: float, floors: tuple[TrialFloor, ...] = (SPOT_HALF, BOTH)) -> Weights:
    codes = ("spot", "quarterly", "ledger", "review")[: len(points)]
    names = ("日常抽测", "季度检查", "台账落实", "年度考核")
    components = tuple(Component(*each) for each in zip(codes, names, points, strict=False))
    return Weights(components, floors, sum(points))


SCHEME = weights(50, 20, 15, 15)


def refusals(**stated: str) -> tuple[Refusal, ...]:
    trial = read_trial(stated, SCHEME)
    assert trial is not None
    return trial.refusals


def test_an_address_without_weights_asks_for_no_trial() -> None:
    assert read_trial({}, SCHEME) is None


def test_what_is_not_stated_keeps_its_points() -> None:
    trial = read_trial({"quarterly": "25", "ledger": "10"}, SCHEME)
    assert trial is not None
    assert trial.points == (50, 25, 10, 15)
    assert trial.refusals == ()


def test_points_that_do_not_add_up_are_refused() -> None:
    assert refusals(spot="60") == (Refusal("sum", stated=110.0, wanted=100),)


def test_a_broken_floor_is_refused_by_name() -> None:
    broken = refusals(spot="45", ledger="20")
    assert broken == (Refusal("floor", "日常抽测", 0.45, 0.5),)


def test_every_broken_floor_is_named() -> None:
    broken = refusals(spot="40", quarterly="15", ledger="25", review="20")
    assert [(each.subject, each.stated) for each in broken] == [
        ("日常抽测", 0.4),
        ("日常抽测、季度检查", 0.55),
    ]


def test_a_weighting_on_the_floor_is_permitted() -> None:
    assert refusals(spot="50", quarterly="10", ledger="20", review="20") == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [("0", "not_positive"), ("-5", "not_positive"), ("很多", "no_number"), ("inf", "no_number")],
)
def test_points_are_numbers_above_zero(words: str, kind: str) -> None:
    assert [each.kind for each in refusals(review=words)] == [kind]


def test_a_component_the_scheme_does_not_have_is_refused() -> None:
    assert refusals(nothing="5") == (Refusal("unknown", "nothing"),)


def test_the_sample_is_permitted_even_and_always_the_same() -> None:
    sample = permitted_weightings(SCHEME, 500)
    assert len(sample) == len(set(sample)) == 500
    assert sample == permitted_weightings(SCHEME, 500)
    assert all(min(points) > 0 and judge(points, SCHEME) == [] for points in sample)


def test_the_sample_covers_all_that_one_floor_leaves() -> None:
    """Uniform over spot = 50 + 50 a, others 50 b, c, d with a + b + c + d = 1: each share 1/4 on average."""
    sample = permitted_weightings(weights(50, 20, 15, 15, floors=(SPOT_HALF,)), 500)
    means = [sum(points[place] for points in sample) / 500 for place in range(4)]
    assert means == pytest.approx([50 + 12.5, 12.5, 12.5, 12.5], abs=0.5)


def test_two_components_are_cut_at_even_steps() -> None:
    sample = permitted_weightings(weights(60, 40, floors=(SPOT_HALF,)), 100)
    spots = sorted(points[0] for points in sample)
    gaps = [after - before for before, after in pairwise(spots)]
    assert 50 < spots[0] < 51.5
    assert 98.5 < spots[-1] < 100
    assert max(gaps) < 1.5  # 0.5 when perfectly even


def test_floors_that_leave_no_room_permit_the_scheme_alone() -> None:
    tight = (TrialFloor(("spot",), 0.7), TrialFloor(("quarterly",), 0.3))
    assert permitted_weightings(weights(70, 30, floors=tight), 500) == ((70, 30),)
    assert permitted_weightings(weights(100, floors=(SPOT_HALF,)), 500) == ((100,),)
