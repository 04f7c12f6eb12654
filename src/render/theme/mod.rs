//! What the pages look like: templates, words and static files.
//!
//! The default theme is part of the binary. A site's own theme is a folder of the same form; whatever it lacks comes from
//! the default one, file by file and, in the words, key by key. Templates are parsed once, and every fault of every
//! template is said with its place before the first page is made.

mod bounded;
mod faults;
mod filters;
pub(super) mod script;
mod steps;
mod strings;

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::findings::{Finding, Place, rules};

use faults::Sources;
pub use strings::Strings;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Name and folder of the built-in theme.
pub const DEFAULT_NAME: &str = "default";

/// A theme, ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    strings: BTreeMap<String, Strings>,
    /// For a language that the theme has no words of.
    default_strings: Strings,
    assets: BTreeMap<String, Vec<u8>>,
    sources: Sources,
    hash: [u8; 32],
    built_in: bool,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("origins", &self.sources.origins).finish_non_exhaustive()
    }
}

/// One file of a theme.
struct Source<'a> {
    /// Where it lies, for findings: `themes/blue/templates/item.html`.
    origin: String,
    is_built_in: bool,
    bytes: &'a [u8],
}

impl Theme {
    /// The built-in theme with the files of the site's own theme `name` over it: their paths, relative to
    /// `themes/<name>/`, and contents.
    ///
    /// # Errors
    /// Every fault of every template and word list.
    pub fn load(name: &str, files: &[(String, Vec<u8>)]) -> Result<Self, Vec<Finding>> {
        let mut sources: BTreeMap<&str, Vec<Source<'_>>> = BTreeMap::new();
        let mut embedded = Vec::new();
        collect(&DEFAULT, &mut embedded);
        for (path, bytes) in &embedded {
            sources.entry(path).or_default().push(Source {
                origin: origin(DEFAULT_NAME, path),
                is_built_in: true,
                bytes,
            });
        }
        for (path, bytes) in files {
            sources.entry(path).or_default().push(Source { origin: origin(name, path), is_built_in: false, bytes });
        }
        let hash = hash_of(&sources);
        let mut findings = Vec::new();
        let mut templates: Vec<(&str, &str)> = Vec::new();
        let mut from = Sources::default();
        let mut own = Vec::new();
        let mut strings: BTreeMap<String, Strings> = BTreeMap::new();
        let mut assets = BTreeMap::new();
        for (path, layers) in &sources {
            // The last layer is the site's own.
            let Some(top) = layers.last() else { continue };
            if let Some(template) = path.strip_prefix("templates/") {
                match std::str::from_utf8(top.bytes) {
                    Ok(text) => {
                        let text = text.trim_start_matches('\u{feff}');
                        templates.push((template, text));
                        if !top.is_built_in {
                            own.push((template, text));
                        }
                    }
                    Err(_) => findings.push(Finding::new(&rules::TEXT_UNDECODABLE, Place::file(top.origin.as_str()))),
                }
                from.origins.insert(template.to_owned(), top.origin.clone());
            } else if let Some(language) = path.strip_prefix("strings/").and_then(|rest| rest.strip_suffix(".toml")) {
                let words = strings.entry(language.to_owned()).or_default();
                for layer in layers {
                    findings.extend(words.add(&layer.origin, layer.bytes).err().map(|finding| *finding));
                }
            } else if let Some(asset) = path.strip_prefix("static/") {
                // The repository's own site finds the built-in theme as its own, unchanged.
                let same = layers.first().is_some_and(|first| first.is_built_in && first.bytes == top.bytes);
                let is_ours = same && asset.ends_with(".js");
                let bytes = if is_ours { without_comments(top.bytes) } else { top.bytes.to_vec() };
                assets.insert(asset.to_owned(), bytes);
            }
        }
        // A language that the default theme lacks may leave out words; they come from the Chinese.
        let default_strings = strings.get("zh-Hans").cloned().unwrap_or_default();
        for words in strings.values_mut() {
            words.fill_from(&default_strings);
        }
        script::ship(&mut assets, &strings);
        let worked_out = ["static/palette.css", "static/emblem.svg"];
        let unchanged = |path: &str, bytes: &[u8]| embedded.iter().any(|(known, ours)| known == path && *ours == bytes);
        let built_in = files.iter().all(|(path, bytes)| worked_out.contains(&path.as_str()) || unchanged(path, bytes));
        let mut tera = engine(&assets);
        findings.extend(faults::syntax(&templates, &from));
        // Those of the site's own theme count their steps. Their syntax was looked at as it was written.
        let captures_blocks = own.iter().any(|(_, text)| steps::prints_blocks(text));
        for (name, text) in own {
            let counted = steps::count(text, captures_blocks);
            findings.extend(counted.wide.iter().map(|tag| faults::too_wide(name, text, tag.clone(), &from)));
            from.counted.insert(name.to_owned(), (counted, text.to_owned()));
        }
        for (name, text) in &mut templates {
            if let Some((counted, _)) = from.counted.get(*name) {
                *text = &counted.text;
            }
        }
        if findings.is_empty()
            && let Err(error) = tera.add_raw_templates(templates)
        {
            findings.extend(faults::of(&error, &from));
        }
        if findings.is_empty() {
            Ok(Self { tera, strings, default_strings, assets, sources: from, hash, built_in })
        } else {
            Err(findings)
        }
    }

