"""Makes of a mulu site one for Zola, like the one for Hugo: the same frame, metadata table, four taxonomies, year, paging, feed."""

import re

from hugo_site import FIELD, HEAD, plain, quoted

CONFIG = """\
base_url = "https://example.gov.cn"
title = {title}
default_language = "zh"
generate_feeds = true
feed_filenames = ["feed.xml"]
feed_limit = 50
taxonomies = [
{taxonomies}
]

[slugify]
taxonomies = "safe"
"""

BASE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ config.title }}{% endblock %}</title>
<meta name="SiteName" content="{{ config.title }}">
{% block meta %}{% endblock %}
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<a class="skip" href="#content">跳到正文</a>
<header class="band" id="top"><a class="brand" href="/"><span class="brand-name">{{ config.title }}</span></a>
<form class="seek" action="/search.html" method="get" role="search"><label for="seek">检索政府信息</label><input id="seek" name="q" type="search"><button type="submit">检索</button></form></header>
<nav class="bar"><ul><li><a href="/">首页</a></li><li><a href="/item/">公开目录</a></li><li><a href="/topic/">按主题</a></li><li><a href="/genre/">按体裁</a></li><li><a href="/year/">按年份</a></li></ul></nav>
<nav class="side"><ul class="tree">
{%- for column in config.extra.columns %}
<li><a href="/column/{{ column }}/">{{ column }}</a></li>
{%- endfor %}
</ul></nav>
<main id="content">{% block main %}{% endblock %}</main>
<footer class="foot"><p>主办单位：{{ config.title }}</p></footer>
</body>
</html>
"""

PAGE = """\
{% extends "base.html" %}
{% block title %}{{ page.title }} - {{ config.title }}{% endblock %}
{% block meta %}<meta name="ArticleTitle" content="{{ page.title }}"><meta name="PubDate" content="{{ page.date }}"><meta name="ContentSource" content="{{ page.extra.source }}">{% endblock %}
{% block main %}
<table class="facts"><tbody>
<tr><th scope="row">索引号</th><td>{{ page.extra.index_no }}</td><th scope="row">主题分类</th><td>{% for term in page.taxonomies.topic %}<a href="/topic/{{ term }}/">{{ term }}</a>{% endfor %}</td></tr>
<tr><th scope="row">发布机构</th><td>{% for term in page.taxonomies.agency %}<a href="/agency/{{ term }}/">{{ term }}</a>{% endfor %}</td><th scope="row">成文日期</th><td>{{ page.extra.created }}</td></tr>
<tr><th scope="row">名称</th><td colspan="3">{{ page.title }}</td></tr>
<tr><th scope="row">发布日期</th><td>{{ page.date }}</td><th scope="row">体裁</th><td>{% for term in page.taxonomies.genre %}<a href="/genre/{{ term }}/">{{ term }}</a>{% endfor %}</td></tr>
</tbody></table>
<h1>{{ page.title }}</h1>
<div class="body">{{ page.content | safe }}</div>
{% endblock %}
"""

ROWS = """\
{% extends "base.html" %}
{% block main %}
<table class="listing"><thead><tr><th>序号</th><th>索引号</th><th>名称</th><th>成文日期</th><th>发布日期</th></tr></thead><tbody>
{%- for page in paginator.pages %}
<tr><td>{{ loop.index }}</td><td>{{ page.extra.index_no }}</td><td><a href="{{ page.path }}">{{ page.title }}</a></td><td>{{ page.extra.created }}</td><td>{{ page.date }}</td></tr>
{%- endfor %}
</tbody></table>
<nav class="pager">{{ paginator.current_index }} / {{ paginator.number_pagers }}</nav>
{% endblock %}
"""

TERMS = """\
{% extends "base.html" %}
{% block main %}<ul>{% for term in terms %}<li><a href="{{ term.path }}">{{ term.name }}</a> {{ term.page_count }}</li>{% endfor %}</ul>{% endblock %}
"""

HOME = """\
{% extends "base.html" %}
{% block main %}<h1>{{ config.title }}</h1>{% endblock %}
"""


def convert_for_zola(source, target):
    """Writes the site; needs what `convert` for Hugo needs."""
    import tomllib

    config = tomllib.loads((source / "site.toml").read_text(encoding="utf-8"))
    columns = {column["id"]: column["name"] for column in config["column"]}
    agency = config["agency"][0]["name"]
    items = target / "content" / "item"
    items.mkdir(parents=True)
    for count, path in enumerate(sorted((source / "content").rglob("*.md"))):
        folder = path.relative_to(source / "content").parts[0]
        if folder == "pages":
            continue
        text = path.read_text(encoding="utf-8")
        head = HEAD.match(text)
        fields = {key: plain(value) for key, value in FIELD.findall(head[1])}
        number = fields.get("index_no", str(count))
        lines = [
            "+++",
            f"title = {quoted(fields['title'])}",
            f"date = {fields['published'][:10]}",
            "[taxonomies]",
            f"agency = [{quoted(fields.get('agency', agency))}]",
            f"column = [{quoted(columns[folder])}]",
            f"topic = [{quoted(fields['topic'].split('/')[-1])}]",
            f"genre = [{quoted(fields['genre'])}]",
            f"year = [{quoted(fields['published'][:4])}]",
            "[extra]",
            f"index_no = {quoted(number)}",
            f"created = {quoted(fields['created'])}",
            f"source = {quoted(fields.get('agency', agency))}",
            "+++",
        ]
        # Zola takes `{{` for a short code.
        body = re.sub(r"\{([{%])", r"{ \1", text[head.end() :])
        (items / f"{number.replace('/', '-')}.md").write_text("\n".join(lines) + "\n" + body, encoding="utf-8")
    section = '+++\ntitle = "公开目录"\nsort_by = "date"\npaginate_by = 20\n+++\n'
    (items / "_index.md").write_text(section, encoding="utf-8")
    (target / "content" / "_index.md").write_text('+++\ntitle = "首页"\n+++\n', encoding="utf-8")
    names = ("agency", "column", "genre", "topic", "year")
    taxonomies = "\n".join(f'    {{ name = "{name}", paginate_by = 20 }},' for name in names)
    text = CONFIG.format(title=quoted(config["title"]), taxonomies=taxonomies)
    text += "\n[extra]\ncolumns = [" + ", ".join(quoted(name) for name in columns.values()) + "]\n"
    (target / "config.toml").write_text(text, encoding="utf-8")
    templates = {"base.html": BASE, "page.html": PAGE, "section.html": ROWS, "index.html": HOME}
    templates |= {"taxonomy_single.html": ROWS, "taxonomy_list.html": TERMS}
    for name, template in templates.items():
        path = target / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template, encoding="utf-8")
