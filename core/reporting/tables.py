"""HTML tables."""

from collections.abc import Collection, Iterable, Sequence

from core.reporting.markup import Markup, element


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Collection[int] = ()) -> Markup:
    """A table with a head row; the columns in `numbers` are set flush right."""
    head = element("tr", *(_cell("th", text, column in numbers) for column, text in enumerate(heads)))
    body = [
        element("tr", *(_cell("td", value, column in numbers) for column, value in enumerate(row)))
        for row in rows
    ]
    return element("table", element("thead", head), element("tbody", *body))


def facts_table(rows: Iterable[tuple[object, object]]) -> Markup:
    """Names on the left, values on the right."""
    lines = [element("tr", element("th", name, scope="row"), element("td", value)) for name, value in rows]
    return element("table", element("tbody", *lines), class_="facts")


def _cell(kind: str, value: object, is_number: bool) -> Markup:
    return element(kind, value, class_="number" if is_number else None)
