"""The Member States of the European Union since 1958, with their codes, names and dates of membership."""

from datetime import date
from functools import lru_cache

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["OTHER_SPELLINGS", "MemberState", "member_states", "unknown_member_state"]


@public
class MemberState(PydanticEnum):
    """A State that is or was a member of the Union. The value is the ISO 3166-1 alpha-2 code of the State.

    For two Member States, the institutions of the Union use codes other than the ISO codes: `EL` for Greece and `UK`
    for the United Kingdom. The property `eu_code` has these codes. You can use them, and the English names of Member
    States, wherever a Member State is given: in Python, in documents, on the command line and in the parameters of a
    service. Documents are always written with the ISO codes `GR` and `GB`.

    The membership of the six founding States began on 1 January 1958, when the EEC Treaty entered into force. The last
    day of membership of the United Kingdom was 31 January 2020. Union law continued to apply to the United Kingdom
    until the end of 2020 (Article 126 of the withdrawal agreement).

    >>> import securityunion as su
    >>> su.MemberState.GR.eu_code, su.MemberState.GR.alpha_3, su.MemberState.GR.short_name
    ('EL', 'GRC', 'Greece')
    >>> su.MemberState("EL"), su.MemberState.UK, su.MemberState("Czech Republic")
    (<MemberState.GR: 'GR'>, <MemberState.GB: 'GB'>, <MemberState.CZ: 'CZ'>)
    """

    AT = "AT"
    BE = "BE"
    BG = "BG"
    CY = "CY"
    CZ = "CZ"
    DE = "DE"
    DK = "DK"
    EE = "EE"
    ES = "ES"
    FI = "FI"
    FR = "FR"
    GB = "GB"
    GR = "GR"
    HR = "HR"
    HU = "HU"
    IE = "IE"
    IT = "IT"
    LT = "LT"
    LU = "LU"
    LV = "LV"
    MT = "MT"
    NL = "NL"
    PL = "PL"
    PT = "PT"
    RO = "RO"
    SE = "SE"
    SI = "SI"
    SK = "SK"

    # The institutions of the Union write these two codes. They are other names for the same members.
    EL = "GR"
    UK = "GB"

    @classmethod
    def _missing_(cls, value: object) -> "MemberState | None":
        # The codes of the Union and the exact English names are accepted wherever a Member State is given.
        return OTHER_SPELLINGS.get(value) if isinstance(value, str) else None

    @property
    def alpha_3(self) -> str:
        """The ISO 3166-1 alpha-3 code of the Member State.

        >>> import securityunion as su
        >>> su.MemberState.HR.alpha_3
        'HRV'
        """
        return _TABLE[self][0]

    @property
    def short_name(self) -> str:
        """The short English name of the Member State.

        >>> import securityunion as su
        >>> su.MemberState.NL.short_name
        'Netherlands'
        """
        return _TABLE[self][1]

    @property
    def eu_code(self) -> str:
        """The code that the institutions of the Union use. It differs from the ISO code only for Greece and the UK.

        >>> import securityunion as su
        >>> su.MemberState.GB.eu_code, su.MemberState.FR.eu_code
        ('UK', 'FR')
        """
        return _EU_CODES.get(self, self.value)

    @property
    def first_day(self) -> date:
        """The first day on which the State was a member.

        >>> import securityunion as su
        >>> su.MemberState.HR.first_day
        datetime.date(2013, 7, 1)
        """
        return _TABLE[self][2]

    @property
    def last_day(self) -> date | None:
        """The last day on which the State was a member; None for a current Member State.

        >>> import securityunion as su
        >>> su.MemberState.GB.last_day
        datetime.date(2020, 1, 31)
        """
        return _LAST_DAYS.get(self)

    @property
    def protocol_order(self) -> int:
        """The position of the Member State in the protocol order of the Union, counted from 1.

        Use this number as a sort key. The protocol order is based on the name of each Member State in its own language
        (Belgique, България, Česko, ...), as listed by Eurostat. The United Kingdom comes last.

        >>> import securityunion as su
        >>> states = [su.MemberState.AT, su.MemberState.BE, su.MemberState.GR]
        >>> states.sort(key=lambda state: state.protocol_order)
        >>> [state.eu_code for state in states]
        ['BE', 'EL', 'AT']
        """
        return _PROTOCOL_ORDER.index(self.eu_code) + 1

    def is_member(self, *, on: date) -> bool:
        """Return whether the State was a member of the Union on a day.

        The dates of membership are up to date as of November 2026.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> days = (date(2020, 1, 31), date(2020, 2, 1))
        >>> [su.MemberState.GB.is_member(on=day) for day in days]
        [True, False]
        """
        _check_day(on)
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    def name_in(self, language: str) -> str:
        """Return the name of the Member State in *language*, which is a code such as `de`.

        The names come from pycountry, and were translated by volunteers of the Debian project iso-codes. They are not
        the official names that the Union uses.

        Raises:
            LookupError: if pycountry has no names in this language, or lacks the name of this Member State.
            TypeError: if *language* is not text.

        >>> import securityunion as su
        >>> su.MemberState.GR.name_in("de"), su.MemberState.GR.name_in("en")
        ('Griechenland', 'Greece')
        """
        import gettext  # noqa: PLC0415 - needed only for localised names

        import pycountry  # noqa: PLC0415

        from securityunion._util.arguments import check_text  # noqa: PLC0415
        from securityunion._util.text import shown  # noqa: PLC0415

        check_text("language", language)
        name: str = pycountry.countries.lookup(self.value).name
        if language == "en":  # the catalogues translate from English, so none exists for English
            return name
        try:
            catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        except OSError as error:
            raise LookupError(
                f"no country names in language {shown(language)}; use a code such as 'de' or 'pt'"
            ) from error
        found = catalogue.gettext(name)
        # gettext returns the English name if a translation is missing. A translation can also be the same as the
        # English name, so only the entries of the catalogue show whether the translation exists.
        if found == name and name not in _entries(catalogue):
            raise LookupError(f"no name of {name} in language {shown(language)}; use a language such as 'de' or 'pt'")
        return found

    @classmethod
    def from_code(cls, code: str) -> "MemberState":
        """Return the Member State with the code *code*.

        The code is an ISO 3166-1 alpha-2 or alpha-3 code, or the code that the institutions of the Union use, such as
        `EL` for Greece. It must be in capital letters. The exact English name is accepted, too.

        Raises:
            ValueError: if no Member State has this code.

        >>> import securityunion as su
        >>> su.MemberState.from_code("EL"), su.MemberState.from_code("GRC")
        (<MemberState.GR: 'GR'>, <MemberState.GR: 'GR'>)
        >>> su.MemberState.from_code("pt")
        Traceback (most recent call last):
        ...
        ValueError: unknown Member State 'pt'; did you mean 'PT'?
        """
        # A similar code is suggested but not accepted, because it may be the code of a different State.
        try:
            return _BY_CODE.get(code) or OTHER_SPELLINGS[code]
        except (KeyError, TypeError):
            raise ValueError(unknown_member_state(code, "use a code such as 'PT', 'EL' or 'PRT'")) from None


