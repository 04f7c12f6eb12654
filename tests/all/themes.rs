//! Themes of one's own: made by the program, and one that shares hardly anything with the built-in one.

use std::fs;
use std::path::Path;

use crate::support::{Site, files, fine};

/// The sound site of the tests.
fn base() -> Site {
    Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")])
}

/// The same with a theme over it.
fn site_with(theme: &str, settings: &str) -> Site {
    let site = base();
    let toml = site.read("site.toml");
    site.write("site.toml", format!("theme = \"{theme}\"\n{settings}\n{toml}").as_bytes());
    site
}

#[test]
fn a_theme_of_three_templates_makes_a_whole_site() {
    let site = site_with("plainest", "");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/plainest");
    for (path, bytes) in files(&source) {
        site.write(&format!("themes/plainest/{path}"), &bytes);
    }
    fine(&site.build());
    let pages = files(&site.out());
    let home = String::from_utf8_lossy(&pages["index.html"]);
    assert!(home.contains("村务政务，一看就懂") && home.contains(">主页</a>"), "{home}");
    let item = pages.iter().find(|(path, _)| path.starts_with("item/") && path.ends_with(".html")).unwrap();
    let item = String::from_utf8_lossy(item.1);
    assert!(item.contains("plainest.css") && !item.contains("palette.css"), "{item}");
    // What it lacks comes from the built-in theme: within its own frame.
    let list = String::from_utf8_lossy(&pages["catalog/index.html"]);
    assert!(list.contains("<table class=\"catalog\">") && list.contains("plainest.css"), "{list}");
}

#[test]
fn a_theme_is_begun_and_a_fault_in_it_is_said_with_its_place() {
    let site = base();
    fine(&site.run("theme", &["new", "qinghe", "--lang", "zh"]));
    assert!(site.read("themes/qinghe/README.txt").contains("qinghe"));
    let toml = site.read("site.toml");
    site.write("site.toml", format!("theme = \"qinghe\"\n{toml}").as_bytes());
    fine(&site.build());
    let again = site.run("theme", &["new", "qinghe", "--lang", "en"]);
    assert_eq!(again.status, Some(2), "{}", again.err);
    let unknown = site.run("theme", &["new", "other", "--with", "templates/fot.html", "--lang", "en"]);
    assert!(unknown.status == Some(2) && unknown.err.contains("templates/foot.html"), "{}", unknown.err);
    let foot = site.read("themes/qinghe/templates/foot.html").replace("site.organizer", "site.organiser");
    site.write("themes/qinghe/templates/foot.html", foot.as_bytes());
    let broken = site.run("check", &["--lang", "en"]);
    let said = broken.out + &broken.err;
    assert!(said.contains("themes/qinghe/templates/foot.html:") && said.contains("organizer"), "{said}");
}

#[test]
fn the_office_arranges_home_page_and_foot() {
    let settings = "main_color = \"#8c1d18\"\n";
    let site = site_with("default", settings);
    let toml = site.read("site.toml");
    let more = "\n[home]\nparts = [\"latest\"]\nlatest = 1\n[foot]\nitems = [\"sitemap\"]\n[[foot.link]]\nname = \"县门户\"\nurl = \"https://www.example.gov.cn/\"\n";
    site.write("site.toml", format!("{toml}{more}").as_bytes());
    fine(&site.build());
    let home = fs::read_to_string(site.out().join("index.html")).unwrap();
    assert!(
        !home.contains("figures-heading") && !home.contains("topics-heading") && !home.contains("class=\"blocks\"")
    );
    assert!(home.contains("县门户") && !home.contains("data/catalog.csv"), "{home}");
    let colours = fs::read_to_string(site.out().join("static/palette.css")).unwrap();
    assert!(colours.contains("--brand:#8c1d18"), "{colours}");
    let wrong = toml.replace("#8c1d18", "red") + "\n[home]\nparts = [\"lastest\"]\n";
    site.write("site.toml", wrong.as_bytes());
    let said = site.run("check", &["--lang", "en"]);
    let said = said.out + &said.err;
    assert!(said.contains("main_color") && said.contains("lastest"), "{said}");
}
