use super::*;
use crate::messages::Arg;

fn load(files: &[(&str, &str)]) -> Result<Theme, Vec<Finding>> {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Theme::load("blue", &files)
}

/// `path:line:column: message` of each finding.
fn said(result: Result<Theme, Vec<Finding>>) -> Vec<String> {
    result
        .err()
        .unwrap_or_default()
        .iter()
        .map(|finding| {
            let detail = finding.args.iter().find_map(|(name, value)| match value {
                Arg::Text(text) if *name == "detail" => Some(text.as_str()),
                _ => None,
            });
            let place = &finding.place;
            format!("{}:{}:{}: {}", place.path, place.line, place.column, detail.unwrap_or(finding.rule.code))
        })
        .collect()
}

fn rendered(theme: &Theme, template: &str, context: &Context) -> Result<Theme, Vec<Finding>> {
    theme.render(template, context).map(|_| theme.clone()).map_err(|failed| failed.findings)
}

#[test]
fn the_built_in_theme_is_whole() {
    let theme = Theme::embedded();
    for template in ["home", "listing", "item", "plain", "overview", "search", "sitemap", "404"] {
        assert!(theme.has_template(&format!("{template}.html")), "{template}");
    }
    assert!(theme.assets().contains_key("style.css"));
}

#[test]
fn every_language_has_the_same_words() {
    let theme = Theme::embedded();
    let mut languages = BTreeSet::new();
    for (path, bytes) in Theme::default_files() {
        if let Some(language) = path.strip_prefix("strings/") {
            let mut words = Strings::default();
            words.add(&path, bytes).unwrap();
            assert_eq!(words.paths(), theme.strings("zh-Hans").paths(), "{path}");
            languages.insert(language.to_owned());
        }
    }
    assert!(languages.contains("zh-Hans.toml") && languages.contains("en.toml"));
}

#[test]
fn every_word_that_the_program_asks_for_is_there() {
    let words = Theme::embedded();
    let words: BTreeSet<String> = words.strings("zh-Hans").paths().into_iter().collect();
    let mut asked = 0;
    for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/render")) {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        for call in [
            "names.strings.get(\"",
            "names.strings.fill(\"",
            "self.strings.get(\"",
            "self.strings.fill(\"",
            "figure(\"",
        ] {
            for (at, _) in text.match_indices(call) {
                let word = text[at + call.len()..].split('"').next().unwrap();
                assert!(words.contains(word), "{}: {word}", path.display());
                asked += 1;
            }
        }
    }
    assert!(asked > 20, "the calls are spelled otherwise now: {asked}");
}

#[test]
fn a_site_overrides_a_template_and_a_word() {
    let theme = load(&[
        ("templates/plain.html", "<p>{{ t.home }} {{ t.facts.title }} {{ page.heading }}</p>"),
        ("strings/zh-Hans.toml", "home = \"主页\"\n"),
        ("static/logo.svg", "<svg/>"),
    ])
    .unwrap();
    assert_eq!(theme.strings("zh-Hans").get("home"), "主页");
    assert_eq!(theme.strings("zh-Hans").get("facts.title"), "名称");
    assert_eq!(theme.strings("en").get("home"), "Home");
    assert!(theme.assets().contains_key("logo.svg") && theme.assets().contains_key("style.css"));
    let mut context = Context::new();
    context.insert_value("t", Value::from_serializable(theme.strings("zh-Hans").words()));
    context.insert("page", &BTreeMap::from([("heading", "<概况>")]));
    assert_eq!(theme.render("plain.html", &context).unwrap(), "<p>主页 名称 &lt;概况&gt;</p>");
}

#[test]
fn a_language_of_its_own_takes_what_it_lacks_from_the_chinese() {
    let theme = load(&[("strings/bo.toml", "home = \"གཙོ་ངོས།\"\n")]).unwrap();
    assert_eq!(theme.strings("bo").get("home"), "གཙོ་ངོས།");
    assert_eq!(theme.strings("bo").get("catalog"), "公开目录");
    assert_eq!(theme.strings("nothing").get("catalog"), "公开目录");
}

