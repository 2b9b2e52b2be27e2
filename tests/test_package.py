"""The package as a whole: public names, names in strings, the modules that an import loads, and module sizes."""

import ast
import doctest
import importlib.metadata
import inspect
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from places import DOCS, ROOT

import securityunion as su

PUBLIC: list[str] = vars(su)["__all__"]
HOME = Path(su.__file__).parent
MODULES = sorted(
    module.name.removeprefix("securityunion.") for module in pkgutil.walk_packages(su.__path__, "securityunion.")
)

NAMESPACES: tuple[str, ...] = vars(su)["_NAMESPACES"]


def source(module: str) -> str:
    path = HOME / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


def top(module: str) -> str:
    return module.partition(".")[0]


# Names.


def names_for_type_checkers() -> dict[str, str]:
    """Return the names that `__init__` imports for type checkers, each with its module."""
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
    assert sorted(["__version__", *names_for_type_checkers()]) == sorted([*PUBLIC, *NAMESPACES])
    assert len(PUBLIC) == len(set(PUBLIC))


def test_the_public_surface_is_small() -> None:
    assert len(PUBLIC) <= 115


def test_what_is_private_does_not_show() -> None:
    for name in PUBLIC:
        getattr(su, name)
    shown = set(dir(su))
    assert {*PUBLIC, *NAMESPACES} == {name for name in shown if name == "__version__" or not name.startswith("_")}
    assert {"TYPE_CHECKING", "_util", "_records", "model", "wire"}.isdisjoint(shown)
    libraries = {f"integrations.{name}": getattr(su.integrations, name) for name in su.integrations.__all__}
    for name, space in {**{name: getattr(su, name) for name in NAMESPACES}, **libraries}.items():
        assert sorted(space.__all__) == sorted(one for one in dir(space) if not one.startswith("_")), name


def spaces() -> dict[str, ModuleType]:
    """Return the public modules that need no further import, by the name that users write: `securityunion.rates`."""
    found = {"securityunion": su, **{f"securityunion.{name}": getattr(su, name) for name in NAMESPACES}}
    library = found.pop("securityunion.integrations")
    return {**found, **{f"securityunion.integrations.{name}": getattr(library, name) for name in library.__all__}}


def test_every_public_name_has_one_place() -> None:
    places: dict[int, list[str]] = {}
    for space, module in spaces().items():
        for name in vars(module)["__all__"]:
            places.setdefault(id(getattr(module, name)), []).append(f"{space}.{name}")
    assert [] == [names for names in places.values() if len(names) > 1]


@pytest.mark.parametrize("space", spaces())
def test_public_classes_name_the_place_where_they_are_reached(space: str) -> None:
    module = spaces()[space]
    classes = [one for name in vars(module)["__all__"] if inspect.isclass(one := getattr(module, name))]
    assert [] == [one for one in classes if one.__module__ != space]
    for one in classes:
        assert one is pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes


@cache
def examples() -> dict[str, doctest.DocTest]:
    """Return the examples of everything public, by the name that users write, with nothing in their namespace."""
    finder = doctest.DocTestFinder()
    return {
        f"{space}.{test.name}": test
        for space, module in spaces().items()
        for name in vars(module)["__all__"]
        if callable(getattr(module, name))
        for test in finder.find(inspect.unwrap(getattr(module, name)), name, module=False, globs={})
        if test.examples
    }


@pytest.mark.parametrize("name", examples())
def test_an_example_can_be_copied_into_a_notebook(name: str) -> None:
    assert 0 == doctest.DocTestRunner(verbose=False).run(examples()[name]).failed


def test_no_function_names_another_module() -> None:
    for module in MODULES:
        loaded = import_module(f"securityunion.{module}")
        for name, one in vars(loaded).items():
            if inspect.isfunction(one) and not hasattr(one, "__wrapped__"):
                assert one.__globals__["__name__"] == one.__module__, name


# Names in strings, which neither the import linter nor a type checker sees.

NAMED = re.compile(r"securityunion(?:\.[a-zA-Z_]\w*)+")


