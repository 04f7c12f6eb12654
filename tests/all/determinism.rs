//! The same site gives the same bytes, whatever differs between two machines. `docs/determinism.md` says what holds each
//! promise; this tries them all at once, because what two runs share cannot be seen to matter.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::files;

/// Three items that are to be numbered, as alike as can be.
const NEW: [&str; 3] = ["甲", "乙", "丙"];

fn new_item(name: &str) -> String {
    format!(
        "---\ntitle: 关于{name}事的通知\ntopic: 综合政务/政务公开\ngenre: 通知\ncreated: 2026-11-02\npublished: 2026-11-04\n\
         review:\n  drafted: {{by: 经办人, date: 2026-11-02}}\n  department: {{by: 科室负责人, date: 2026-11-03, opinion: 同意}}\n  \
         office: {{by: 办公室, date: 2026-11-03, opinion: 同意}}\n  approved: {{by: 分管领导, date: 2026-11-03, opinion: 同意}}\n  \
         conclusion: 主动公开\n---\n\n{name}。\n"
    )
}

/// The files of the bundled township and three new items.
fn township() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all: BTreeMap<String, Vec<u8>> =
        files(&root.join("content")).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)).collect();
    all.insert("ledger.csv".to_owned(), fs::read(root.join("ledger.csv")).unwrap());
    let config = fs::read_to_string(root.join("site.toml")).unwrap();
    all.insert(
        "site.toml".to_owned(),
        config.replacen("\npage_size", "\ntraditional = true\npage_size", 1).into_bytes(),
    );
    for name in NEW {
        all.insert(format!("content/rules/{name}.md"), new_item(name).into_bytes());
    }
    all
}

/// What differs between two machines.
struct Machine<'a> {
    /// Where the site lies, below a temporary folder of `disk`.
    checkout: &'a str,
    disk: &'a str,
    /// In which order its files came to be: a step through their list, prime to its length.
    step: usize,
    threads: &'a str,
    zone: &'a str,
    locale: &'a str,
    mask: &'a str,
    today: Option<&'a str>,
    /// Whether another state of the site was built before.
    history: bool,
}

const HERE: Machine<'_> = Machine {
    checkout: "site",
    disk: "/tmp",
    step: 1,
    threads: "2",
    zone: "Asia/Shanghai",
    locale: "C",
    mask: "022",
    today: None,
    history: false,
};

/// Makes the site as on that machine, builds it, and gives everything that was written: output, ledger, content.
fn build_on(machine: &Machine<'_>) -> BTreeMap<String, Vec<u8>> {
    let temp = TempDir::new_in(machine.disk).or_else(|_| TempDir::new()).unwrap();
    let root = temp.path().join(machine.checkout);
    let all: Vec<(String, Vec<u8>)> = township().into_iter().collect();
    assert!(!all.len().is_multiple_of(machine.step) || machine.step == 1, "{} files: choose another step", all.len());
    for at in 0..all.len() {
        let (path, bytes) = &all[at * machine.step % all.len()];
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let out = temp.path().join("out");
    if machine.history {
        let page = root.join("content/rules/another.md");
        fs::write(&page, new_item("丁").replace("title: ", "status: draft\ntitle: ")).unwrap();
        let config = fs::read_to_string(root.join("site.toml")).unwrap();
        fs::write(root.join("site.toml"), config.replace("page_size", "# page_size")).unwrap();
        run(machine, &root, &out);
        fs::remove_file(page).unwrap();
        fs::write(root.join("site.toml"), config).unwrap();
    }
    run(machine, &root, &out);
    let mut written = files(&out);
    written.insert("ledger".to_owned(), fs::read(root.join("ledger.csv")).unwrap());
    for name in NEW {
        written.insert(name.to_owned(), fs::read(root.join(format!("content/rules/{name}.md"))).unwrap());
    }
    written
}

fn run(machine: &Machine<'_>, root: &PathBuf, out: &PathBuf) {
    let mut command = Command::new("sh");
    command
        .args(["-c", "umask $0 && exec \"$@\"", machine.mask, env!("CARGO_BIN_EXE_mulu"), "build", "--quiet", "--root"])
        .arg(root)
        .arg("--out")
        .arg(out)
        .current_dir(root)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("RAYON_NUM_THREADS", machine.threads)
        .env("TZ", machine.zone)
        .env("LANG", machine.locale)
        .env("LC_ALL", machine.locale);
    if let Some(today) = machine.today {
        command.args(["--today", today]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_machines_write_the_same_bytes() {
    let here = build_on(&HERE);
    assert!(here.len() > 300, "{}", here.len());
    let numbered = |name: &str| String::from_utf8_lossy(&here[name]).contains("index_no: ");
    assert!(NEW.into_iter().all(numbered), "no number was given");
    let others = [
        Machine {
            checkout: "我的 网站/2024 (副本)",
            disk: "/dev/shm",
            step: 101,
            threads: "1",
            zone: "America/Los_Angeles",
            locale: "zh_CN.UTF-8",
            mask: "077",
            today: Some("2031-01-01"),
            ..HERE
        },
        Machine { step: 53, threads: "8", zone: "Pacific/Kiritimati", locale: "tr_TR.UTF-8", mask: "000", ..HERE },
        Machine { disk: "/dev/shm", threads: "3", zone: ":nowhere", locale: "ja_JP.SJIS", history: true, ..HERE },
    ];
    for (at, machine) in others.iter().enumerate() {
        let there = build_on(machine);
        assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>(), "other files on machine {at}");
        for (path, bytes) in &here {
            assert!(*bytes == there[path], "{path} differs on machine {at}");
        }
    }
}
