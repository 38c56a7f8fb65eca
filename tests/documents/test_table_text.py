"""Tables as text and as HTML."""

from app.documents import table_text

LINES = [["Name", "Goal"], ["Marja <b>", "Less\tdowntime,\nmore output"]]


def test_a_cell_never_breaks_a_line_of_the_text() -> None:
    assert table_text.tabbed(LINES) == "Name\tGoal\nMarja <b>\tLess downtime, more output"
    assert table_text.tabbed([["No stops\n\nFewer calls", "Why?\nAge"]]) == "No stops; Fewer calls\tWhy? Age"


def test_signs_of_a_text_are_no_markup_and_its_lines_stay_apart() -> None:
    html = table_text.html(LINES)
    assert "<td>Marja &lt;b&gt;</td>" in html
    assert "downtime,<br style='mso-data-placement:same-cell'>more output</td>" in html
    assert html.count("<th ") == 2
    assert html.count("<tr>") == 2
