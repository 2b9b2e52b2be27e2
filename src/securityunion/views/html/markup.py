"""HTML as a tree of elements, so that text is always escaped: tables, pairs of facts, and folded parts."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, tostring

from securityunion.views.labels import UNKNOWN

__all__ = ["Child", "details", "element", "page", "pairs", "table", "written"]

Child = Element | str
"""A child of an element."""


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element with *children*: elements and texts, in order. The word `UNKNOWN` is emphasised.

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
    """Return a table with a caption and a header for each column. The first cell of a row is its header.

    Args:
        caption: what the table shows.
        columns: the headers.
        rows: the cells of each row.
        more: text below the rows, such as the number of further rows.

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
    """Return a table of two columns: names and values.

    >>> written(pairs("PNR", [("stage", "in force")]))[:70]
    '<table cellpadding="4"><caption>PNR</caption><tbody><tr><th scope="row'
    """
    body = [
        element("tr", element("th", name, scope="row", style=_LEFT), element("td", value, style=_LEFT))
        for name, value in rows
    ]
    return element("table", element("caption", caption), element("tbody", *body), **_PADDED)


def details(summary: str, *inside: Element) -> Element:
    """Return a part of a page that is folded under its *summary*.

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


# Without a style for cells, as in plain HTML or the Furo theme, texts in neighbouring cells would nearly touch. The
# attribute is obsolete in HTML, but every browser knows it, and any style of the page overrides it. It adds 16 bytes to
# a table; a style would add as many to each cell.
_PADDED = {"cellpadding": "4"}
# Notebooks align all cells to the right, which suits numbers but not text.
_LEFT, _RIGHT = "text-align:left", "text-align:right"
_SHORT = len("25 Member States")  # dates, act numbers and other short texts should not wrap


def _cell(child: Child, style: str) -> Element:
    return element("td", child, style=style + _unbroken(child))


def _unbroken(child: Child) -> str:
    is_short = isinstance(child, str) and not _is_number(child) and len(child) <= _SHORT
    return ";white-space:nowrap" if is_short else ""


def _is_number(child: Child) -> bool:
    return isinstance(child, str) and child.isdigit()
