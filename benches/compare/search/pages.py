#!/usr/bin/env python3
"""Write the corpus as plain pages for Pagefind: usage: pages.py CORPUS.jsonl.gz OUT [--split] [--items N]

The same items that `cargo run --example search_index` indexes: one a document, or with --split one a chapter; --items N
stops at N and goes round the texts again, under other titles, where there are not enough.
"""
import argparse
import gzip
import html
import json
import pathlib
import re


def items(corpus, split):
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            doc = json.loads(line)
            if not split:
                yield doc["title"], doc["body"]
                continue
            for part in re.split(r"(?m)^(?=## )", doc["body"]):
                text = part.strip().removeprefix("## ")
                if len(text) < 38:
                    continue
                heading = part.startswith("## ") and text.split("\n")[0].strip()
                yield doc["title"] + (" " + heading if heading else ""), text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--split", action="store_true")
    parser.add_argument("--items", type=int)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    base = list(items(options.corpus, options.split))
    count = options.items or len(base)
    for at in range(count):
        title, body = base[at % len(base)]
        if at >= len(base):
            title += f"（汇编{at // len(base)}）"
        title = html.escape(title)
        blocks = (block.strip().removeprefix("## ") for block in body.split("\n") if block.strip())
        text = "".join(f"<p>{html.escape(block)}</p>" for block in blocks)
        page = (f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
                f"<body><main data-pagefind-body><h1>{title}</h1>{text}</main></body></html>")
        (options.out / f"{at:06d}.html").write_text(page, encoding="utf-8")
    print(f"{count} pages")


main()
