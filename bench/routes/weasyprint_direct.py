"""Sets the booklet with WeasyPrint from one page. Arguments: chapters, target, how many times, a word to number."""

import json
import sys
from pathlib import Path

from weasyprint import HTML

STYLE = """
@page { size: A4; margin: 20mm; @bottom-center { content: counter(page) } }
body { font: 12pt/1.4 sans-serif }
h1 { break-before: page }
table { width: 100%; border-collapse: collapse }
th, td { border: .5pt solid #777; padding: 4pt; text-align: left; vertical-align: top }
svg { max-width: 100% }
"""

source, target, times, word = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
chapters = json.loads(source.read_text(encoding="utf-8"))
body = "\n".join(f"<section>{chapter['html']}</section>" for chapter in chapters)
head = f"<title>Your guide</title><style>{STYLE}</style>"
page = f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'
for turn in range(times):
    HTML(string=page.replace(word, f"{word}{turn}")).write_pdf(target, pdf_variant="pdf/ua-1")
