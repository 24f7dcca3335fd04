"""How near, far, thin or large things on a page may be to count as what they are taken for.

Units stand in the names: `PT` points, `EM` the type size of the characters in question, `SHARE` a part of what the words under
the name say; the others count. What a word processor, a browser or a printer driver draws gives the bounds in points; what
type-setting allows gives those in ems, so that they hold for any size of type. Each is tested on both sides.
"""

from __future__ import annotations

THICKEST_RULE_PT = 3.0
"""Word processors rule tables with up to 2.25 pt; what is thicker is an area of colour."""
SHORTEST_RULE_PT = 4.0
"""Less both ways is a dot or a dash of a rule, or an ornament: no cell is as small."""
LONGEST_RULE_PT = 1e5
"""No page is as long (PDF allows 14,400 pt): beyond it a number is broken."""
DOTS_IN_LINE_PT = 0.6
"""How far the dots of one rule may lie off it: coordinates rounded to half a point."""
NEXT_DOT_PT = 6.0
"""From dot to dot of one rule: less than any line of text is high."""
FEWEST_DOTS = 6
"""Fewer are bullets or an ornament: no side of a cell is as short."""

SAME_RULE_PT = 3.0
"""Rules drawn for each cell by itself lie off one another by as much as they are thick."""
TOUCHING_PT = 3.0
"""A rule may end short of the one that it meets by as much as that is thick."""
DOUBLE_RULE_PT = 7.0
"""The space between double rules, or a strip beside the last rule, is no row: type of 7 pt is the smallest printed."""
LOWEST_ROW_EM = 0.9
"""Rows that hold a line are at least so high, whatever the type: else the line would touch its rules."""
STRAY_SIDE_SHARE = 0.3
"""How far off a lone upright rule may stand and still be a side, of the width of the table: a wide last column."""
STRAY_HEIGHT_PT = 12.0
"""By how much a lone side may be longer or shorter than the table: a line of text."""

SAME_SIDES_PT = 5.0
"""Pieces of one table have sides that lie apart by the thickness of a rule and the rounding of its cells."""
ADJOINING_PT = 8.0
"""From one piece of a table to the next on a page: double rules, but no line of text."""
PAGE_END_SHARE = 0.2
"""Pieces of a table that a page cuts stand in this part of its height: margins take an eighth, a header row the rest."""
PAGE_EDGE_SHARE = 0.12
"""Running heads and page numbers stand in this part of a page: 36 mm of A4, where GB/T 9704 leaves 37 on top."""
EDGE_LINES = 2
"""Running heads have no more lines than this at either edge."""
SAME_HEIGHT_PT = 3.0
"""Heights are counted in steps of this, and those of neighbouring steps are one: heads are set to the point."""

SAME_LINE_EM = 0.4
"""Baselines of one line lie apart by raised signs and mixed type, of the smaller type; those of two by 0.8 and more."""
SPACE_EM = 0.18
"""A gap as wide is a space: that of most typefaces is a quarter, squeezed in justified lines to a fifth."""
FAR_APART_EM = 1.2
"""A gap as wide parts columns: more than an ideographic space."""
OVERHANG_EM = 0.4
"""By so much may the last line of a cell that a page cuts hang over the rule: less than half of it."""
SAME_BASELINE_PT = 1.0
"""Baselines of one line below a table lie apart by rounding alone."""
INSET_EM = 0.2
"""A character may lie across a wall by so much: the white that stands beside the ink in its square."""
SAME_ADVANCE_SHARE = 1.5
"""Digits of one number follow one another by no more than this, of the advance of the last one."""
MOST_SHARED_CELLS = 2
"""With more cells than these that hold a header and a figure, or more lines of figures in one, rules are missing."""