def unknown_member_state(code: object, otherwise: str) -> str:
    """Return a message about a *code* that is not the code of a Member State.

    The message suggests the ISO code of the Member State that *code* means. To find this State, *code* is compared with
    the codes and the short names of all Member States, without regard to case, and with what people often write
    instead of a code, such as `GER`.

    Args:
        code: the unknown code.
        otherwise: the advice that the message gives if it has no suggestion.

    >>> unknown_member_state("portugal", "use a code such as 'PT'")
    "unknown Member State 'portugal'; did you mean 'PT'?"
    >>> unknown_member_state("XX", "use a code such as 'PT'")
    "unknown Member State 'XX'; use a code such as 'PT'"
    """
    from securityunion._util.text import shown  # noqa: PLC0415 - errors are rare

    text = code.strip().upper() if isinstance(code, str) else ""
    meant = _BY_CODE.get(text) or _BY_NAME.get(text) or _BY_CODE.get(_WRITTEN.get(text, ""))
    # Similar letters often mean another State: Iceland is not Ireland, and the code of Germany is not GR.
    remedy = otherwise if meant is None else f"did you mean {meant.value!r}?"
    return f"unknown Member State {shown(code)}; {remedy}"


def _check_day(on: object) -> None:
    if type(on) is not date:
        from securityunion._util.arguments import check_day  # noqa: PLC0415 - errors are rare

        check_day("on", on)


def _entries(catalogue: object) -> dict[str, str]:
    """Return the entries of a gettext catalogue from a private attribute. Gettext has no public way to list entries."""
    entries: dict[str, str] = vars(catalogue).get("_catalog", {})
    return entries


