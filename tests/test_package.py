"""The house: public names, what an import loads, who stands on whom."""

import ast
import importlib.metadata
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import securityunion as su

PUBLIC: list[str] = vars(su)["__all__"]
HOME = Path(su.__file__).parent
MODULES = sorted(
    module.name.removeprefix("securityunion.") for module in pkgutil.walk_packages(su.__path__, "securityunion.")
)

# What stands on one floor, a package with all its modules, and on what else than itself and the ground it may stand.
GROUND = {"described", "errors", "extra", "form", "protocol", "record", "results"} | {
    *("truth", "partial_date", "identifier", "member_state"),
}
RECORDS = {"state_group", "procedure", "act", "infringement", "obligation", "strategy", "initiative"} | {
    *("references", "report"),
}
QUERIES = {
    "comparison",
    "enforcement",
    "facts",
    "pages",
    "queries",
    "deadline",
    "remark",
    "rate",
    "single_market",
    "vocabulary",
    "wording",
}
WIRE = {"wire"}
DATA = {"datasets", "parliament"}
FRAMEWORKS = {"frameworks"}
VIEWS = {"charts", "html", "progress", "template", "terminal"}
TABLES = {"rows", "arrow", "tables", "frames"}
FLOORS = {
    **dict.fromkeys(GROUND, GROUND),
    **dict.fromkeys(RECORDS, GROUND | RECORDS),
    **dict.fromkeys(QUERIES, GROUND | RECORDS | QUERIES),
    **dict.fromkeys(WIRE, GROUND | RECORDS | WIRE),
    "database": GROUND | RECORDS | QUERIES | WIRE,
    "datasets": GROUND | RECORDS | WIRE,
    "parliament": GROUND | RECORDS | WIRE | {"vocabulary"},
    **dict.fromkeys(FRAMEWORKS, GROUND | RECORDS | WIRE),
    **dict.fromkeys(TABLES, GROUND | RECORDS | WIRE | TABLES),
    **dict.fromkeys(VIEWS, GROUND | RECORDS | QUERIES | WIRE | DATA | TABLES),
    "cli": GROUND | RECORDS | QUERIES | WIRE | DATA | VIEWS,
    "__main__": {"cli"},
}


def source(module: str) -> str:
    path = HOME / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


def top(module: str) -> str:
    return module.partition(".")[0]