ASCENT_EM = 0.85
"""The square of type over its baseline: typefaces for Chinese have 0.85 to 0.88."""
MIDDLE_EM = 0.35
"""Half the height of digits and capitals: where a line stands in its row."""
IDEOGRAPH_EM = 0.82
"""The ink of ideographs over the baseline."""
DIGIT_EM = 0.65
"""The ink of digits over the baseline."""
BELOW_EM = 0.08
"""The ink of ideographs below the baseline."""
OUT_OF_ROW_EM = 0.2
"""The ink may lie across the rule of its row by so much, before the words may be another row's."""
OVERLAP_EM = 0.8
"""Lines nearer than this lie upon one another."""
SAME_BASELINE_EM = 0.1
"""Baselines nearer than this are those of one line in a cell."""
RAISED_SHARE = 0.8
"""Figures smaller than this beside others are marks of notes, which are raised at about two thirds of the size."""

UPON_LETTER_EM = 0.2
"""From where the last letter of a word begins to the next word: nearer it is printed upon it, no letter is narrower."""
PRINTED_AGAIN_PT = 0.7
"""How far fake bold and shadows print a letter beside itself."""
PRINTED_AGAIN_EM = 0.08
"""The same for large type: far less than the narrowest letter is wide."""
UPON_WORD_EM = 0.1
"""By how much words overlap at least that do not only touch."""
FOLLOWING_LETTER_EM = 1.5
"""From letter to letter of what is left of a run: beyond it something else was printed between."""
UNSEEN_LINE_EM = 0.6
"""Baselines of unseen words and the seen ones upon them lie apart by so much of the larger type."""
COVERED_SHARE = 0.3
"""Of the width of unseen words: with as much under seen ones they are a second layer of the same text."""
LEVELLED_EM = 0.8
"""How wide a label set upright is taken to be once it is laid level, so that it keeps to its column."""
LEVELLED_GAP_EM = 0.4
"""How far apart letters of one turned word may stand."""

TABULAR_LINES = 2
"""Lines of several pieces that make an open table likely."""
TABULAR_PIECES = 3
"""Pieces of a line as tables have them: labels and two figures."""
TABULAR_FIGURES = 2
"""Pieces of figures on one of these lines."""
PROSE_LETTERS = 6
"""Ideographs from which a piece is prose, not a cell."""
GUTTER_EM = 0.8
"""The least white between columns of prose: less than one character is a wide space."""
SAME_START_PT = 1.0
"""Where the lines of a column of prose begin, apart by rounding."""

LARGE_SHARE = 1.12
"""Larger than the body by this is a heading: the steps from 16 pt to 18 and from 14 to 16 are an eighth."""
SAME_SIZE_SHARE = 0.1
"""Within this sizes are one, as told from the advance of ideographs, which justified lines stretch."""
SAME_ROW_SIZE_SHARE = 0.15
"""The same for lines of one table, whose labels are stretched and squeezed to fit their column."""
ROUGH_SIZE_SHARE = 0.35
"""Digits are taken for half a square wide, which narrow and wide typefaces miss by up to a third."""
FEWEST_WIDE = 2
"""So many ideographs tell the type size exactly."""
LEAST_ROOM_EM = 0.3
"""White left at the end of a line beyond what would have fitted: justified type may be squeezed by it."""
INDENT_EM = 1.2
"""A line further from the margin is indented: by more than one character."""
SAME_MARGIN_EM = 0.5
"""Beginnings of lines that are flush: punctuation is set half a character wide."""
CENTRED_EM = 1.0
"""How far off the middle a centred line of prose stands at most, and how far off the margins at least."""
STRAY_START_SHARE = 0.1
"""Of the lines, those that may begin left of the margin before it counts as theirs: hanging marks, loose words."""
STRAY_END_SHARE = 0.05
"""Lines that may end right of the margin: punctuation that hangs."""
FARTHEST_LINE_EM = 4.0
"""Steps from line to line that count for the usual one: beyond it something stands between."""
SAME_PARAGRAPH_SHARE = 1.45
"""Of the usual step: one and a half is a space between paragraphs."""

