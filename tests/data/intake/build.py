"""Makes the files of the invented drafts, and their gold, from their sources.

    python tests/data/intake/build.py [SLUG …] [--gold] [--drafts FOLDER]

With ``--gold`` only the gold is written. The files are the same bytes each time (with the same versions of
the libraries that write them).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from making import plain, typeset, word
from making.drafts import DRAFTS, sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--drafts", type=Path, metavar="FOLDER", default=DRAFTS)
    options = parser.parse_args()
    makers = {
        "docx": word.write,
        "pdf": typeset.typeset,
        "txt": plain.text,
        "md": plain.markdown,
        "html": plain.html,
        "odt": plain.odt,
        "xlsx": plain.workbook,
    }
    for source in sources(options.drafts):
        if options.slugs and source.slug not in options.slugs:
            continue
        gold = json.dumps(source.gold, ensure_ascii=False, indent=1) + "\n"
        (options.drafts / f"{source.slug}.gold.json").write_text(gold, encoding="utf-8")
        if options.gold:
            continue
        for form in source.head["formats"]:
            made = makers[form](source)
            (options.drafts / f"{source.slug}.{form}").write_bytes(made)
            print(f"{source.slug}.{form}: {len(made) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
