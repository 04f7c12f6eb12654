#!/usr/bin/env python3
"""What the worst texts cost: time, processor and memory of a build of one item each.

usage: benches/worst.py [--mulu target/release/mulu] [--only WORD]

Every text is as large as the bounds on texts let it be, or just beyond them: then the item is left out, which is said.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.stdout.reconfigure(encoding="utf-8")

FRONT = (
    "---\ntitle: 关于防汛工作的通知\ntopic: 综合政务/应急管理\ngenre: 通知\n"
    "created: 2024-03-05\npublished: 2024-03-06\nsummary: 一句话。\n---\n\n"
)
SITE = """title = "示例县青禾镇人民政府信息公开"
base_url = "https://www.example.gov.cn/xxgk/"
[[agency]]
id = "qinghe"
name = "示例县青禾镇人民政府"
code = "900010028"
[[column]]
id = "notice"
name = "通知公告"
"""
MEGABYTE = 1 << 20
# Just under 8 MB, the most that is read of one file.
FULL = 8 * MEGABYTE - 1024

TEXTS = {
    "an ordinary text of 6,000 characters": lambda: "请各村做好汛期巡查值守。\n\n" * 500,
    "one word of 8 MB": lambda: "汛" * (FULL // 3),
    "real sentences, 8 MB": lambda: "请各村做好汛期巡查值守，及时报告水情、雨情。" * (FULL // 66),
    "random characters, 8 MB": lambda: "".join(
        chr(0x4E00 + n) for n in random.Random(1).choices(range(20_900), k=FULL // 3)
    ),
    "table of 1,000,000 rows": lambda: "| 甲 |\n| --- |\n" + "| 1 |\n" * 1_000_000,
    "table of 166,000 rows": lambda: "| 甲 |\n| --- |\n" + "| 1 |\n" * 166_000,
    "table of 490,000 empty cells": lambda: "|甲" * 10 + "|\n" + "|-" * 10 + "|\n" + ("|" * 10 + "\n") * 44_500,
    "table of 10,000 columns": lambda: "|甲" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|1" * 10_000 + "|\n",
    "table of 1,000 columns, 240,000 rows of one cell": lambda: "|甲" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|1\n" * 240_000,
    "400,000 lines": lambda: "汛\n" * 400_000,
    "400,000 list items": lambda: "- 汛\n" * 400_000,
    "490,000 nested quotes": lambda: ">" * 490_000 + " 汛\n",
    "490,000 opening brackets": lambda: "[" * 490_000,
    "100,000 links": lambda: "[汛](https://www.example.gov.cn/) " * 100_000,
    "50,000 footnotes": lambda: "".join(f"汛[^{n}]\n\n" for n in range(50_000))
    + "".join(f"[^{n}]: 注\n\n" for n in range(50_000)),
    "100,000 headings": lambda: "## 一\n\n" * 100_000,
    "120,000 emphases": lambda: "**汛**期" * 120_000,
    "490,000 nested list items": lambda: "1. " * 490_000,
    "490,000 stars that open": lambda: "*汛 " * 490_000,
    "240,000 autolinks": lambda: "<http://a.cn> " * 240_000,
    "240,000 references": lambda: "[汛]" * 240_000 + "\n\n" + "[汛]: https://www.example.gov.cn/\n",
    "120,000 elements of HTML": lambda: "<b>汛</b>" * 120_000,
}


def build(program, name):
    """Size in bytes, seconds, seconds of processor, peak of memory in MB, and what is said of the text."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        root = Path(folder)
        (root / "content/notice").mkdir(parents=True)
        (root / "site.toml").write_text(SITE, encoding="utf-8")
        item = root / "content/notice/worst.md"
        # In a process of its own: what is measured of a child counts what this one had when it was made.
        subprocess.run([sys.executable, __file__, "--write", name, str(item)], check=True)
        command = [program, "build", "--root", folder, "--today", "2026-11-23", "--lang", "en"]
        with open(root / "said", "wb") as said:
            started = time.monotonic()
            child = subprocess.Popen(command, stdout=said, stderr=said)
            # The maximum of this one child, not of all that came before it.
            _, status, used = os.wait4(child.pid, 0)
            seconds = time.monotonic() - started
        words = (root / "said").read_text(encoding="utf-8")
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"the program failed: {words}")
        rules = sorted(set(re.findall(r"\[([a-z_]+\.[a-z_]+)\]", words)))
        return item.stat().st_size, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, ", ".join(rules)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mulu", default="target/release/mulu")
    parser.add_argument("--only", default="", help="texts whose name holds this word")
    parser.add_argument("--write", nargs=2, metavar=("TEXT", "FILE"), help="only write one text")
    options = parser.parse_args()
    if options.write:
        name, path = options.write
        Path(path).write_text(FRONT + TEXTS[name](), encoding="utf-8")
        return
    program = shutil.which(options.mulu) or sys.exit(f"no program {options.mulu}: cargo build --release")
    print("| text | size | time | processor | memory | said |\n| --- | --- | --- | --- | --- | --- |")
    for name in TEXTS:
        if options.only in name:
            size, seconds, processor, memory, said = build(program, name)
            size /= MEGABYTE
            print(f"| {name} | {size:.1f} MB | {seconds:.1f} s | {processor:.1f} s | {memory:.0f} MB | {said} |", flush=True)


if __name__ == "__main__":
    main()
