"""How Sphinx builds this documentation."""

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
html_css_files = ["narrow.css"]

myst_enable_extensions = ["colon_fence", "deflist"]

# Copy the code of examples alone, without prompts and outputs.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_exclude = ".linenos, .gp, .go"
myst_heading_anchors = 3
nb_execution_mode = "off"  # notebooks hold their outputs, which a check of its own compares

default_role = "code"  # the docstrings write single backticks, as the pages do
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False

# Types of other packages: their inventories could only be fetched from the network.
nitpick_ignore_regex = [
    ("py:class", r"(collections\.abc|datetime|enum|fractions|os|typing)\.\w+"),
    ("py:class", r"alt\.\w+"),
    ("py:class", r"(\w+\.)*(Converter|MsgspecJsonConverter|SerializationPlugin)"),
    ("py:(class|exc)", r"Connection|MetaData|TypeDecorator|sqlalchemy\..+"),
    ("py:class", r"securityunion(\.\w+)+\.[A-Z]"),  # type variables
]

suppress_warnings = ["ref.python"]  # `type` in a signature is Python's, not one of the attributes of that name


def enumeration_signature(_app: "Sphinx", what: str, _name: str, documented: Any, *_: Any) -> tuple[str, None] | None:
    """Return no signature for an enumeration, whose own would be that of `enum`."""
    return ("", None) if what == "class" and issubclass(documented, Enum) else None


def whole_property(_app: "Sphinx", what: str, _name: str, _documented: Any, _options: Any, lines: list[str]) -> None:
    """Keep napoleon from taking the words before a colon in the first line of a property for its type.

    It does so with the first line only, which here becomes an empty comment.
    """
    if what == "property":
        lines[:0] = ["..", ""]


def defining_module(_app: "Sphinx", module: str | None, attribute: str) -> str | None:
    """Return the module that defines a public class, whose `__module__` names the place where users reach it."""
    if module is None:
        return None
    name = attribute.partition(".")[0]
    public = getattr(import_module(module), name, None)
    found = (one for one in list(sys.modules) if one.startswith("securityunion."))
    return next((one for one in found if vars(sys.modules[one]).get("__test__", {}).get(name) is public), None)


def setup(app: "Sphinx") -> None:
    """Connect what stands above to Sphinx."""
    app.connect("autodoc-process-signature", enumeration_signature)
    app.connect("autodoc-process-docstring", whole_property, priority=400)
    app.connect("viewcode-follow-imported", defining_module)
