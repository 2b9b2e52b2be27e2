r"""The forms of texts as JSON Schema patterns, in a syntax that all validators support.

The patterns use neither look-around nor `\d`, which some validators do not support. A pattern accepts every text that
the library accepts, as a test checks. A pattern also accepts some texts that the library refuses, such as 31 June.
"""

from typing import Any

__all__ = ["DAY", "FORMS"]

_YEAR = "(19|20)[0-9]{2}"
_DAY_OF_YEAR = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MORE = r"(\([0-9]{2,3}\))?(R\([0-9]{2}\))?"
_DOTTED = r"[1-9][0-9]?\.[1-9][0-9]?\.[0-9]{4}"
# Characters that control a terminal or change the direction of writing, except newline and tab.
_CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

_CELEX = (
    rf"0{_YEAR}([A-Z]{{1,2}}[0-9]{{4,5}}{_MORE}|(ME|[A-Z])/TXT)(-[0-9]{{8}})?",
    rf"1{_YEAR}[A-Z]{{1,2}}[0-9A-Z/]*{_MORE}",
    rf"[234]{_YEAR}(XC|[A-Z])[0-9]{{4,5}}(P[0-9]{{4}})?{_MORE}",
    rf"5{_YEAR}[A-Z]{{1,3}}[0-9]{{4,6}}{_MORE}[A-Z]?",
    rf"6{_YEAR}[A-Z]{{1,2}}[0-9]{{4}}{_MORE}(_([A-Z]{{3}}|[1-9]))?",
    rf"7({_YEAR}[A-Z][0-9]{{4}}(\([0-9]{{2,3}}\))?|\*)[A-Z]{{3}}(_[0-9]{{1,9}})?",
    rf"8{_YEAR}[A-Z]{{2}}[0-9]{{4}}{_MORE}",
    rf"9{_YEAR}[A-Z]([0-9]{{4}}|[0-9]{{6}}){_MORE}",
    rf"C({_YEAR}/[0-9]{{3}}[A-Z]?/[0-9]{{2,3}}|/20[0-9]{{2}}/[0-9]{{5}}){_MORE}",
    rf"E{_YEAR}[ACGJOPX][0-9]{{4,5}}{_MORE}",
)

DAY: dict[str, Any] = {
    "type": "string",
    "format": "date",
    "pattern": rf"^[0-9]{{4}}-{_DAY_OF_YEAR}$",
    "description": "a day of the calendar",
    "examples": ["2020-12-09"],
}
"""The schema of a day in a document."""

FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "an id": (
        "Id",
        {
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 100,
            "description": "an id of lower-case letters, digits and hyphens",
        },
    ),
    "text": (
        "Text",
        {
            "description": "text that is not blank",
            "allOf": [{"pattern": r"[^ \t\n]"}, {"pattern": f"^[^{_CONTROL}]+$"}],
        },
    ),
    "a web address": (
        "WebAddress",
        {"pattern": "^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][!-~]*)?$", "maxLength": 2000},
    ),
    "a partial date": (
        "PartialDate",
        {"pattern": r"^[0-9]{4}(-(Q[1-4]|H[12]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?$"},
    ),
    "a CELEX number": (
        "Celex",
        {"pattern": f"^({'|'.join(_CELEX)})$", "maxLength": 40},
    ),
    "a European Legislation Identifier": (
        "Eli",
        {
            "pattern": r"^http://data\.europa\.eu/eli/(([a-z_]+|C)/[0-9]{4}/[1-9][0-9]{0,5}(\([0-9]{1,3}\))?"
            r"|treaty/[a-z]+_[0-9]{4})(/[0-9A-Za-z_-]+)*$",
            "maxLength": 120,
        },
    ),
    "a procedure reference": (
        "ProcedureReference",
        {"pattern": rf"^{_YEAR}/[0-9]{{4}}[A-Z]?\([A-Z]{{3}}\)$"},
    ),
    "a document reference": (
        "DocumentReference",
        {
            "pattern": rf"^(COM|JOIN|SWD|SEC|HR|C)\({_YEAR}\) [1-9][0-9]{{0,4}}( final(/[2-9])?)?"
            r"( PART [1-9][0-9]?/[1-9][0-9]?)?$",
            "maxLength": 60,
        },
    ),
    "an Official Journal reference": (
        "OfficialJournalReference",
        {
            "pattern": rf"^OJ (([LCP] )?[1-9][0-9]{{0,3}}( [IAE])?, {_DOTTED}, p\. [1-9][0-9]{{0,4}}"
            rf"([\u2013-][1-9][0-9]{{0,4}})?|[LC], (C/)?20[2-9][0-9]/[1-9][0-9]{{0,4}}, {_DOTTED}(, ELI: [!-~]+)?)$",
            "maxLength": 120,
        },
    ),
    "the number of an infringement case": (
        "CaseNumber",
        {"pattern": rf"^INFR\({_YEAR}\)[0-9]{{4}}$"},
    ),
}
"""For each form, by its name: the name of its definition in the schema, and the definition."""
