"""Check and parse CELEX numbers, which identify documents in EUR-Lex."""

from securityunion.identifiers.celex.grammar import is_celex
from securityunion.identifiers.celex.number import CelexParts, eur_lex_url, parse_celex

__all__ = ["CelexParts", "eur_lex_url", "is_celex", "parse_celex"]