GUTTER_SHARES = tuple(step / 100 for step in range(42, 59))
"""Where the gutter of a sheet may stand, of its width: a twelfth off the middle where margins are unequal."""
LEAST_FREE = 2
"""So many hundredths of the width must be free: between two pages there are margins, not a space."""
LONG_LINE = 15
"""A page has a line of so many characters, a column of figures has none."""
WIDE_RULE_SHARE = 0.5
"""A page without such a line has a rule as long, of its width: that of a table."""

ONE_WORD_EM = 0.28
"""Letters nearer than this are one word: headers of tables are set tight, and their columns may be a third apart."""
ONE_VALUE_EM = 0.6
"""The same between a figure and its unit, which stand half a character apart."""
FARTHEST_ROW_EM = 4.2
"""From line to line of an open table: rows are as high as the four lines of a label beside their figures."""
NEXT_LABEL_EM = 1.6
"""From line to line of one label: cells of tables are set solid or with half a line between."""
SAME_STEP_SHARE = 1.1
"""Steps from line to line are equal up to this: rounding, and rows stretched to fill a page."""
NARROW_SHARE = 0.6
"""Of a line of figures: a line as narrow may be a label's or a header's, a wider one is prose."""
SAME_CAPTION_PT = 1.5
"""How far the ends of captions of blocks in a table lie apart, rounding and centring."""
HEADED_SHARE = 0.6
"""Of the figures of a line: words over more of them are their header."""
HEADER_WORDS = 4
"""A line of more words than this, all short, is a header, however near they stand."""
SHORT_WORD_EM = 6.0
"""Words of headers are this short: six ideographs."""
CAPTION_EM = 2.0
"""Twice how far off the middle a centred caption stands at most, and how far inside the sides at least."""

LEAST_GUTTER_EM = 0.3
"""White that parts columns for certain: more than `ONE_WORD_EM`."""
HEADER_LINE_EM = 2.3
"""From a header to its own second line at most; below that stands another header."""
RULE_BESIDE_PT = 1.0
"""An upright rule or a side of a coloured cell may stand so far into the words beside it."""
LABEL_GUTTER_EM = 1.0
"""White between columns of labels."""
TABLE_MARGIN_EM = 1.0
"""How far the outer walls of an open table stand off its words."""

LABEL_LEADING_EM = 1.8
"""From line to line of one label: rows of a table stand further apart."""
WRAPPED_SHARE = 0.85
"""Of the step from figure to figure: lines that follow nearer than this are those of one label."""
LINES_APART_SHARE = 0.95
"""Of a line's height: words are below others from here on, and beside them before."""
CUTS_SHARE = 0.2
"""Of a line's height: a rule may lie in it by so much without crossing the words."""
INTO_LINE_SHARE = 0.5
"""Of a line's height: a rule may lie in the line above by so much and still part the two."""
RULED_LEADING_EM = 3.0
"""From line to line of one label where rules part all rows."""
NARROWEST_STEPS_SHARE = 0.125
"""Of the steps from figure to figure, those that may be narrower than the usual one without telling it."""
ABOVE_TABLE_EM = 1.5
"""How far the top of an open table stands over its first baseline, and so over the ink of its first line."""
CONTINUED_PT = 12.0
"""How far the right sides of an open table on two pages lie apart: figures of a digit or two more."""

FEW_UNCLEAR_SHARE = 0.5
"""Of a table's lines: with more than these unclear, a leading is not the right one."""
ROWS_NEAR = 2
"""So many rows beside an unclear one may hold its figures."""

CELL_MARGINS_PT = 12.0
"""White that a cell keeps at both sides together: 5.4 each in Word and WPS, less in web pages, and a hair."""
DIGIT_WIDTH_EM = 0.5
"""The width of a digit: where no more room is left on a line, a number goes on in the next."""
