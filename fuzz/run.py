"""Run one fuzz target: `python -m fuzz.run NAME [LIBFUZZER OPTIONS]`."""

import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["securityunion", "json"]):
    import securityunion.identifiers.normalise
    import securityunion.wire.document
    import securityunion.wire.slow_path
    import securityunion.wire.yaml  # noqa: F401 - instrumented before the targets use it

from fuzz.targets import TARGETS, seeds


def main() -> None:
    """Fuzz the target that the first argument names. The other arguments go to libFuzzer."""
    name, *options = sys.argv[1:]
    folder = Path(mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(seed)
    words = folder.with_suffix(".dict")
    words.write_text("".join(f'"{word}"\n' for word in _WORDS), encoding="utf-8")
    atheris.Setup([sys.argv[0], f"-dict={words}", *options, str(folder)], TARGETS[name])
    atheris.Fuzz()


_WORDS = (
    *("id", "title", "schema", "securityunion/1", "initiatives", "obligations", "records", "sources", "strategy"),
    *("outstanding", "bound", "named", "excluded", "count", "scope", "2020-12-09", "null", "true", "1e2", "-0", "1.0"),
    *("CELEX:", "R(01)", "32016L1148", "OJ L 194, 19.7.2016, p. 1", "COM(2020) 797 final", "2018/0331(COD)", "INFR("),
    *("http://data.europa.eu/eli/dir/2016/1148/oj", "https://eur-lex.europa.eu/", "%28", "\\xe2\\x80\\xae", "\\x00"),
)

if __name__ == "__main__":
    main()
