"""Sets the booklet with Typst as the build does. Arguments: the pickled chapters, where to write, how many times."""

import pickle
import sys
from dataclasses import replace
from pathlib import Path

from staffguide.documents import tree, typeset

source, target, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
heard = pickle.loads(source.read_bytes())
for turn in range(times):
    # Other words each time, as for another council: the typesetter keeps what it has set before.
    pages = [replace(page, html=page.html.replace(" the ", f" the{turn} ")) for page in heard["pages"]]
    read, problems = tree.read(pages)
    if problems:
        sys.exit(str(problems))
    target.write_bytes(typeset.make(heard["document"], read, heard["setting"], heard["templates"]))
