//! The catalog for catalogs of open data: DCAT 3 (W3C Recommendation of 2024) as JSON-LD, within DCAT-AP 3.0.
//!
//! An item is a dataset, its page and each of its files a distribution; the lists of the whole catalog are one dataset more.
//! The context stands in the file, so that reading it asks no other host. Terms come from the two vocabularies that they
//! require; nothing is said that the office did not say, so there is no licence where none is stated.

use serde_json::{Map, Value, json};

use super::{File, quoted, stream};
use crate::catalog::{Attachment, Entry, RelationKind, State};
use crate::render::names::{Names, instant, last_change};
use crate::site::vocabulary::Term;
use crate::site::{Agency, Mode, media_type};

/// Authority tables of the Publications Office, which DCAT-AP names for access rights, languages and states.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";

/// The catalog.
pub(super) fn catalog(names: &Names<'_>) -> Vec<u8> {
    let config = &names.catalog.config;
    let writer = Writer { names, base: &config.base_url };
    let mut head = format!("{{\"@context\":{},\"@graph\":[", context(&config.language));
    for node in writer.shared() {
        head.push('\n');
        head.push_str(&node.to_string());
        head.push(',');
    }
    let mut about = Map::new();
    about.insert("@id".to_owned(), Value::from(writer.local("catalog")));
    about.insert("@type".to_owned(), Value::from("dcat:Catalog"));
    about.insert("title".to_owned(), Value::from(config.title.as_str()));
    let description = if config.description.is_empty() { &config.title } else { &config.description };
    about.insert("description".to_owned(), Value::from(description.as_str()));
    if let Some(agency) = config.agencies.first() {
        about.insert("publisher".to_owned(), Value::from(writer.agency(agency)));
    }
    about.insert("language".to_owned(), Value::from(writer.language()));
    about.insert("homepage".to_owned(), json!({"@id": config.base_url, "@type": "foaf:Document"}));
    about.insert("themeTaxonomy".to_owned(), Value::from(writer.local("topics")));
    if let Some(last) =
        names.catalog.entries.iter().map(|entry| last_change(entry)).max_by_key(|moment| (moment.date, moment.time))
    {
        about.insert("modified".to_owned(), Value::from(instant(last)));
    }
    let about = Value::Object(about).to_string();
    // The list of datasets is the last of the catalog's own keys.
    head.push('\n');
    head.push_str(about.trim_end_matches('}'));
    head.push_str(",\"dataset\":[");
    let datasets =
        std::iter::once(writer.lists()).chain(names.catalog.entries.iter().map(|entry| writer.dataset(entry)));
    stream(&head, datasets, "\n]}\n]}\n")
}