def imported(module: str) -> Iterator[str]:
    """Yield the modules of the package that *module* imports anywhere, also inside its functions."""
    for node in ast.walk(ast.parse(source(module))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "securityunion":
                inner = name.removeprefix("securityunion").removeprefix(".")
                while inner and inner not in MODULES:
                    inner = inner.rpartition(".")[0]
                if inner:
                    yield inner


# Names.


def names_for_type_checkers() -> dict[str, str]:
    """Return the names that `__init__` imports for type checkers, by the module they come from."""
    (block,) = (
        node
        for node in ast.parse((HOME / "__init__.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    found = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        for alias in node.names:
            assert alias.asname == alias.name, f"{alias.name} is not exported"
            found[alias.name] = str(node.module)
    return found


def test_the_two_lists_of_public_names_agree() -> None:
    assert sorted(["__version__", *names_for_type_checkers()]) == sorted(PUBLIC)
    assert len(PUBLIC) == len(set(PUBLIC))


def test_every_name_resolves_to_what_its_module_defines() -> None:
    for name, module in names_for_type_checkers().items():
        assert getattr(import_module(module), name) is getattr(su, name)
        assert name in import_module(module).__all__
        assert name in dir(su)


def test_every_name_is_in_the_reference() -> None:
    reference = Path(__file__).parents[1] / "docs" / "api.md"
    if not reference.exists():
        pytest.skip("the documentation is not there: only the package is installed")
    text = reference.read_text(encoding="utf-8")
    assert [] == [name for name in PUBLIC if not re.search(rf"securityunion\.{name}\b", text)]


def test_no_name_is_that_of_a_submodule() -> None:
    before = {name: getattr(su, name) for name in PUBLIC}
    for module in MODULES:
        import_module(f"securityunion.{module}")
    assert {name: getattr(su, name) for name in PUBLIC} == before
    assert [] == sorted(set(PUBLIC) & set(map(top, MODULES)))
    for name in PUBLIC:
        assert not inspect.ismodule(getattr(su, name))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'securityunion' has no attribute 'initiative_s'"):
        su.initiative_s  # type: ignore[attr-defined] # noqa: B018
    assert not hasattr(su, "__wrapped__")


def test_the_version_is_that_of_the_distribution() -> None:
    try:
        installed = importlib.metadata.version("securityunion")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("run from the sources, without an installation")
    assert installed == su.__version__


def test_what_the_package_carries() -> None:
    assert (HOME / "py.typed").is_file()
    for name in su.reports():
        assert (HOME / "datasets" / f"{name}.json").is_file()


# What an import loads.


def loaded_by(code: str) -> set[str]:
    """Return the modules that *code* loads in a new interpreter, beyond those there without it."""
    report = f"import sys; before = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def tops(modules: set[str]) -> set[str]:
    """Return the packages of other distributions; `typing_extensions` is msgspec's, where it is installed."""
    ours = {"securityunion", "typing_extensions", *sys.stdlib_module_names}
    return set(map(top, modules)) - ours


def test_the_package_alone_loads_nothing() -> None:
    assert {"securityunion", "typing"} >= {one for one in loaded_by("import securityunion") if "securityunion" in one}
    assert set() == tops(loaded_by("import securityunion; dir(securityunion); securityunion.__version__"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("su.MemberState.PT.eu_code", set()),
        ("su.Period(start='2020')", {"attr", "attrs"}),
        ("su.StateGroup(count=25); su.ProgressReport; su.initiatives", {"attr", "attrs"}),
        ("su.first_progress_report()", {"attr", "attrs", "msgspec"}),
        ("su.dumps(su.first_progress_report(), indent=2)", {"attr", "attrs", "msgspec"}),
        ("from securityunion import charts; charts.timeline", {"attr", "attrs"}),
        ("su.outstanding_by_state(su.first_progress_report())", {"attr", "attrs", "msgspec"}),
        ("su.table(su.first_progress_report(), 'obligations').to_csv()", {"attr", "attrs", "msgspec"}),
        ("from securityunion import frames", {"attr", "attrs"}),
        (
            "import securityunion.cli.main; securityunion.cli.main.main(['show', '--overdue'])",
            {"attr", "attrs", "msgspec"},
        ),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(code: str, expected: set[str]) -> None:
    quiet = f"import io, contextlib, securityunion as su\nwith contextlib.redirect_stdout(io.StringIO()): {code}"
    assert expected == tops(loaded_by(quiet))


def test_what_is_needed_is_loaded() -> None:
    assert "cattrs" in tops(loaded_by("import securityunion as su; su.integrations.cattrs.make_converter()"))
    assert "pyarrow" in tops(loaded_by("import securityunion as su; su.table((), 'findings').to_arrow()"))
    assert "pycountry" in tops(loaded_by("import securityunion as su; su.MemberState.PT.name_in('de')"))


# Who stands on whom.


@pytest.mark.parametrize("module", MODULES)
def test_no_import_climbs(module: str) -> None:
    floor = top(module)
    assert floor in FLOORS, "a new module needs its floor"
    assert [] == sorted(inner for inner in set(imported(module)) if top(inner) not in FLOORS[floor] | {floor})


def test_no_import_goes_round() -> None:
    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"{' -> '.join((*path, module))} goes round"
        if module not in seen:
            for inner in set(imported(module)) - {module}:
                visit(inner, (*path, module))
            seen.add(module)

    seen: set[str] = set()
    for module in MODULES:
        visit(module, ())


@pytest.mark.parametrize("module", ["", *MODULES])
def test_no_module_is_long(module: str) -> None:
    assert len(source(module).splitlines()) <= 400


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__main__"])
def test_what_is_public_is_listed_and_has_an_example(module: str) -> None:
    loaded = import_module(f"securityunion.{module}")
    definitions = [
        node.name
        for node in ast.parse(source(module)).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    assert [] == sorted(set(definitions) - set(loaded.__all__))
    assert [] == [name for name in definitions if ">>> " not in (getattr(loaded, name).__doc__ or "")]


def test_every_module_says_what_it_is() -> None:
    for module in ["", *MODULES]:
        assert ast.get_docstring(ast.parse(source(module))), module
