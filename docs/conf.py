"""Configure how Sphinx builds this documentation."""

import sys
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from securityunion import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "securityunion"
author = "The securityunion authors"
copyright = author
version = release = __version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
extensions += ["sphinx_copybutton", "sphinx_design"]
exclude_patterns = ["_build"]
root_doc = "index"

html_theme = "furo"
html_title = f"securityunion {release}"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

myst_enable_extensions = ["colon_fence", "deflist"]

# The copy button copies only the code of an example, without prompts and output.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_exclude = ".linenos, .gp, .go"
myst_heading_anchors = 3
nb_execution_mode = "off"  # the notebooks contain their outputs, and a separate check verifies these outputs

default_role = "code"  # docstrings mark code with single backticks, like the Markdown pages
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False

# Sphinx cannot resolve references to these types from other packages. To resolve the references, it would need
# inventories from the network, and the documentation is built without a network.
nitpick_ignore_regex = [
    ("py:class", r"(collections\.abc|datetime|enum|fractions|os|typing)\.\w+"),
    ("py:class", r"alt\.\w+"),
    ("py:class", r"(\w+\.)*(Converter|MsgspecJsonConverter|SerializationPlugin)"),
    ("py:(class|exc)", r"Connection|MetaData|TypeDecorator|sqlalchemy\..+"),
    ("py:class", r"securityunion(\.\w+)+\.[A-Z]"),  # type variables have no entry in the reference
]

# In a signature, `type` is the built-in of Python. Sphinx would warn that it could also be an attribute named `type`.
suppress_warnings = ["ref.python"]


def enumeration_signature(_app: "Sphinx", what: str, _name: str, documented: Any, *_: Any) -> tuple[str, None] | None:
    """Return an empty signature for an enumeration, because autodoc would show the signature of `enum.Enum`."""
    return ("", None) if what == "class" and issubclass(documented, Enum) else None


def whole_property(_app: "Sphinx", what: str, _name: str, _documented: Any, _options: Any, lines: list[str]) -> None:
    """Prevent napoleon from reading the words before a colon in the docstring of a property as the type.

    napoleon looks for a type in the first line only, so this function inserts an empty comment before that line.
    """
    if what == "property":
        lines[:0] = ["..", ""]


def defining_module(_app: "Sphinx", module: str | None, attribute: str) -> str | None:
    """Return the module that defines a public class.

    The `__module__` of a public class does not name this module. It names the place from which users import the class.
    """
    if module is None:
        return None
    name = attribute.partition(".")[0]
    public = getattr(import_module(module), name, None)
    found = (one for one in list(sys.modules) if one.startswith("securityunion."))
    return next((one for one in found if vars(sys.modules[one]).get("__test__", {}).get(name) is public), None)


def setup(app: "Sphinx") -> None:
    """Connect the functions above to the events of Sphinx."""
    app.connect("autodoc-process-signature", enumeration_signature)
    app.connect("autodoc-process-docstring", whole_property, priority=400)
    app.connect("viewcode-follow-imported", defining_module)