def strings(path: Path) -> Iterator[str]:
    """Yield the texts in a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def resolve(name: str) -> object:
    """Return the object with a dotted *name*: a module, or an object defined in a module."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise LookupError(name)


def implemented_by_names() -> list[tuple[str, str]]:
    """Return the module and function of every `implemented_by(module, function)` in the package."""
    calls = [
        node
        for module in MODULES
        for node in ast.walk(ast.parse(source(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "implemented_by"
    ]
    return sorted({(str(ast.literal_eval(call.args[0])), str(ast.literal_eval(call.args[1]))) for call in calls})


@pytest.mark.parametrize(("module", "function"), implemented_by_names())
def test_a_method_that_names_its_module_finds_it(module: str, function: str) -> None:
    assert callable(getattr(import_module(f"securityunion.{module}"), function))


def test_every_dotted_name_in_a_text_leads_somewhere() -> None:
    folders = (HOME, *(ROOT / name for name in FOLDERS))
    texts = {text for folder in folders for path in folder.rglob("*.py") for text in strings(path)}
    named = {text for text in texts if NAMED.fullmatch(text) and not text.endswith(("_", ".json", ".yaml"))}
    assert len(named) > 5
    assert [] == [name for name in sorted(named - NO_NAMES) if not leads_somewhere(name)]


FOLDERS = (
    "benchmarks",
    "databases",
    "engines",
    "examples",
    "fuzz",
    "generate",
    "mutation",
    "tests",
    "typing_tests",
    "wording",
)
"""All folders with Python code outside the package."""


NO_NAMES = {"securityunion.yaml"}
"""Texts that look like dotted names but are file names."""


def leads_somewhere(name: str) -> bool:
    try:
        resolve(name)
    except (AttributeError, LookupError):
        return False
    return True


PATH = re.compile(r"\b(?:src/securityunion|tests)/[\w/-]+(?:\.\w+)?|\bdocs/(?!_build)[\w/-]+(?:\.\w+)?")


def test_settings_name_paths_that_are_there() -> None:
    settings = [ROOT / "pyproject.toml", ROOT / ".ci" / "run", *(ROOT / "mutation").glob("*.toml")]
    if not settings[0].exists():
        pytest.skip("only the package is installed: its settings are not there")
    for file in settings:
        if file.exists():  # an sdist has no .ci
            paths = re.findall(PATH, file.read_text(encoding="utf-8"))
            assert paths, file
            assert [] == [path for path in paths if not (ROOT / path).exists()], file


def test_every_name_resolves_to_what_its_module_defines() -> None:
    for name, module in names_for_type_checkers().items():
        if module == "securityunion":
            assert inspect.ismodule(getattr(su, name))
            continue
        assert getattr(import_module(module), name) is getattr(su, name)
        assert name in import_module(module).__all__
        assert name in dir(su)


def test_every_name_is_in_the_reference() -> None:
    chapters = [DOCS / "api.md", *sorted((DOCS / "api").glob("*.md"))]
    if not chapters[0].exists():
        pytest.skip("the documentation is not there: only the package is installed")
    text = "\n".join(chapter.read_text(encoding="utf-8") for chapter in chapters)
    for space, module in spaces().items():
        if space == "securityunion.integrations.pydantic":  # only pydantic calls the functions in this module
            continue
        missing = [name for name in vars(module)["__all__"] if not re.search(rf"{re.escape(space)}\.{name}\b", text)]
        assert [] == missing, space


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


# The modules that an import loads.


def loaded_by(code: str) -> set[str]:
    """Return the modules that *code* adds to those that a new interpreter loads anyway."""
    report = f"import sys; before = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def tops(modules: set[str]) -> set[str]:
    """Return the top-level packages of other distributions. `typing_extensions` counts as a part of msgspec."""
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


# Modules.


@pytest.mark.parametrize("module", ["", *MODULES])
def test_no_module_is_long(module: str) -> None:
    assert len(source(module).splitlines()) <= 400


@pytest.mark.parametrize("module", [module for module in MODULES if module not in {"__main__", "cli"}])
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
