#!/usr/bin/env python3
"""Makes of a mulu site one for Hugo that is as like it as Hugo allows: hugo_site.py MULU_SITE HUGO_SITE

The same texts, an item page with the metadata table, the column tree and the same links in head, bar, side and foot;
listings by column, agency, topic, genre and year and of all items, 20 rows a page; a feed, a CSV and a JSON of all items.
What Hugo lacks is left out on its side: index numbers, checks, the relations between items, search.
"""

import re
import shutil
import sys
import tomllib
from pathlib import Path

HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.S)
FIELD = re.compile(r"^([a-z_]+): (.*)$", re.M)

CONFIG = """\
baseURL = "https://example.gov.cn/"
title = {title}
locale = "zh-CN"
defaultContentLanguage = "zh-cn"
hasCJKLanguage = true
relativeURLs = true
uglyURLs = true
disableKinds = ["RSS"]
enableRobotsTXT = true
summaryLength = 70

[pagination]
pagerSize = 20
disableAliases = true

[taxonomies]
agency = "agency"
column = "column"
genre = "genre"
topic = "topic"
year = "year"

[markup.goldmark.renderer]
unsafe = false

[permalinks.page]
item = "/item/:contentbasename"

[outputFormats.feed]
mediaType = "application/atom+xml"
baseName = "feed"
isPlainText = false

[outputFormats.table]
mediaType = "text/csv"
baseName = "catalog"
isPlainText = true

[outputs]
home = ["HTML", "feed", "table", "JSON"]
section = ["HTML"]
taxonomy = ["HTML"]
term = ["HTML"]
page = ["HTML"]

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[mediaTypes."text/csv"]
suffixes = ["csv"]
"""

