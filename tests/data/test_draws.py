"""A draw is stored before anyone checks, and anyone can draw it again."""

from __future__ import annotations

from datetime import date

import pytest
from storing import MIDYEAR, checks, rows

from data.batches import insert_rows
from data.draw import DrawBatch, Exclusion, find_draw, read_population, redraw
from data.errors import InputRefused, StoreMissing
from data.layout import Layout
from data.release import Writer
from data.sampling import draw_sample
from data.store import Store


def draw(store, size=5, seed="1", as_of=MIDYEAR, **more):
    batch = DrawBatch(Layout(store), Store(store).year(2023), as_of, size, seed, **more)
    return Writer(store).submit(batch)


def population(store, as_of=MIDYEAR, group=None):
    reader = Store(store)
    return read_population(reader.layout, reader.release_id, reader.year(2023), as_of, group)


def cells(store, draw_no=1):
    return rows(store, f"select unit_id, item from raw.draw_cells where draw_no = {draw_no} order by turn")


def test_the_population_is_every_active_unit_by_every_item_that_applies(store):
    applies = rows(
        store,
        "select units.unit_id, items.item from core.units cross join scheme.items "
        "inner join scheme.components using (edition_id, component) "
        "left join scheme.item_targets as targets on items.item = targets.item "
        "and targets.target in (units.unit_id, units.group_name) "
        "where components.source = 'spot_check' and (items.applies_to_all or targets.item is not null) "
        f"and coalesce(units.active_from <= date '{MIDYEAR}', true) "
        f"and coalesce(units.active_to >= date '{MIDYEAR}', true) order by all",
    )
    found = sorted((cell.unit_id, cell.item) for cell in population(store))
    assert found == applies
    assert found


def test_the_population_counts_only_checks_up_to_the_date(store):
    before = {(cell.unit_id, cell.item): cell.check_count for cell in population(store, date(2023, 1, 1))}
    after = {(cell.unit_id, cell.item): cell.check_count for cell in population(store)}
    assert set(before.values()) == {0}
    assert sum(after.values()) > 0


