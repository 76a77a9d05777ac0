"""Sets the booklet with Typst as the build does. Arguments: chapters, target, how many times, a word to number."""

import pickle
import sys
from dataclasses import replace
from pathlib import Path

from staffguide.documents import tree, typeset

source, target, times, word = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
heard = pickle.loads(source.read_bytes())
for turn in range(times):
    # The typesetter keeps what it has set before, so each turn has other words.
    pages = [replace(page, html=page.html.replace(word, f"{word}{turn}")) for page in heard["pages"]]
    setting = replace(heard["setting"], council_name=f"Council {turn}")
    read, problems = tree.read(pages)
    if problems:
        sys.exit(str(problems))
    target.write_bytes(typeset.make(heard["document"], read, setting, heard["templates"]))
