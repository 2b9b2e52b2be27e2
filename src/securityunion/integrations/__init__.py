"""Support for cattrs, Litestar, pydantic and SQLAlchemy.

There is one module for each of these libraries. A module imports its library only when the library is needed. You do
not need these modules to read or write documents. Pydantic and FastAPI use the module `pydantic` automatically.

>>> import securityunion as su
>>> su.integrations.cattrs.make_converter().unstructure(su.Period(start="2020"))
{'end': None, 'start': '2020'}
"""

# Type checkers treat this name as true. Importing it from `typing` would double the time that Python takes to start.
TYPE_CHECKING = False

__all__ = ["cattrs", "litestar", "pydantic", "sqlalchemy"]

if TYPE_CHECKING:
    from securityunion.integrations import cattrs as cattrs
    from securityunion.integrations import litestar as litestar
    from securityunion.integrations import pydantic as pydantic
    from securityunion.integrations import sqlalchemy as sqlalchemy
else:

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - rarely needed

        return import_module(f"{__name__}.{name}")

    def __dir__():
        return sorted([*__all__, "__doc__", "__file__", "__name__", "__path__"])