#[test]
fn every_fault_of_every_template_is_said_with_its_place() {
    insta::assert_debug_snapshot!(said(load(&[
        ("templates/plain.html", "<p>\n{{ page.title | shout }}</p>\n{{ nothing() }}"),
        ("templates/home.html", "{% extends \"base.html\" %}\n{% block contents %}{% endblock contents %}"),
    ])), @r#"
    [
        "themes/blue/templates/home.html:2:10: Block `contents` is not defined in any parent template",
        "themes/blue/templates/plain.html:2:17: Unknown filter `shout`",
        "themes/blue/templates/plain.html:3:4: Unknown function `nothing`",
    ]
    "#);
    insta::assert_debug_snapshot!(said(load(&[
        ("templates/plain.html", "{% if page.title %}\n"),
        ("templates/home.html", "<p>\n  {{ page.title"),
        ("strings/zh-Hans.toml", "home = \"主页\ncatalog = 1"),
        ("templates/x.html", "{% extends \"nothing.html\" %}"),
    ])), @r#"
    [
        "themes/blue/strings/zh-Hans.toml:1:11: invalid basic string, expected `\"`",
        "themes/blue/templates/home.html:2:16: Unexpected end of input",
        "themes/blue/templates/plain.html:2:1: Unexpected end of input",
    ]
    "#);
    insta::assert_debug_snapshot!(said(load(&[("templates/plain.html", "{% extends \"nothing.html\" %}")])), @r#"
    [
        "themes/blue/templates/plain.html:0:0: Template 'plain.html' is inheriting from 'nothing.html', which doesn't exist or isn't loaded.",
    ]
    "#);
}

#[test]
fn a_template_that_fails_names_the_place_and_what_there_is() {
    let theme = load(&[
        ("templates/plain.html", "<p>\n<b>{{ page.titel }}</b>"),
        ("templates/x.html", "{{ asset(path=\"x.css\") }}"),
    ])
    .unwrap();
    let mut context = Context::new();
    context.insert("page", &BTreeMap::from([("title", "t"), ("heading", "h")]));
    insta::assert_debug_snapshot!(said(rendered(&theme, "plain.html", &context)), @r#"
    [
        "themes/blue/templates/plain.html:2:12: Field `titel` is not defined. Available fields: heading, title",
    ]
    "#);
    insta::assert_debug_snapshot!(said(rendered(&theme, "x.html", &context)), @r#"
    [
        "themes/blue/templates/x.html:1:4: there is no static file `x.css`; there are emblem-light.svg, emblem.svg, palette.css, site.en.js, site.zh-Hans.js, site.zh-Hant.js, style.css, table.js, terraces.svg, text.js",
    ]
    "#);
}

#[test]
fn words_are_filled_in() {
    let theme = Theme::embedded();
    let words = theme.strings("zh-Hans");
    assert_eq!(words.fill("total", &[("n", "3")]), "共 3 条");
    assert_eq!(words.fill("from_to", &[("from", "1"), ("to", "{n}")]), "1 至 {n}");
    assert_eq!(filters::fill_in::<()>("{} {N} {n", |_| Err(())), Ok("{} {N} {n".to_owned()));
}

#[test]
fn text_is_escaped_and_cleaned() {
    let mut out = Vec::new();
    filters::escape("a<b>&\"'\u{0}\u{b}\n中", &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "a&lt;b&gt;&amp;&quot;&#39;\n中");
}

#[test]
fn work_without_end_is_stopped_at_its_place() {
    let render = |text: &str| {
        let theme =
            load(&[("templates/plain.html", text), ("templates/x.html", "<p>{% for a in range(end=9) %}{% endfor %}")]);
        said(theme.and_then(|theme| rendered(&theme, "plain.html", &Context::new())))
    };
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    assert_eq!(render(loops), ["themes/blue/templates/plain.html:1:33: theme.template"]);
    let nothing: Vec<String> = Vec::new();
    // Half a megabyte, with a hundred thousand `a`.
    let long = "{% set_global s = range(end=100000) | join(sep='a') | replace(from='1', to='aa') %}";
    for (text, place) in [
        // Texts, lists and captured pages that double themselves.
        (
            "{% set_global s = 'ab' %}\n{% for a in range(end=100) %}{% set_global s = s ~ s %}{% endfor %}",
            Some("2:30"),
        ),
        ("{% set_global s = [1] %}{% for a in range(end=100) %}{% set_global s = [s, s] %}{% endfor %}", Some("1:54")),
        (
            "{% set_global s = [1] %}{% for a in range(end=100) %}{% set_global s = [...s, ...s] %}{% endfor %}",
            Some("1:54"),
        ),
        (
            "{% set_global s = 'ab' %}{% for a in range(end=100) %}{% set_global s %}{{ s }}{{ s }}{% endset %}{% endfor %}",
            Some("1:55"),
        ),
        // Deep, so that giving its memory back would take the whole stack.
        ("{% set_global s = [] %}{% for a in range(end=100000) %}{% set_global s = [s] %}{% endfor %}", Some("1:56")),
        // Lists made by loops, within each other.
        ("{{ [[1 for b in range(end=100000)] for a in range(end=100000)] | length }}", Some("1:1")),
        // A component that calls itself ten times, to the depth of twenty.
        ("{% component c() %}{% for a in range(end=10) %}{{ <c/> }}{% endfor %}{% endcomponent %}{{ <c/> }}", Some("")),
        ("{% component c(x) %}{{ <c x={[x, x, x, x, x, x, x, x, x, x]}/> }}{% endcomponent %}{{ <c x=1/> }}", Some("")),
        // One filter that multiplies, and prints into a variable, a component, a block that is printed again.
        (&format!("{long}{{{{ s | replace(from='a', to=s) | length }}}}"), Some("1:")),
        (&format!("{long}{{{{ range(end=1000) | join(sep=s) | length }}}}"), Some("1:")),
        (&format!("{long}{{{{ s | replace(from='a', to='\n') | indent(width=1000) | length }}}}"), Some("2:")),
        (&format!("{long}{{{{ s | replace(from='a', to='{{n}}') | fill(n=s) | length }}}}"), Some("1:")),
        (&format!("{long}{{% set t %}}{}{{% endset %}}", "{{ s }}".repeat(200)), Some("1:")),
        (
            &format!("{long}{{% component c(s) %}}{}{{% endcomponent %}}{{{{ <c s={{s}}/> }}}}", "{{ s }}".repeat(200)),
            Some("1:"),
        ),
        (&format!("{{{{ {} }}}}", vec!["t"; 100].join(" ~ ")), Some("1:1")),
        // Much, and not too much.
        ("{% for a in range(end=150) %}{% for b in range(end=150) %}{% endfor %}{% endfor %}", None),
        (
            "{% set_global s = '' %}{% for a in range(end=1000) %}{% set_global s = s ~ '公开' %}{% endfor %}{{ s }}",
            None,
        ),
        ("{% for a in range(end=1000) %}{% include 'x.html' %}{% endfor %}", None),
    ] {
        match place {
            None => assert_eq!(render(text), nothing, "{text}"),
            Some(place) => {
                let said = render(text);
                assert!(said.len() == 1 && said[0].contains(&format!("plain.html:{place}")), "{text}: {said:?}");
            }
        }
    }
}

/// The traditional words are those of the simplified, converted by OpenCC, so that no word of one is missing in the other.
#[test]
fn traditional_words_are_the_simplified_converted() {
    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/strings/zh-Hant.toml");
    let simplified = include_str!("../../../themes/default/strings/zh-Hans.toml");
    let made = OpenCC::from_config(BuiltinConfig::S2hk).unwrap().convert(simplified);
    let made = made
        .replacen("in simplified Chinese", "in traditional Chinese, converted from zh-Hans.toml (a test holds that)", 1)
        .replace("zh-Hans.toml has the same keys", "en.toml has the same keys");
    if std::env::var_os("UPDATE_TRADITIONAL").is_some() {
        std::fs::write(file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == made.replace("\r\n", "\n"), "zh-Hant.toml is not the conversion; UPDATE_TRADITIONAL=1 writes it");
}