def test_levels_are_none_few_and_enough_by_half_the_median_of_the_group(store):
    found = population(store)
    for group in {cell.group_name for cell in found}:
        counts = sorted(cell.check_count for cell in found if cell.group_name == group)
        doubled_median = counts[(len(counts) - 1) // 2] + counts[len(counts) // 2]
        for cell in found:
            if cell.group_name == group:
                is_few = 4 * cell.check_count < doubled_median
                level = "none" if cell.check_count == 0 else "few" if is_few else "enough"
                assert cell.level == level


def test_a_draw_is_stored_with_all_that_is_needed_to_repeat_it(store):
    before = Store(store).release_id
    expected = draw_sample(population(store), 5, "摇号 0837")
    receipt = draw(store, seed="摇号 0837", by="周澄")
    assert receipt.rows_in == 5
    found = find_draw(Store(store), 1)
    assert (found["seed"], found["size"], found["year"], found["made_by"]) == ("摇号 0837", 5, 2023, "周澄")
    assert found["release_id"] == before
    assert found["population"] == expected.population
    assert found["population_digest"] == expected.population_digest
    assert cells(store) == [(each.cell.unit_id, each.cell.item) for each in expected.drawn]
    stored = rows(store, "select stratum, population, drawn from raw.draw_strata order by all")
    assert stored == sorted((each.name, each.population, each.drawn) for each in expected.strata)


def test_the_same_seed_draws_the_same_again(store):
    draw(store, seed="A")
    draw(store, seed="A")
    draw(store, seed="B", size=12)
    draw(store, seed="A", size=12)
    assert cells(store, 1) == cells(store, 2)
    assert cells(store, 3) != cells(store, 4)


def test_excluded_units_are_not_drawn_and_stay_written_with_their_reason(store):
    left_out = Exclusion("U00", "刚接受专项检查")
    everything = [cell for cell in population(store) if cell.unit_id != "U00"]
    draw(store, size=len(everything), exclusions=[left_out])
    assert "U00" not in {unit for unit, _ in cells(store)}
    assert rows(store, "select unit_id, reason from raw.draw_exclusions") == [("U00", "刚接受专项检查")]


def test_a_group_can_be_drawn_alone(store):
    group = population(store)[0].group_name
    draw(store, size=3, group_name=group)
    assert {name for (name,) in rows(store, "select group_name from raw.draw_cells")} == {group}


def test_a_redraw_matches_even_after_later_facts(store, tmp_path):
    draw(store, size=8, exclusions=[Exclusion("U01", "机构调整")])
    Writer(store).submit(checks(tmp_path, "later", N1=3, N2=9))
    again = redraw(Store(store), 1)
    assert again.matches
    assert (again.missing, again.extra) == ((), ())


def test_a_redraw_tells_a_changed_record(store):
    draw(store, size=4)

    class Tampering(DrawBatch):
        def append(self, connection, batch_id):
            connection.execute("delete from raw.draw_cells where draw_no = 1 and turn = 1")
            insert_rows(connection, "raw.draw_cells", [(1, 1, "U00", "?", "镇街", "few", "镇街/few", 1)])
            return super().append(connection, batch_id)

    (first, *_) = cells(store)
    Writer(store).submit(Tampering(Layout(store), Store(store).year(2023), MIDYEAR, 1, "x"))
    again = redraw(Store(store), 1)
    assert not again.matches
    assert again.missing == (("U00", "?"),)
    assert again.extra == (first,)


def test_a_redraw_without_its_release_says_so(store):
    draw(store)
    layout = Layout(store)
    layout.release_file(str(find_draw(Store(store), 1)["release_id"])).unlink()
    with pytest.raises(StoreMissing, match="已不在库中"):
        redraw(Store(store), 1)


def test_the_release_of_a_draw_is_never_pruned(store, tmp_path, monkeypatch):
    monkeypatch.setattr("data.publication.NEWEST_KEPT", 1)
    monkeypatch.setattr("data.publication._DAYS_KEPT", -1)
    parent = Store(store).release_id
    draw(store)
    for number in range(3):
        Writer(store).submit(checks(tmp_path, f"c{number}", **{f"N{number}": number}))
    assert Layout(store).release_file(parent).is_file()
    assert redraw(Store(store), 1).matches


def test_an_undone_draw_stays_and_says_so(store):
    receipt = draw(store)
    Writer(store).undo(receipt.batch_id)
    drawn = find_draw(Store(store), 1)
    assert not drawn["is_live"]
    assert len(cells(store)) == 5
    draw(store)
    assert find_draw(Store(store), 2)["is_live"]


def test_a_cell_is_checked_only_by_a_check_made_and_stored_after_the_draw(store, tmp_path):
    everything = len(population(store))
    draw(store, size=everything)
    known = Store(store).table("pages/draw_cells", draw_no=1)
    assert known["checked_on"].isna().all()
    Writer(store).submit(checks(tmp_path, "older", N1=3))  # of May, long before the draw was made
    assert Store(store).table("pages/draw_cells", draw_no=1)["checked_on"].isna().all()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"size": 0}, "抽样范围只有"),
        ({"size": 100_000}, "抽样范围只有"),
        ({"seed": "  "}, "没有种子"),
        ({"group_name": "没有的类别"}, "没有可抽的单位"),
        ({"exclusions": [Exclusion("nobody", "不知道")]}, "不在抽样范围内"),
        ({"exclusions": [Exclusion("U00", " ")]}, "没有写明排除理由"),
    ],
)
def test_an_impossible_draw_is_refused_and_nothing_is_stored(store, more, told):
    release = Store(store).release_id
    with pytest.raises(InputRefused, match=told):
        draw(store, **more)
    assert Store(store).release_id == release


def test_an_unknown_draw_is_said(store):
    with pytest.raises(StoreMissing, match="没有第7次抽样"):
        find_draw(Store(store), 7)
