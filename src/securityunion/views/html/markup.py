"""Build tables and other HTML from elements, which escape all text that they contain."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, tostring

from securityunion.views.labels import UNKNOWN

__all__ = ["Child", "details", "element", "page", "pairs", "table", "written"]

Child = Element | str
"""An element contains other elements and text."""


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element that contains *children* in this order. The word `UNKNOWN` is emphasised.

    >>> written(element("p", "5 < 6 ", element("strong", "& more"), lang="en"))
    '<p lang="en">5 &lt; 6 <strong>&amp; more</strong></p>'
    """
    made = Element(tag, attributes)
    last: Element | None = None
    for child in children:
        if isinstance(child, type(UNKNOWN)):
            last = Element("em")
            last.text = child
            made.append(last)
        elif isinstance(child, str):
            if last is None:
                made.text = (made.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        else:
            last = child
            made.append(child)
    return made


def table(caption: str, columns: Sequence[Child], rows: Iterable[Sequence[Child]], *, more: str = "") -> Element:
    """Return a table with a caption and column headers. The first cell of each row is the header of the row.

    Args:
        caption: the caption of the table.
        columns: the column headers.
        rows: the cells of each row.
        more: the text below the rows, such as the number of rows left out.

    >>> rows = [("Cyber", "3")]
    >>> made = table("Counts", ("Priority", "all"), rows, more="and 2 more")
    >>> written(made)[:74]
    '<table cellpadding="4"><caption>Counts</caption><thead><tr><th scope="col"'
    >>> "and 2 more</td></tr></tfoot></table>" in written(made)
    True
    """
    lines = list(rows)
    styles = [_RIGHT if all(map(_is_number, column)) else _LEFT for column in zip(*lines, strict=True)]
    styles += [_LEFT] * (len(columns) - len(styles))
    head = element(
        "tr",
        *(element("th", name, scope="col", style=style) for name, style in zip(columns, styles, strict=True)),
    )
    body = [
        element("tr", element("th", first, scope="row", style=_LEFT + _unbroken(first)), *map(_cell, rest, styles[1:]))
        for first, *rest in lines
    ]
    made = element("table", element("caption", caption), element("thead", head), element("tbody", *body), **_PADDED)
    if more:
        below = element("td", more, colspan=str(len(columns)), style=_LEFT)
        made.append(element("tfoot", element("tr", below)))
    return made


def pairs(caption: str, rows: Iterable[tuple[str, Child]]) -> Element:
    """Return a table with a column of names and a column of values.

    >>> written(pairs("PNR", [("stage", "in force")]))[:70]
    '<table cellpadding="4"><caption>PNR</caption><tbody><tr><th scope="row'
    """
    body = [
        element("tr", element("th", name, scope="row", style=_LEFT), element("td", value, style=_LEFT))
        for name, value in rows
    ]
    return element("table", element("caption", caption), element("tbody", *body), **_PADDED)


def details(summary: str, *inside: Element) -> Element:
    """Return a folded part of a page: a reader sees only the *summary* until the part is opened.

    >>> written(details("15 obligations", element("p", "...")))
    '<details><summary>15 obligations</summary><p>...</p></details>'
    """
    return element("details", element("summary", summary), *inside)


def page(*parts: Element) -> str:
    """Return *parts* as one page of HTML for a notebook.

    >>> page(element("p", "none"))
    '<div lang="en"><p>none</p></div>'
    """
    return written(element("div", *parts, lang="en"))


def written(root: Element) -> str:
    """Return an element and its contents as HTML.

    >>> written(element("br"))
    '<br>'
    """
    return tostring(root, encoding="unicode", method="html")


# Plain HTML and the Furo theme do not style cells, so the texts in neighbouring cells would nearly touch.
# The attribute `cellpadding` is obsolete, but every browser supports it, and any style of the page overrides it.
# The attribute adds 16 bytes to a table. A style would add as many bytes to each cell.
_PADDED = {"cellpadding": "4"}
# Notebooks align all cells to the right, which suits numbers but not text.
_LEFT, _RIGHT = "text-align:left", "text-align:right"
# Text up to this length, such as a date or the number of an act, does not wrap.
_SHORT = len("25 Member States")


def _cell(child: Child, style: str) -> Element:
    return element("td", child, style=style + _unbroken(child))


def _unbroken(child: Child) -> str:
    is_short = isinstance(child, str) and not _is_number(child) and len(child) <= _SHORT
    return ";white-space:nowrap" if is_short else ""


def _is_number(child: Child) -> bool:
    return isinstance(child, str) and child.isdigit()
