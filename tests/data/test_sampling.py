"""The sample of a draw: the same everywhere, stratified, with priority to what was checked too little."""

from __future__ import annotations

import hashlib
import itertools
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sampling import WEIGHTS, Cell, allocate, draw_sample

LEVELS = st.sampled_from(sorted(WEIGHTS))
CELLS = st.lists(
    st.builds(
        Cell,
        unit_id=st.sampled_from([f"U{number}" for number in range(12)]),
        item=st.sampled_from(["S1", "S2", "S3", "公开栏目"]),
        group_name=st.just("镇街"),
        check_count=st.integers(0, 40),
        level=LEVELS,
    ),
    min_size=1,
    max_size=48,
    unique_by=lambda cell: (cell.unit_id, cell.item),
).map(lambda cells: [replace(cell, group_name=f"第{int(cell.unit_id[1:]) % 3}类") for cell in cells])
SEEDS = st.text(min_size=1, max_size=12)


def names(sample) -> list[tuple[str, str]]:
    return [(drawn.cell.unit_id, drawn.cell.item) for drawn in sample.drawn]


def town(count: int, level: str, group: str = "镇街", prefix: str = "Z") -> list[Cell]:
    checks = {"none": 0, "few": 1, "enough": 9}[level]
    return [Cell(f"{prefix}{level}{number:03}", "S1", group, checks, level) for number in range(count)]


@given(CELLS, SEEDS, st.data())
def test_the_same_seed_and_cells_give_the_same_sample_in_any_row_order(cells, seed, data):
    size = data.draw(st.integers(1, len(cells)))
    shuffled = data.draw(st.permutations(cells))
    assert draw_sample(cells, size, seed) == draw_sample(shuffled, size, seed)


@given(CELLS, SEEDS, st.data())
def test_a_sample_has_the_size_asked_for_and_no_cell_twice(cells, seed, data):
    size = data.draw(st.integers(1, len(cells)))
    sample = draw_sample(cells, size, seed)
    assert [drawn.turn for drawn in sample.drawn] == list(range(1, size + 1))
    assert len(set(names(sample))) == size
    assert {drawn.cell for drawn in sample.drawn} <= set(cells)


@given(CELLS, SEEDS, st.data())
def test_every_stratum_gives_its_quota_and_never_more_than_it_has(cells, seed, data):
    sample = draw_sample(cells, data.draw(st.integers(1, len(cells))), seed)
    drawn = Counter(each.stratum for each in sample.drawn)
    sizes = Counter(f"{cell.group_name}/{cell.level}" for cell in cells)
    assert {each.name: each.population for each in sample.strata} == sizes
    assert {each.name: each.drawn for each in sample.strata if each.drawn} == drawn
    assert all(each.drawn <= each.population for each in sample.strata)


@given(
    st.dictionaries(st.tuples(st.sampled_from("甲乙丙"), LEVELS), st.integers(1, 60), min_size=1), st.data()
)
def test_places_go_in_proportion_to_cells_times_weight(sizes, data):
    size = data.draw(st.integers(1, sum(sizes.values())))
    quotas = allocate(sizes, size)
    assert sum(quotas.values()) == size
    weighed = {key: sizes[key] * WEIGHTS[key[1]] for key in sizes if quotas[key] < sizes[key]}
    for one, other in itertools.combinations(weighed, 2):
        apart = Fraction(quotas[one], weighed[one]) - Fraction(quotas[other], weighed[other])
        assert abs(apart) <= Fraction(1, weighed[one]) + Fraction(
            1, weighed[other]
        )  # each is rounded by less than 1


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.data())
def test_what_was_never_checked_is_drawn_at_least_as_often(none, few, enough, data):
    sizes = {("镇街", "none"): none, ("镇街", "few"): few, ("镇街", "enough"): enough}
    quotas = allocate(sizes, data.draw(st.integers(1, none + few + enough)))
    parts = [Fraction(quotas[key], sizes[key]) for key in sizes]
    rounding = [Fraction(1, sizes[key]) for key in sizes]
    # each side is rounded by less than one place, up or down
    assert parts[0] + rounding[0] + rounding[1] >= parts[1]
    assert parts[1] + rounding[1] + rounding[2] >= parts[2]


def test_quotas_by_hand():
    # 10 cells x 4, 20 x 2, 40 x 1: 40, 40 and 40 of 120, so 12 places are 4, 4 and 4
    sizes = {("镇街", "none"): 10, ("镇街", "few"): 20, ("镇街", "enough"): 40}
    assert list(allocate(sizes, 12).values()) == [4, 4, 4]
    # 1 of 3 strata takes the place left over: equal remainders go by name
    assert list(allocate(sizes, 13).values()) == [5, 4, 4]


def test_a_stratum_that_is_full_passes_its_places_on():
    # of 30 places 2 cells x 4 : 100 x 1 would give 2.2 places to 2 cells
    assert allocate({("镇街", "none"): 2, ("镇街", "enough"): 100}, 30) == {
        ("镇街", "none"): 2,
        ("镇街", "enough"): 28,
    }


def test_the_smallest_digests_of_seed_unit_and_item_are_drawn():
    cells = town(50, "enough")
    by_hand = sorted(
        cells, key=lambda cell: hashlib.sha256(f"摇号7|{cell.unit_id}|{cell.item}".encode()).hexdigest()
    )
    assert [drawn.cell for drawn in draw_sample(cells, 8, "摇号7").drawn] == by_hand[:8]


def test_another_seed_gives_another_sample():
    cells = town(200, "enough")
    assert names(draw_sample(cells, 20, "1")) != names(draw_sample(cells, 20, "2"))


def test_over_many_seeds_every_cell_has_its_chance():
    cells = town(20, "enough")
    drawn = Counter(name for seed in range(400) for name in names(draw_sample(cells, 5, str(seed))))
    assert len(drawn) == 20
    assert all(60 <= count <= 140 for count in drawn.values())  # 100 expected, standard deviation 8.7


def test_the_digest_tells_another_population_apart():
    cells = town(5, "enough")
    more = [replace(cells[0], check_count=10), *cells[1:]]
    assert draw_sample(cells, 2, "1").population_digest != draw_sample(more, 2, "1").population_digest


@pytest.mark.parametrize("size", [0, -1, 6])
def test_a_size_outside_the_population_is_refused(size):
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw_sample(town(5, "enough"), size, "1")


def test_pythons_own_hash_plays_no_part():
    program = (
        "from data.sampling import Cell, draw_sample\n"
        "cells = {Cell(f'U{n}', 'S1', '镇街', n, 'enough') for n in range(60)}\n"
        "print([each.cell.unit_id for each in draw_sample(cells, 9, '种子').drawn])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in (1, 2)
    }
    cells = [Cell(f"U{number}", "S1", "镇街", number, "enough") for number in range(60)]
    random.Random(7).shuffle(cells)
    expected = [each.cell.unit_id for each in draw_sample(cells, 9, "种子").drawn]
    assert answers == {f"{expected}\n"}