fn context(language: &str) -> String {
    let text = |id: &str| format!("{{\"@id\":{},\"@language\":{}}}", quoted(id), quoted(language));
    let typed = |id: &str, kind: &str| format!("{{\"@id\":{},\"@type\":{}}}", quoted(id), quoted(kind));
    let terms = [
        ("title", text("dct:title")),
        ("description", text("dct:description")),
        ("keyword", text("dcat:keyword")),
        ("prefLabel", text("skos:prefLabel")),
        ("name", text("foaf:name")),
        ("identifier", quoted("dct:identifier")),
        ("otherIdentifier", typed("adms:identifier", "@id")),
        ("notation", quoted("skos:notation")),
        ("publisher", typed("dct:publisher", "@id")),
        ("creator", typed("dct:creator", "@id")),
        ("contactPoint", typed("dcat:contactPoint", "@id")),
        ("fn", text("vcard:fn")),
        ("hasEmail", typed("vcard:hasEmail", "@id")),
        ("hasTelephone", typed("vcard:hasTelephone", "@id")),
        ("language", typed("dct:language", "@id")),
        ("theme", typed("dcat:theme", "@id")),
        ("themeTaxonomy", typed("dcat:themeTaxonomy", "@id")),
        ("inScheme", typed("skos:inScheme", "@id")),
        ("type", typed("dct:type", "@id")),
        ("status", typed("adms:status", "@id")),
        ("accessRights", typed("dct:accessRights", "@id")),
        ("created", typed("dct:created", "xsd:date")),
        ("issued", typed("dct:issued", "xsd:dateTime")),
        ("modified", typed("dct:modified", "xsd:dateTime")),
        ("homepage", typed("foaf:homepage", "@id")),
        ("landingPage", typed("dcat:landingPage", "@id")),
        ("replaces", typed("dct:replaces", "@id")),
        ("isReplacedBy", typed("dct:isReplacedBy", "@id")),
        ("dataset", typed("dcat:dataset", "@id")),
        ("distribution", typed("dcat:distribution", "@id")),
        ("accessURL", typed("dcat:accessURL", "@id")),
        ("downloadURL", typed("dcat:downloadURL", "@id")),
        ("mediaType", typed("dcat:mediaType", "@id")),
        ("conformsTo", typed("dct:conformsTo", "@id")),
        ("byteSize", typed("dcat:byteSize", "xsd:nonNegativeInteger")),
        ("checksum", typed("spdx:checksum", "@id")),
        ("algorithm", typed("spdx:algorithm", "@id")),
        ("checksumValue", typed("spdx:checksumValue", "xsd:hexBinary")),
    ];
    let prefixes = [
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("adms", "http://www.w3.org/ns/adms#"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
        ("spdx", "http://spdx.org/rdf/terms#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    let mut parts: Vec<String> =
        prefixes.iter().map(|(name, iri)| format!("{}:{}", quoted(name), quoted(iri))).collect();
    parts.extend(terms.iter().map(|(name, value)| format!("{}:{value}", quoted(name))));
    format!("{{{}}}", parts.join(","))
}

struct Writer<'a> {
    names: &'a Names<'a>,
    base: &'a str,
}

impl Writer<'_> {
    /// The name of something that has no page of its own.
    fn local(&self, name: &str) -> String {
        format!("{}{}#{name}", self.base, File::Dcat.address())
    }

    fn agency(&self, agency: &Agency) -> String {
        self.local(&format!("agency-{}", agency.id))
    }

    fn contact(&self, agency: &Agency) -> String {
        self.local(&format!("contact-{}", agency.id))
    }

    fn topic(&self, id: &str) -> String {
        self.local(&format!("topic-{}", super::super::listing::slug(id)))
    }

    fn genre(&self, id: &str) -> String {
        self.local(&format!("genre-{}", super::super::listing::slug(id)))
    }

    fn language(&self) -> String {
        let code = if self.names.catalog.config.language.starts_with("zh") { "ZHO" } else { "ENG" };
        format!("{AUTHORITY}language/{code}")
    }

    /// What many items point to, said once.
    fn shared(&self) -> Vec<Value> {
        let catalog = self.names.catalog;
        let mut nodes = Vec::new();
        for agency in &catalog.config.agencies {
            let id = self.agency(agency);
            nodes.push(json!({"@id": id, "@type": "foaf:Agent", "name": agency.name}));
            // Both, for a reader without the vocabulary does not know that the one is a kind of the other.
            let mut contact =
                json!({"@id": self.contact(agency), "@type": ["vcard:Kind", "vcard:Organization"], "fn": agency.name});
            if !agency.contact.email.is_empty() {
                contact["hasEmail"] = Value::from(format!("mailto:{}", agency.contact.email));
            }
            let number: String =
                agency.contact.phone.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-')).collect();
            if !number.is_empty() {
                contact["hasTelephone"] = Value::from(format!("tel:{number}"));
            }
            nodes.push(contact);
        }
        nodes.push(json!({"@id": self.language(), "@type": "dct:LinguisticSystem"}));
        for right in ["PUBLIC", "RESTRICTED"] {
            nodes.push(json!({"@id": format!("{AUTHORITY}access-right/{right}"), "@type": "dct:RightsStatement"}));
        }
        for state in ["COMPLETED", "WITHDRAWN"] {
            let label = if state == "WITHDRAWN" { "state.withdrawn" } else { "state.published" };
            nodes.push(json!({
                "@id": format!("{AUTHORITY}dataset-status/{state}"), "@type": "skos:Concept",
                "prefLabel": self.names.strings.get(label), "inScheme": format!("{AUTHORITY}dataset-status"),
            }));
        }
        nodes.push(json!({"@id": format!("{AUTHORITY}dataset-status"), "@type": "skos:ConceptScheme", "title": self.names.strings.get("facts.state")}));
        for (scheme, title) in [("topics", "by_topic"), ("genres", "by_genre")] {
            nodes.push(json!({"@id": self.local(scheme), "@type": "skos:ConceptScheme", "title": self.names.strings.get(title)}));
        }
        let topics: std::collections::BTreeSet<&str> =
            catalog.entries.iter().map(|entry| entry.topic.as_str()).collect();
        for id in topics {
            let topics = &catalog.vocabulary.topics;
            let name = topics.get(id).map_or_else(|| id.to_owned(), |topic| topics.path(topic, self.names.lang, "/"));
            nodes.push(json!({"@id": self.topic(id), "@type": "skos:Concept", "prefLabel": name, "notation": id, "inScheme": self.local("topics")}));
        }
        let genres: std::collections::BTreeSet<&str> =
            catalog.entries.iter().map(|entry| entry.genre.as_str()).collect();
        for id in genres {
            let name = catalog.vocabulary.genres.get(id).map_or(id, |genre| genre.name(self.names.lang));
            nodes.push(json!({"@id": self.genre(id), "@type": "skos:Concept", "prefLabel": name, "notation": id, "inScheme": self.local("genres")}));
        }
        let mut types: std::collections::BTreeSet<&str> = catalog
            .entries
            .iter()
            .filter(|entry| entry.state != State::Withdrawn)
            .flat_map(|entry| &entry.attachments)
            .map(|file| media_type::bare(&file.address))
            .collect();
        types.insert("text/html");
        types.extend(LISTS.map(|file| media_type::bare(file.address())));
        for name in types {
            nodes.push(json!({"@id": format!("{MEDIA_TYPES}{name}"), "@type": "dct:MediaType"}));
        }
        nodes.push(json!({"@id": format!("{}{}", self.base, File::Schema.address()), "@type": "dct:Standard"}));
        nodes.push(
            json!({"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"}),
        );
        nodes
    }

    /// The whole catalog as tables and data.
    fn lists(&self) -> Value {
        let config = &self.names.catalog.config;
        let distributions: Vec<Value> = LISTS
            .iter()
            .map(|file| {
                let url = format!("{}{}", self.base, file.address());
                let mut node = json!({
                    "@id": format!("{url}#distribution"), "@type": "dcat:Distribution",
                    "title": format!("{} ({})", self.names.strings.get("catalog"), file.address().rsplit('.').next().unwrap_or_default().to_uppercase()),
                    "accessURL": url, "downloadURL": url,
                    "mediaType": format!("{MEDIA_TYPES}{}", media_type::bare(file.address())),
                });
                if *file == File::Json {
                    node["conformsTo"] = Value::from(format!("{}{}", self.base, File::Schema.address()));
                }
                node
            })
            .collect();
        let mut node = json!({
            "@id": self.local("lists"), "@type": "dcat:Dataset",
            "title": format!("{}: {}", config.title, self.names.strings.get("catalog")),
            "description": if config.description.is_empty() { &config.title } else { &config.description },
            "language": self.language(),
            "accessRights": format!("{AUTHORITY}access-right/PUBLIC"),
            "landingPage": {"@id": format!("{}catalog/", self.base), "@type": "foaf:Document"},
            "distribution": distributions,
        });
        if let Some(agency) = config.agencies.first() {
            node["publisher"] = Value::from(self.agency(agency));
            node["contactPoint"] = Value::from(self.contact(agency));
        }
        node
    }

    fn dataset(&self, entry: &Entry) -> Value {
        let names = self.names;
        let gone = entry.state == State::Withdrawn;
        let page = format!("{}{}", self.base, entry.address);
        let agency = names.catalog.config.agencies.get(entry.agency);
        let withdrawn = entry.withdrawal.as_ref().filter(|_| gone).map(|w| w.reason.as_str());
        let description = match withdrawn {
            Some(reason) => format!("{} {reason}", names.strings.get("state.withdrawn")),
            None if entry.summary.is_empty() => entry.title.clone(),
            None => entry.summary.clone(),
        };
        let right = if entry.mode == Mode::OnRequest { "RESTRICTED" } else { "PUBLIC" };
        let state = if gone { "WITHDRAWN" } else { "COMPLETED" };
        let mut node = json!({
            "@id": format!("{page}#dataset"), "@type": "dcat:Dataset",
            "title": entry.title, "description": description, "identifier": entry.index_no,
            "created": entry.created.to_string(), "issued": instant(entry.published), "modified": instant(last_change(entry)),
            "language": self.language(), "theme": self.topic(&entry.topic), "type": self.genre(&entry.genre),
            "accessRights": format!("{AUTHORITY}access-right/{right}"), "status": format!("{AUTHORITY}dataset-status/{state}"),
            "landingPage": {"@id": page, "@type": "foaf:Document"},
        });
        if let Some(agency) = agency {
            node["publisher"] = Value::from(self.agency(agency));
            node["contactPoint"] = Value::from(self.contact(agency));
        }
        if gone {
            return node;
        }
        if let Some(number) = &entry.doc_no {
            node["otherIdentifier"] =
                json!({"@id": format!("{page}#doc-no"), "@type": "adms:Identifier", "notation": number});
        }
        if !entry.keywords.is_empty() {
            node["keyword"] = json!(entry.keywords);
        }
        for (key, kind) in [("replaces", RelationKind::Replaces), ("isReplacedBy", RelationKind::ReplacedBy)] {
            let others: Vec<String> = entry
                .related
                .iter()
                .filter(|related| related.kind == kind)
                .filter_map(|related| names.catalog.entry(related.entry?))
                .map(|other| format!("{}{}#dataset", self.base, other.address))
                .collect();
            if !others.is_empty() {
                node[key] = json!(others);
            }
        }
        let mut distributions = Vec::new();
        if entry.mode != Mode::OnRequest {
            distributions.push(json!({
                "@id": format!("{page}#page"), "@type": "dcat:Distribution", "title": entry.title,
                "accessURL": page, "mediaType": format!("{MEDIA_TYPES}text/html"),
            }));
        }
        distributions.extend(entry.attachments.iter().map(|file| self.file(&page, file)));
        if !distributions.is_empty() {
            node["distribution"] = Value::from(distributions);
        }
        node
    }

    fn file(&self, page: &str, file: &Attachment) -> Value {
        let url = format!("{}{}", self.base, file.address);
        json!({
            "@id": format!("{url}#distribution"), "@type": "dcat:Distribution", "title": file.title,
            "accessURL": page, "downloadURL": url, "byteSize": file.size.to_string(),
            "mediaType": format!("{MEDIA_TYPES}{}", media_type::bare(&file.address)),
            "checksum": {
                "@id": format!("{url}#checksum"), "@type": "spdx:Checksum",
                "algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
                "checksumValue": crate::catalog::content_hash::hex(&file.hash),
            },
        })
    }
}

/// The lists of the whole catalog.
const LISTS: [File; 3] = [File::Csv, File::Xlsx, File::Json];
