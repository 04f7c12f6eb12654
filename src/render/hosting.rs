//! What a web server is told: `robots.txt` for crawlers, and headers for the hosts that townships and counties use.
//!
//! A site needs none of it to work. The pages carry their Content-Security-Policy themselves; a header adds what a page
//! cannot say of itself (who may frame it), and lets browsers keep what never changes. Only `_headers` is read by a host as it
//! lies there (Cloudflare Pages, Netlify and others). The others are for the one who runs the server: put in place
//! unasked, a `.htaccess` or `web.config` can stop a whole site.

use std::fmt::Write as _;

use super::shell::CSP;
use crate::catalog::Catalog;

/// A file for the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// For crawlers.
    Robots,
    /// For hosts that read `_headers`.
    Headers,
    /// A part of a server block of nginx, Tengine or OpenResty.
    Nginx,
    /// For a virtual host of Apache, or `.htaccess`.
    Apache,
    /// For IIS, to be saved as `web.config`.
    Iis,
}

impl File {
    /// Every file.
    pub const EVERY: [Self; 5] = [Self::Robots, Self::Headers, Self::Nginx, Self::Apache, Self::Iis];

    /// Where it stands.
    pub fn address(self) -> &'static str {
        match self {
            Self::Robots => "robots.txt",
            Self::Headers => "_headers",
            Self::Nginx => "hosting/nginx.conf",
            Self::Apache => "hosting/apache.conf",
            Self::Iis => "hosting/web.config.txt",
        }
    }
}

/// Makes a file.
pub(super) fn make(catalog: &Catalog, file: File) -> Vec<u8> {
    let base = &catalog.config.base_url;
    let rest = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let text = match file {
        File::Robots => format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"),
        File::Headers => headers(),
        File::Nginx => nginx(path),
        File::Apache => apache(path),
        File::Iis => iis(),
    };
    text.into_bytes()
}

/// What every answer carries. Only the header can say who may show the site in a frame: the portal that it stands in.
fn always() -> [(&'static str, String); 4] {
    [
        ("Content-Security-Policy", format!("{CSP}; frame-ancestors 'self'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()".to_owned()),
    ]
}

/// Browsers keep what they have and ask whether it changed, which costs an answer of a few bytes.
const ASK: &str = "no-cache";

/// Data for programs on other sites.
const DATA: [&str; 2] = ["data/*", "data.json"];

/// Types that older servers do not know.
const TYPES: [(&str, &str); 6] = [
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("bin", "application/octet-stream"),
    ("ofd", "application/ofd"),
];

fn headers() -> String {
    let mut out = String::from("/*\n");
    for (name, value) in always() {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let _ = writeln!(out, "  Cache-Control: {ASK}");
    for path in DATA {
        let _ = writeln!(out, "/{path}\n  Access-Control-Allow-Origin: *");
    }
    out
}

fn nginx(path: &str) -> String {
    let mut out = format!(
        "# 放进 nginx 的 server 块。For the server block of nginx.\n\
         # {path} 是网站的路径；alias 改成文件所在的文件夹。Set alias to the folder of the files.\n\
         location {path} {{\n    alias /srv/www/mulu/;\n    index index.html;\n    error_page 404 {path}404.html;\n    charset utf-8;\n    \
         charset_types text/html text/css text/plain text/csv text/javascript application/javascript application/json application/xml;\n    \
         gzip on;\n    gzip_types text/css text/csv text/javascript application/javascript application/json application/ld+json application/xml image/svg+xml;\n"
    );
    for (name, value) in always() {
        let _ = writeln!(out, "    add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(out, "    add_header Cache-Control \"{ASK}\";\n}}");
    out
}

fn apache(path: &str) -> String {
    let mut out = format!(
        "# 放进 Apache 的 VirtualHost；也可以存为网站文件夹里的 .htaccess（需要 AllowOverride FileInfo Indexes）。\n\
         # For a VirtualHost of Apache, or as .htaccess in the site's folder (needs AllowOverride FileInfo Indexes).\n\
         DirectoryIndex index.html\nErrorDocument 404 {path}404.html\nAddDefaultCharset UTF-8\n"
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(out, "AddType {kind} .{ending}");
    }
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in always() {
        let _ = writeln!(out, "    Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "    Header set Cache-Control \"{ASK}\"\n</IfModule>");
    out.push_str("<IfModule mod_deflate.c>\n    AddOutputFilterByType DEFLATE text/html text/plain text/css text/csv text/javascript application/javascript application/json application/ld+json application/xml image/svg+xml\n</IfModule>\n");
    out
}

fn iis() -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- 在 IIS 上使用时，改名为 web.config，放在网站文件夹里。For IIS: save as web.config in the site's folder. -->\n\
         <configuration>\n  <system.webServer>\n    <urlCompression doStaticCompression=\"true\" />\n    <staticContent>\n",
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(
            out,
            "      <remove fileExtension=\".{ending}\" />\n      <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />"
        );
    }
    out.push_str("    </staticContent>\n    <httpProtocol>\n      <customHeaders>\n");
    for (name, value) in always() {
        let _ = writeln!(out, "        <add name=\"{name}\" value=\"{}\" />", value.replace('"', "&quot;"));
    }
    let _ = writeln!(
        out,
        "        <add name=\"Cache-Control\" value=\"{ASK}\" />\n      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>"
    );
    out
}
