#!/usr/bin/env python3
"""How long it takes from saving a file until the browser is told, and until the page shows the change.

usage: benches/serve.py SITE [--mulu target/release/mulu] [--edits 15]

Copies SITE, serves the copy, and edits one of its items again and again: first its body with pauses, then its body in quick
succession (a fifth of a second apart, so that each save comes while the one before is worked out), then its title. Of each edit two times are taken, from the moment the file is written: until the open page is told to load again, and until the page
(after a title, also the newest page of the catalog) has come with the new words.
"""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

sys.stdout.reconfigure(encoding="utf-8")


class Events:
    """The events that an open page gets, with the time at which each came."""

    def __init__(self, port, version):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.connection.request("GET", f"/-mulu/events?since={version}")
        self.answer = self.connection.getresponse()
        self.reload = threading.Event()
        self.time = None
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.answer:
            if line.startswith(b"event: reload"):
                self.time = time.perf_counter()
                self.reload.set()
                return


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", urllib.parse.quote(path))
    return connection.getresponse().read().decode("utf-8", "replace")


def edit(port, page, file, text, listing, pause=0.3):
    """Writes `text` and gives both times in milliseconds. `listing`: pages and words to wait for."""
    version = re.search(r"reload\.js\?v=([0-9-]+)", get(port, page)).group(1)
    events = Events(port, version)
    time.sleep(pause)
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    if not events.reload.wait(60):
        sys.exit("the page was never told")
    told = events.time
    for path, words in listing:
        while words not in get(port, path):
            if time.perf_counter() - start > 60:
                sys.exit(f"{path} never showed {words}")
            time.sleep(0.002)
    return (told - start) * 1000, (time.perf_counter() - start) * 1000


def spread(times):
    times = sorted(times)
    return {
        "median": round(statistics.median(times), 1),
        "worst": round(times[-1], 1),
        "best": round(times[0], 1),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--mulu", default="target/release/mulu")
    parser.add_argument("--edits", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temp:
        site = Path(temp) / "site"
        shutil.copytree(options.site, site, ignore=shutil.ignore_patterns("public", ".mulu"))
        items = sorted(path for path in (site / "content").rglob("*.md") if "pages" not in path.parts)
        file = items[len(items) // 2]
        program = subprocess.Popen(
            [options.mulu, "serve", "--root", str(site), "--port", "0", "--lang", "en"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        start = time.perf_counter()
        port = None
        for line in program.stderr:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                port = int(found.group(1))
                break
        if port is None:
            sys.exit("the preview did not start")
        ready = (time.perf_counter() - start) * 1000
        threading.Thread(target=lambda: [None for _ in program.stderr], daemon=True).start()
        try:
            original = file.read_text(encoding="utf-8")
            title = re.search(r"^(?:title|标题): *(.+)$", original, re.M).group(1).strip().strip('"')
            data = json.loads(get(port, "/data/catalog.json"))
            number = re.search(r"^(?:index_no|索引号): *(.+)$", original, re.M)
            number = number.group(1).strip().strip('"') if number else None
            # Titles may recur, numbers do not.
            is_it = lambda item: item["index_no"] == number if number else item["title"] == title
            page = next(item["url"] for item in data["items"] if is_it(item))
            page = "/" + page[len(data["url"]) :].lstrip("/") if page.startswith(data["url"]) else "/" + page
            bodies, hurried, titles = [], [], []
            for at in range(options.edits):
                words = f"第{at}次修改的正文"
                bodies.append(edit(port, page, file, f"{original}\n\n{words}\n", [(page, words)]))
                time.sleep(2)
            for at in range(4 * options.edits):
                words = f"又第{at}次修改的正文"
                hurried.append(edit(port, page, file, f"{original}\n\n{words}\n", [(page, words)], 0.2))
            time.sleep(3)
            for at in range(options.edits):
                words = f"第{at}次改名 {title}"
                text = original.replace(title, words, 1)
                titles.append(edit(port, page, file, text, [(page, words)]))
                time.sleep(3)
            status = Path(f"/proc/{program.pid}/status")
            memory = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
        finally:
            program.terminate()
    result = {
        "items": len(items),
        "cpus": os.cpu_count(),
        "machine": platform.processor() or platform.machine(),
        "first_site_ms": round(ready),
        "body": {"told_ms": spread([a for a, _ in bodies]), "shown_ms": spread([b for _, b in bodies])},
        "body_in_quick_succession": {
            "told_ms": spread([a for a, _ in hurried]),
            "shown_ms": spread([b for _, b in hurried]),
        },
        "title": {"told_ms": spread([a for a, _ in titles]), "shown_ms": spread([b for _, b in titles])},
        "peak_memory_mb": round(int(memory.group(1)) / 1024) if memory else None,
    }
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
