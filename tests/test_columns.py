"""Which column a figure belongs to: decided by the layout or left open, never guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.binding.columns import by_choice, by_lattice, in_order
from gouji.model.document import Cell

COLUMNS = ("a", "b", "c", "d", "e")


def _cells(*texts: str) -> list[Cell]:
    return [Cell(text, 0, number) for number, text in enumerate(texts)]


def _texts(placed: dict[str, Cell]) -> dict[str, str]:
    return {column: cell.text for column, cell in placed.items() if cell.text}


def test_as_many_cells_as_columns_are_placed_in_order() -> None:
    placed = in_order(_cells("1", "", "2", "", "3"), COLUMNS)

    assert placed is not None
    assert _texts(placed) == {"a": "1", "c": "2", "e": "3"}


def test_a_spurious_blank_that_can_stand_only_in_one_place_leaves_no_doubt() -> None:
    choice = by_choice(_cells("1", "", "", "", "", "6"), COLUMNS, frozenset())

    assert choice is not None
    assert _texts(choice.cells) == {"a": "1", "e": "6"}
    assert not choice.open_columns


def test_where_blanks_can_go_in_two_ways_the_columns_are_open() -> None:
    choice = by_choice(_cells("1", "", "2", "", "", "6"), COLUMNS, frozenset())

    assert choice is not None
    assert {"b", "c"} <= choice.open_columns
    assert choice.confidence < 1


def test_the_columns_that_other_rows_use_decide_between_ways() -> None:
    choice = by_choice(_cells("1", "", "", "", "6", ""), COLUMNS, frozenset({"a", "e"}))

    assert choice is not None
    assert _texts(choice.cells) == {"a": "1", "e": "6"}
    assert not choice.open_columns
    assert choice.confidence < 1


def test_a_missing_cell_leaves_the_row_open() -> None:
    choice = by_choice(_cells("1", "2", "3", "4"), COLUMNS, frozenset())

    assert choice is not None
    assert choice.open_columns == frozenset(COLUMNS)


def test_too_many_figures_fit_no_way() -> None:
    assert by_choice(_cells("1", "2", "3", "4", "5", "6"), COLUMNS, frozenset()) is None


def test_a_figure_across_two_columns_is_not_placed_by_the_lattice() -> None:
    header = dict(enumerate(COLUMNS))
    spanning = [Cell("1", 0, 0, colspan=2), *_cells("", "", "3", "4", "5")[2:]]

    assert by_lattice(spanning, header) is None


@given(st.lists(st.sampled_from(["", "1", "2", "3"]), min_size=5, max_size=5), st.integers(0, 5))
def test_one_added_blank_never_misplaces_a_figure_without_a_doubt(row: list[str], place: int) -> None:
    widened = [*row[:place], "", *row[place:]]
    choice = by_choice(_cells(*widened), COLUMNS, frozenset())

    assert choice is not None
    for column, text in zip(COLUMNS, row, strict=True):
        assert choice.cells[column].text == text or column in choice.open_columns
