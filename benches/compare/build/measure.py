#!/usr/bin/env python3
"""Builds the same items with mulu, Hugo, Hugo and Pagefind, and Zola where it is given, one after the other, and says the ratios.

measure.py --work DIR --corpus DIR --mulu FILE --bare FILE --hugo FILE [--pagefind FILE] [--zola FILE] --results DIR [--rounds N] ITEMS...

Called by benches/compare/run, which says what is measured.
"""

import argparse
import datetime
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from hugo_site import convert
from zola_site import convert_for_zola

GB = 1 << 30


def run(words, cwd, log, memory=None):
    """Runs a command: seconds by the clock, seconds of the processor, most memory in MB; None where it failed."""

    def limit():
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    began = datetime.datetime.now()
    with open(log, "wb") as out:
        child = subprocess.Popen(words, cwd=cwd, stdout=out, stderr=out, preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    took = (datetime.datetime.now() - began).total_seconds()
    if child.returncode != 0:
        return None
    return {"seconds": took, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def count(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    return {"files": len(files), "pages": len(pages), "bytes": sum(path.stat().st_size for path in files)}


def median(rows, key):
    return statistics.median(row[key] for row in rows)


class Shape:
    """One number of items, and all that is built of them."""

    def __init__(self, options, items):
        self.options, self.items = options, items
        self.work = options.work / str(items)
        self.site, self.hugo, self.zola = self.work / "mulu", self.work / "hugo", self.work / "zola"
        self.log = self.work / "log.txt"
        self.rows = {}
        self.counts = {}

    def make(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        maker = self.options.corpus / "make_site.py"
        words = [sys.executable, maker, self.site, "--split", "--numbered", "--items", str(self.items)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        config = self.site / "site.toml"
        config.write_text("page_size = 20\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
        made = convert(self.site, self.hugo)
        if self.options.zola:
            convert_for_zola(self.site, self.zola)
        # The ledger, which a site has that was built before.
        subprocess.run([self.options.mulu, "number", "--root", self.site, "-q"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return made

    def note(self, name, row):
        self.rows.setdefault(name, []).append(row)
        shown = "failed" if row is None else f"{row['seconds']:8.2f} s {row['processor']:8.2f} s of processor {row['memory']:7.0f} MB"
        print(f"  {name:<22}{shown}", flush=True)

    def round(self, first):
        options = self.options
        public = self.site / "public"
        for old in (public, self.site / ".mulu", self.hugo / "public", self.hugo / "resources", self.zola / "public"):
            self.put_aside(old)
        subprocess.run(["sync"], check=False)
        build = [options.mulu, "build", "--root", self.site, "-q", "--lang", "en"]
        self.note("mulu, cold", run(build, self.site, self.log))
        # The first build after one that gave numbers looks at everything once more.
        subprocess.run(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        self.note("mulu, nothing changed", run(build, self.site, self.log))
        self.edit(build)
        self.note("bare writing", self.bare(public))
        self.note("hugo, cold", run([options.hugo, "--quiet"], self.hugo, self.log))
        if first:
            self.counts = {"mulu": count(public), "hugo": count(self.hugo / "public")}
        if options.zola:
            self.note("zola, cold", run([options.zola, "build"], self.zola, self.log))
            if first:
                self.counts["zola"] = count(self.zola / "public")
        if options.pagefind and first:
            words = [options.pagefind, "--site", "public"]
            self.note("pagefind", run(words, self.hugo, self.log, options.pagefind_memory * GB))

    def preview(self):
        """From a save to the page that shows it, by benches/serve.py; nothing where it failed."""
        script = Path(__file__).parents[2] / "serve.py"
        words = [sys.executable, script, self.site, "--mulu", self.options.mulu, "--edits", "8"]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            print(f"  preview: {done.stderr.strip()}", flush=True)
            return None
        return json.loads(done.stdout)

    def put_aside(self, folder):
        """Takes a folder away without deleting it: for minutes ext4 passes over the places of files that were deleted, and whoever
        writes next pays for that."""
        if folder.exists():
            aside = self.work / "aside"
            aside.mkdir(exist_ok=True)
            folder.rename(aside / f"{len(list(aside.iterdir()))}")

    def edit(self, build):
        """One more paragraph in one item."""
        item = sorted((self.site / "content").rglob("*.md"))[self.items // 2]
        before = item.read_bytes()
        item.write_bytes(before + "\n\n本条为测量而加。\n".encode())
        self.note("mulu, one body edited", run(build, self.site, self.log))
        item.write_bytes(before)
        subprocess.run(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def bare(self, public):
        """The time in which a bare program writes the same files, all of them in memory."""
        target = self.work / "bare"
        self.put_aside(target)
        done = subprocess.run([self.options.bare, public, target], capture_output=True, text=True, check=True)
        seconds, processor = map(float, done.stdout.split())
        return {"seconds": seconds, "processor": processor, "memory": 0}


def facts(options):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) >> 20 for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    say = lambda *words: subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "date": datetime.date.today().isoformat(),
        "commit": say("git", "rev-parse", "--short", "HEAD"),
        "machine": f"{model}, {os.cpu_count()} cores, {memory} GB",
        "load": os.getloadavg()[0],
        "hugo": say(str(options.hugo), "version").split("+")[0],
        "zola": say(str(options.zola), "--version") if options.zola else None,
        "pagefind": say(str(options.pagefind), "--version") if options.pagefind else None,
    }


def table(items, shape):
    """Markdown for one shape, of what is kept of it."""
    rows = {name: [row for row in given if row] for name, given in shape["rows"].items()}
    lines = [f"## {items:,} items", ""]
    for name, found in shape["counts"].items():
        lines.append(f"{name}: {found['pages']:,} pages, {found['files']:,} files, {found['bytes'] / 1e6:.0f} MB.")
    lines += ["", "| work | seconds | spread | processor | memory, MB |", "| --- | --- | --- | --- | --- |"]
    for name, given in rows.items():
        if not given:
            lines.append(f"| {name} | failed | | | |")
            continue
        seconds = [row["seconds"] for row in given]
        spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
        lines.append(f"| {name} | {median(given, 'seconds'):.2f} | {spread} | {median(given, 'processor'):.2f} | {median(given, 'memory'):.0f} |")
    if preview := shape.get("preview"):
        lines += ["", "| save in the preview, until the page shows it | median, ms | at worst |", "| --- | --- | --- |"]
        for key, name in (("body", "a body"), ("body_in_quick_succession", "bodies, a fifth of a second apart"), ("title", "a title")):
            lines.append(f"| {name} | {preview[key]['shown_ms']['median']} | {preview[key]['shown_ms']['worst']} |")
        lines += ["", f"It holds {preview['peak_memory_mb']} MB at most."]
    lines += ["", "| mulu, cold, beside | by the clock | from round to round | processor | memory |", "| --- | --- | --- | --- | --- |"]
    ours = rows["mulu, cold"]
    others = {"Hugo alone": ["hugo, cold"], "Hugo and Pagefind": ["hugo, cold", "pagefind"], "Zola": ["zola, cold"], "bare writing": ["bare writing"]}
    for name, parts in others.items():
        if not all(rows.get(part) for part in parts) or not ours:
            continue
        ratio = lambda key: median(ours, key) / sum(median(rows[part], key) for part in parts)
        most = max(median(rows[part], "memory") for part in parts)
        memory = f"{median(ours, 'memory') / most:.2f}" if most else ""
        # Of each round on its own; what was run once counts in every round.
        sums = [sum((rows[part][at] if at < len(rows[part]) else rows[part][0])["seconds"] for part in parts) for at in range(len(ours))]
        each = [row["seconds"] / other for row, other in zip(ours, sums)]
        spread = f"{min(each):.3f}–{max(each):.3f}"
        lines.append(f"| {name} | {ratio('seconds'):.3f} | {spread} | {ratio('processor'):.3f} | {memory} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    for name in ("work", "corpus", "mulu", "bare", "hugo", "pagefind", "zola", "results"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pagefind-memory", type=int, default=8)
    parser.add_argument("items", type=int, nargs="+")
    options = parser.parse_args()
    told = facts(options)
    kept = options.results / f"{told['date']}-build.json"
    raw = {"facts": told, "shapes": {}}
    # What was measured of the same program on the same day stays beside it.
    if kept.exists() and (before := json.loads(kept.read_text(encoding="utf-8")))["facts"]["commit"] == told["commit"]:
        raw["shapes"] = before["shapes"]
    for items in options.items:
        shape = Shape(options, items)
        print(f"== {shape.make():,} items", flush=True)
        for at in range(options.rounds):
            shape.round(at == 0)
        pages = {name: found["pages"] for name, found in shape.counts.items()}
        if any(abs(pages["mulu"] - other) > 0.05 * other for other in pages.values()):
            sys.exit(f"the sites are not alike: {pages}")
        raw["shapes"][str(items)] = {"counts": shape.counts, "rows": shape.rows, "preview": shape.preview()}
        if not os.environ.get("KEEP"):
            shutil.rmtree(shape.work)
    parts = [f"# Builds beside Hugo\n\n{told['date']}, commit {told['commit']}; {told['machine']}, load {told['load']:.1f}; {told['hugo']}.\n"]
    parts += [table(items, raw["shapes"][str(items)]) for items in sorted(map(int, raw["shapes"]))]
    kept.with_suffix(".md").write_text("\n".join(parts), encoding="utf-8")
    kept.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    print("\n".join(parts))


if __name__ == "__main__":
    main()