def member_states(*, on: date) -> tuple[MemberState, ...]:
    """Return the Member States of the Union on a day, sorted by ISO code.

    Raises:
        TypeError: if *on* is not a plain date.

    >>> from datetime import date
    >>> import securityunion as su
    >>> [len(su.member_states(on=day)) for day in (date(2020, 1, 31), date(2020, 2, 1))]
    [28, 27]
    """
    _check_day(on)
    return _members(on)


@lru_cache(maxsize=64)
def _members(on: date) -> tuple[MemberState, ...]:
    return tuple(state for state in MemberState if state.is_member(on=on))


_FOUNDERS = date(1958, 1, 1)  # the EEC Treaty entered into force on this day
_1973 = date(1973, 1, 1)
_1986 = date(1986, 1, 1)
_1995 = date(1995, 1, 1)
_2004 = date(2004, 5, 1)
_2007 = date(2007, 1, 1)

_TABLE = {
    MemberState.AT: ("AUT", "Austria", _1995),
    MemberState.BE: ("BEL", "Belgium", _FOUNDERS),
    MemberState.BG: ("BGR", "Bulgaria", _2007),
    MemberState.CY: ("CYP", "Cyprus", _2004),
    MemberState.CZ: ("CZE", "Czechia", _2004),
    MemberState.DE: ("DEU", "Germany", _FOUNDERS),
    MemberState.DK: ("DNK", "Denmark", _1973),
    MemberState.EE: ("EST", "Estonia", _2004),
    MemberState.ES: ("ESP", "Spain", _1986),
    MemberState.FI: ("FIN", "Finland", _1995),
    MemberState.FR: ("FRA", "France", _FOUNDERS),
    MemberState.GB: ("GBR", "United Kingdom", _1973),
    MemberState.GR: ("GRC", "Greece", date(1981, 1, 1)),
    MemberState.HR: ("HRV", "Croatia", date(2013, 7, 1)),
    MemberState.HU: ("HUN", "Hungary", _2004),
    MemberState.IE: ("IRL", "Ireland", _1973),
    MemberState.IT: ("ITA", "Italy", _FOUNDERS),
    MemberState.LT: ("LTU", "Lithuania", _2004),
    MemberState.LU: ("LUX", "Luxembourg", _FOUNDERS),
    MemberState.LV: ("LVA", "Latvia", _2004),
    MemberState.MT: ("MLT", "Malta", _2004),
    MemberState.NL: ("NLD", "Netherlands", _FOUNDERS),
    MemberState.PL: ("POL", "Poland", _2004),
    MemberState.PT: ("PRT", "Portugal", _1986),
    MemberState.RO: ("ROU", "Romania", _2007),
    MemberState.SE: ("SWE", "Sweden", _1995),
    MemberState.SI: ("SVN", "Slovenia", _2004),
    MemberState.SK: ("SVK", "Slovakia", _2004),
}
_LAST_DAYS = {MemberState.GB: date(2020, 1, 31)}
_EU_CODES = {MemberState.GB: "UK", MemberState.GR: "EL"}
_PROTOCOL_ORDER: tuple[str, ...] = tuple(
    "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE UK".split()  # noqa: SIM905 - a row
)
_BY_CODE = {code: state for state in MemberState for code in (state.value, state.alpha_3, state.eu_code)}
_BY_NAME = {state.short_name.upper(): state for state in MemberState} | {"CZECH REPUBLIC": MemberState.CZ}
# Other spellings that are accepted. Their case must be right, so that no document has many spellings of one State.
OTHER_SPELLINGS = {
    **{state.eu_code: state for state in MemberState if state.eu_code != state.value},
    **{state.short_name: state for state in MemberState},
    "Czech Republic": MemberState.CZ,
}
# What people write instead of a code, and the code that they mean. Similar letters would suggest another State.
_WRITTEN = {
    "A": "AT",
    "B": "BE",
    "CRO": "HR",
    "D": "DE",
    "DEN": "DK",
    "E": "ES",
    "F": "FR",
    "GER": "DE",
    "GRE": "GR",
    "H": "HU",
    "I": "IT",
    "IRE": "IE",
    "L": "LU",
    "LAT": "LV",
    "NED": "NL",
    "P": "PT",
    "POR": "PT",
    "SLO": "SI",
    "SPA": "ES",
    "SWE": "SE",
}