    /// The built-in theme alone.
    ///
    /// # Panics
    /// Never: a test holds that it loads.
    pub fn embedded() -> Self {
        match Self::load(DEFAULT_NAME, &[]) {
            Ok(theme) => theme,
            Err(findings) => unreachable!("the built-in theme is whole, which a test holds: {findings:?}"),
        }
    }

    /// The files of the built-in theme: path relative to its folder, and content. `mulu theme new` and documentation use them.
    pub fn default_files() -> Vec<(String, &'static [u8])> {
        let mut files = Vec::new();
        collect(&DEFAULT, &mut files);
        files
    }

    /// The words of a language; those of the default language where the theme lacks it.
    pub fn strings(&self, language: &str) -> &Strings {
        self.strings.get(language).unwrap_or(&self.default_strings)
    }

    /// Whether nothing but colours worked out from a main colour stands over the built-in theme.
    pub fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// The languages that the theme has words of.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.strings.keys().map(String::as_str)
    }

    /// Static files: path below `static/`, and content.
    pub fn assets(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets
    }

    /// SHA-256 of all files of the theme, those of the built-in one too.
    pub(super) fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Whether the theme has a template.
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Renders one template.
    ///
    /// # Errors
    /// What failed, at its place in the template.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<String, Failed> {
        let mut page = Bounded::default();
        steps::begin();
        match self.tera.render_to(template, context, &mut page) {
            _ if page.full => Err(Failed {
                findings: vec![faults::too_long(template, LONGEST_PAGE, &self.sources)],
                is_endless: true,
            }),
            Ok(()) => Ok(String::from_utf8(page.bytes).unwrap_or_default()),
            Err(error) => {
                Err(Failed { findings: faults::of(&error, &self.sources), is_endless: steps::are_over(&error) })
            }
        }
    }
}

/// Why a page could not be made.
#[derive(Debug)]
pub(super) struct Failed {
    /// What is wrong, each at its place.
    pub(super) findings: Vec<Finding>,
    /// Whether the template came to no end.
    pub(super) is_endless: bool,
}

/// The longest that a page may be, in bytes: beyond it a template runs in circles. The longest text that is read makes a
/// quarter of it.
const LONGEST_PAGE: usize = 128 << 20;

/// A page being written, which takes so much and no more.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    full: bool,
}

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST_PAGE {
            self.full = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn hash_of(sources: &BTreeMap<&str, Vec<Source<'_>>>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (path, layers) in sources {
        for part in std::iter::once(path.as_bytes()).chain(layers.iter().map(|layer| layer.bytes)) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.update((layers.len() as u64).to_le_bytes());
    }
    hash.finalize().into()
}

fn origin(name: &str, path: &str) -> String {
    format!("themes/{name}/{path}")
}

fn collect(dir: &'static Dir<'static>, into: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            into.push((path.replace('\\', "/"), file.contents()));
        }
    }
    for sub in dir.dirs() {
        collect(sub, into);
    }
}

/// The template engine with our escaping, filters and functions.
fn engine(assets: &BTreeMap<String, Vec<u8>>) -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(filters::escape);
    tera.register_filter("fill", filters::fill);
    // These multiply what they are given, so they look at the size first.
    tera.register_filter("replace", bounded::replace);
    tera.register_filter("join", bounded::join);
    tera.register_filter("indent", bounded::indent);
    tera.register_filter("split", bounded::split);
    tera.register_function(steps::NAME, steps::step);
    let addresses: BTreeMap<String, String> =
        assets.iter().map(|(path, bytes)| (path.clone(), asset_address(path, bytes))).collect();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let path: &str = kwargs.must_get("path")?;
        addresses.get(path).map(|address| Value::from(address.as_str())).ok_or_else(|| {
            let known: BTreeSet<&str> = addresses.keys().map(String::as_str).collect();
            let known: Vec<&str> = known.into_iter().collect();
            tera::Error::message(format!("there is no static file `{path}`; there are {}", known.join(", ")))
        })
    });
    tera
}

/// A script of ours without comments, and without the types that stand in them: a fifth of what a page would fetch. Ours have
/// no `/**` in a text, and `//` for a comment at the beginning of a line only.
fn without_comments(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut rest) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut text = String::with_capacity(rest.len());
    while let Some((before, comment)) = rest.split_once("/**") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after.strip_prefix(' ').unwrap_or(after));
    }
    text.push_str(rest);
    let kept = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes()
}

/// The address of a static file, with a mark of its content so that a browser fetches a new version at once.
fn asset_address(path: &str, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("static/{path}?v={:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3])
}

#[cfg(test)]
mod tests;
