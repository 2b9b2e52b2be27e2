"""Give each Member State a position on a map of equal squares.

On a map with borders, Malta would be invisible and France would dominate, whatever the data. Equal squares give every
Member State the same weight.

Neighbours are next to each other if the grid allows it. The Baltic states share a column, the Benelux countries are
between Germany and France, and the countries on the Danube are in order from Austria to Romania.

After the withdrawal of the United Kingdom, its square stays empty, so that maps of different days can be compared.
"""

from collections.abc import Mapping

from securityunion.values.member_state import MemberState

__all__ = ["TILES"]

# Each pair of letters is the Union's own code for a Member State.
_ROWS = """
    .  .  .  .  .  SE FI .
    .  .  .  .  .  .  EE .
    IE UK .  .  DK .  LV .
    .  .  BE NL DE PL LT .
    .  .  FR LU CZ SK .  .
    PT ES .  .  AT HU RO .
    .  .  .  IT SI HR BG .
    .  .  .  MT .  .  EL CY
"""

TILES: Mapping[MemberState, tuple[int, int]] = {
    MemberState.from_code(code): (column, row)
    for row, line in enumerate(_ROWS.strip().splitlines())
    for column, code in enumerate(line.split())
    if code != "."
}
"""Each Member State has a column and a row, both counted from 0 at the top left."""