BASE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ if .IsHome }}{{ site.Title }}{{ else }}{{ .Title }} - {{ site.Title }}{{ end }}</title>
<meta name="SiteName" content="{{ site.Title }}">
<meta name="SiteDomain" content="example.gov.cn">
{{ block "meta" . }}<meta name="ColumnName" content="{{ .Title }}">
<meta name="ColumnDescription" content="{{ .Title }}">
<meta name="ColumnKeywords" content="{{ .Title }}">
<meta name="ColumnType" content="{{ .Title }}">{{ end }}
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="icon" href="{{ "static/emblem.svg" | relURL }}" type="image/svg+xml">
<link rel="stylesheet" href="{{ "static/style.css" | relURL }}">
<link rel="alternate" type="application/atom+xml" title="{{ site.Title }}" href="{{ "feed.xml" | relURL }}">
<script src="{{ "static/site.js" | relURL }}" defer></script>
</head>
<body class="kind-{{ .Kind }}">
<a class="skip" href="#content">跳到正文</a>
<header class="band" id="top">
<div class="wide band-inner">
<a class="brand" href="{{ "index.html" | relURL }}">
<img class="brand-mark" src="{{ "static/emblem-light.svg" | relURL }}" alt="" width="64" height="64">
<span class="brand-words">
<span class="brand-name">{{ site.Title }}</span>
<span class="brand-sub">公开为常态，不公开为例外</span>
</span>
</a>
<form class="seek" action="{{ "search.html" | relURL }}" method="get" role="search">
<label class="hidden" for="seek">检索政府信息</label>
<input id="seek" name="q" type="search" placeholder="标题、文号、索引号或正文" autocomplete="off">
<button type="submit">检索</button>
</form>
</div>
</header>
<nav class="bar" aria-label="主导航">
<ul class="wide bar-list">
<li class="bar-menu"><a href="#menu">栏目</a></li>
<li><a href="{{ "index.html" | relURL }}">首页</a></li>
<li><a href="{{ "item.html" | relURL }}">公开目录</a></li>
<li><a href="{{ "topic.html" | relURL }}">按主题</a></li>
<li><a href="{{ "genre.html" | relURL }}">按体裁</a></li>
<li><a href="{{ "year.html" | relURL }}">按年份</a></li>
<li><a href="{{ "search.html" | relURL }}">信息检索</a></li>
</ul>
</nav>
<div class="wide shell">
<nav class="side" id="menu" tabindex="-1" aria-label="栏目导航">
<a class="side-close" href="#content">关闭</a>
<ul class="tree">
{{- partialCached "tree.html" . }}
</ul>
</nav>
<main id="content" tabindex="-1">
<nav class="crumbs" aria-label="当前位置"><ol><li><a href="{{ "index.html" | relURL }}">首页</a></li>{{ block "crumbs" . }}{{ end }}<li aria-current="page">{{ .Title }}</li></ol></nav>
{{ block "main" . }}{{ end }}
</main>
</div>
<footer class="foot">
<div class="wide">
<p>主办单位：{{ site.Title }}</p>
<ul><li><a href="{{ "sitemap.xml" | relURL }}">站点地图</a></li><li><a href="{{ "feed.xml" | relURL }}">订阅</a></li><li><a href="{{ "catalog.csv" | relURL }}">目录表格</a></li></ul>
</div>
</footer>
</body>
</html>
"""

TREE = """{{ range site.Taxonomies.column }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a></li>{{ end }}"""

ITEM = """\
{{ define "meta" }}{{ with .GetTerms "column" }}{{ with index . 0 }}<meta name="ColumnName" content="{{ .Title }}">
<meta name="ColumnDescription" content="{{ .Title }}">
<meta name="ColumnKeywords" content="{{ .Title }}">
<meta name="ColumnType" content="{{ .Title }}">{{ end }}{{ end }}
<meta name="ArticleTitle" content="{{ .Title }}">
<meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
<meta name="ContentSource" content="{{ .Params.source }}">
<meta name="Author" content="{{ .Params.source }}">
<meta name="Url" content="{{ .Permalink }}">{{ end }}
{{ define "crumbs" }}{{ range .GetTerms "column" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}
{{ define "main" -}}
<article class="paper sheet">
<table class="facts">
<caption class="hidden">政府信息概要</caption>
<tbody>
<tr><th scope="row">索引号</th><td>{{ .Params.index_no }}</td><th scope="row">主题分类</th><td>{{ range .GetTerms "topic" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td></tr>
<tr><th scope="row">发布机构</th><td>{{ range .GetTerms "agency" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td><th scope="row">成文日期</th><td>{{ .Params.created }}</td></tr>
<tr><th scope="row">名称</th><td colspan="3">{{ .Title }}</td></tr>
<tr><th scope="row">发布日期</th><td>{{ .Date.Format "2006年1月2日" }}</td><th scope="row">体裁</th><td>{{ range .GetTerms "genre" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td></tr>
<tr><th scope="row">公开方式</th><td>主动公开</td><th scope="row">年份</th><td>{{ range .GetTerms "year" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td></tr>
</tbody>
</table>
<header class="sheet-head">
<h1>{{ .Title }}</h1>
<p class="byline"><span>发布日期：<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006年1月2日" }}</time></span><span>来源：{{ .Params.source }}</span></p>
</header>
{{ if gt (len .Fragments.Headings) 3 }}<nav class="contents"><details><summary>目录</summary>{{ .TableOfContents }}</details></nav>{{ end }}
<div class="body">{{ .Content }}</div>
<footer class="sheet-foot"><p><button type="button" class="print">打印</button> <a href="#top">回到顶部</a></p></footer>
</article>
{{- end }}
"""

LIST = """\
{{ define "main" -}}
{{ $pages := .Paginate .Pages }}
<section class="paper">
<h1>{{ .Title }}</h1>
<p class="count">共 {{ len .Pages }} 条</p>
<table class="listing">
<caption class="hidden">{{ .Title }}</caption>
<thead><tr><th scope="col">序号</th><th scope="col">索引号</th><th scope="col">名称</th><th scope="col">成文日期</th><th scope="col">发布日期</th></tr></thead>
<tbody>
{{- $first := mul 20 (sub $pages.PageNumber 1) }}
{{- range $i, $page := $pages.Pages }}
<tr><td>{{ add $first $i 1 }}</td><td>{{ .Params.index_no }}</td><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td><td>{{ .Params.created }}</td><td><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></td></tr>
{{- end }}
</tbody>
</table>
<nav class="pager">{{ with $pages.Prev }}<a rel="prev" href="{{ .URL }}">上一页</a>{{ end }} {{ $pages.PageNumber }} / {{ $pages.TotalPages }} {{ with $pages.Next }}<a rel="next" href="{{ .URL }}">下一页</a>{{ end }}</nav>
</section>
{{- end }}
"""

TERMS = """\
{{ define "main" -}}
<section class="paper">
<h1>{{ .Title }}</h1>
<ul class="overview">
{{- range .Data.Terms.ByCount }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> <span>{{ .Count }}</span></li>
{{- end }}
</ul>
</section>
{{- end }}
"""

HOME = """\
{{ define "main" -}}
<section class="paper">
<h1>{{ site.Title }}</h1>
<ol class="latest">
{{- range first 10 site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></li>
{{- end }}
</ol>
{{- range site.Taxonomies.column }}
<section class="block"><h2><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a></h2>
<ol>
{{- range first 6 .Pages.ByDate.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></li>
{{- end }}
</ol></section>
{{- end }}
</section>
{{- end }}
"""

FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>{{ site.Title }}</title>
<id>{{ .Permalink }}</id>
{{ range first 50 site.RegularPages -}}
<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated><summary>{{ .Summary | plainify }}</summary></entry>
{{ end -}}
</feed>
"""

TABLE = """\
索引号,名称,发布机构,成文日期,发布日期,主题分类,体裁,地址
{{ range site.RegularPages -}}
"{{ .Params.index_no }}","{{ .Title }}","{{ .Params.source }}",{{ .Params.created }},{{ .Date.Format "2006-01-02" }},"{{ delimit .Params.topic "/" }}","{{ delimit .Params.genre "/" }}",{{ .RelPermalink }}
{{ end -}}
"""

JSON = """\
{"items": [{{ range $i, $page := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "index_no" .Params.index_no "title" .Title "agency" .Params.source "created" .Params.created "published" (.Date.Format "2006-01-02") "topic" .Params.topic "genre" .Params.genre "url" .RelPermalink | jsonify }}{{ end }}]}
"""


def plain(text):
    """The value of a quoted or plain scalar of the corpus."""
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def convert(source, target):
    config = tomllib.loads((source / "site.toml").read_text(encoding="utf-8"))
    columns = {column["id"]: column["name"] for column in config["column"]}
    agency = config["agency"][0]["name"]
    items = target / "content" / "item"
    items.mkdir(parents=True)
    count = 0
    for path in sorted((source / "content").rglob("*.md")):
        folder = path.relative_to(source / "content").parts[0]
        if folder == "pages":
            continue
        text = path.read_text(encoding="utf-8")
        head = HEAD.match(text)
        fields = {key: plain(value) for key, value in FIELD.findall(head[1])}
        count += 1
        date = fields["published"]
        lines = [
            "---",
            f"title: {quoted(fields['title'])}",
            f"date: {date}",
            f"created: {quoted(fields['created'])}",
            f"index_no: {quoted(fields.get('index_no', str(count)))}",
            f"source: {quoted(fields.get('agency', agency))}",
            f"agency: [{quoted(fields.get('agency', agency))}]",
            f"column: [{quoted(columns[folder])}]",
            f"topic: [{quoted(fields['topic'].split('/')[-1])}]",
            f"genre: [{quoted(fields['genre'])}]",
            f"year: [{quoted(date[:4])}]",
            "---",
        ]
        name = fields.get("index_no", f"{count:06}").replace("/", "-")
        (items / f"{name}.md").write_text("\n".join(lines) + "\n" + text[head.end() :], encoding="utf-8")
    (target / "content" / "item" / "_index.md").write_text("---\ntitle: 公开目录\n---\n", encoding="utf-8")
    (target / "hugo.toml").write_text(CONFIG.format(title=quoted(config["title"])), encoding="utf-8")
    layouts = {
        "baseof.html": BASE,
        "page.html": ITEM,
        "section.html": LIST,
        "taxonomy.html": TERMS,
        "term.html": LIST,
        "home.html": HOME,
        "home.feed.xml": FEED,
        "home.table.csv": TABLE,
        "home.json": JSON,
        "_partials/tree.html": TREE,
    }
    for name, layout in layouts.items():
        path = target / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout, encoding="utf-8")
    theme = Path(__file__).resolve().parents[3] / "themes" / "default" / "static"
    shutil.copytree(theme, target / "static" / "static")
    return count


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(convert(Path(sys.argv[1]), Path(sys.argv[2])))
