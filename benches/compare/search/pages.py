#!/usr/bin/env python3
"""Write the corpus as plain pages for Pagefind: usage: pages.py CORPUS.jsonl.gz OUT [--split]

The same items that `cargo run --example search_index` indexes: one a document, or with --split one a chapter.
"""
import gzip
import html
import json
import pathlib
import re
import sys

corpus, out, split = sys.argv[1], pathlib.Path(sys.argv[2]), "--split" in sys.argv
out.mkdir(parents=True, exist_ok=True)
count = 0
with gzip.open(corpus, "rt", encoding="utf-8") as lines:
    for line in lines:
        doc = json.loads(line)
        for part in re.split(r"(?m)^(?=## )", doc["body"]) if split else [doc["body"]]:
            if split and len(part.strip()) < 40:
                continue
            heading = re.match(r"## (.+)", part)
            title = html.escape(doc["title"] + (" " + heading[1].strip() if split and heading else ""))
            blocks = (block.strip().removeprefix("## ") for block in part.split("\n") if block.strip())
            body = "".join(f"<p>{html.escape(block)}</p>" for block in blocks)
            page = (f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
                    f"<body><main data-pagefind-body><h1>{title}</h1>{body}</main></body></html>")
            (out / f"{count:06d}.html").write_text(page, encoding="utf-8")
            count += 1
print(f"{count} pages -> {out}")
