"""Where each Member State stands on a map of equal squares."""

from collections.abc import Mapping

from securityunion.values.member_state import MemberState

__all__ = ["TILES"]

# On a map with borders Malta cannot be seen and France draws the eye, whatever the data say; with squares all count
# the same. Neighbours stand side by side as far as a grid has room: the Baltic states below one another, the Benelux
# between Germany and France, the Danube from Austria to Romania. The square of the United Kingdom stays free after it
# left, so that maps of different days lie over one another. The letters are the Union's own codes.
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
"""The column and the row of each Member State, from 0 at the top left."""
