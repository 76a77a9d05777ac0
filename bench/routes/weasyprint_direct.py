"""Sets the booklet with WeasyPrint from one HTML page. Arguments: the chapters as JSON, where to write, how many times."""

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

source, target, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
chapters = json.loads(source.read_text(encoding="utf-8"))
body = "\n".join(f"<section>{chapter['html']}</section>" for chapter in chapters)
page = f'<!doctype html><html lang="en-GB"><head><title>Your guide</title><style>{STYLE}</style></head><body>{body}</body></html>'
for turn in range(times):
    # Other words each time, so that nothing can be kept from the turn before.
    HTML(string=page.replace(" the ", f" the{turn} ")).write_pdf(target, pdf_variant="pdf/ua-1")
