//! The laws of `docs/ledger.md`, held over any sequence of what people and crashes do to a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::catalog::doubles::{Holder, losers};
use crate::catalog::ledger::merge::merge;
use crate::catalog::ledger::{LineEnd, read, write};
use crate::catalog::seal::{Online, seal};

/// What happens to the site. Files are told by a slot, which is their path.
#[derive(Debug, Clone)]
enum Step {
    Add {
        slot: u8,
        draft: bool,
    },
    Edit {
        slot: u8,
    },
    Retitle {
        slot: u8,
    },
    Rename {
        from: u8,
        to: u8,
    },
    Copy {
        from: u8,
        to: u8,
        with_number: bool,
    },
    Delete {
        slot: u8,
    },
    Undelete {
        slot: u8,
    },
    ToggleDraft {
        slot: u8,
    },
    DropNumber {
        slot: u8,
    },
    Correct {
        slot: u8,
    },
    Withdraw {
        slot: u8,
        neutral: bool,
    },
    Reduce {
        slot: u8,
    },
    NextDay,
    Build,
    /// The machine stops after the ledger and so many files were written.
    Crash {
        files: usize,
    },
    Seal,
    /// The editor does what the findings ask for.
    Mend,
    /// Two people work on branches, which are merged.
    Branches {
        ours: Vec<Step>,
        theirs: Vec<Step>,
    },
}

#[derive(Debug, Clone, PartialEq)]
struct File {
    number: Option<String>,
    title: String,
    body: u32,
    published: Date,
    draft: bool,
    corrected: Option<Date>,
    withdrawn: bool,
    /// The neutral title of a withdrawal.
    neutral: Option<String>,
    /// The list came down: the state is no part of the content.
    reduced: bool,
}

impl File {
    fn hash(&self) -> [u8; 32] {
        use sha2::{Digest as _, Sha256};
        Sha256::digest(format!("{} {} {}", self.title, self.body, self.published)).into()
    }
}

#[derive(Clone)]
struct World {
    pattern: Pattern,
    today: Date,
    counter: u32,
    files: BTreeMap<String, File>,
    deleted: BTreeMap<String, File>,
    ledger: Vec<u8>,
    /// Every number that was ever given, and the title of the item that had it last.
    given: BTreeMap<String, String>,
    /// Every number that was ever online: sequence number, and the file as it was.
    online: BTreeMap<String, (u32, File)>,
    rows: usize,
}

fn path(slot: u8) -> String {
    format!("content/notice/{slot}.md")
}

impl World {
    fn new() -> Self {
        Self {
            pattern: Pattern::parse("{agency_code}/{year}-{serial:05}").unwrap(),
            today: date(2023, 12, 28),
            counter: 0,
            files: BTreeMap::new(),
            deleted: BTreeMap::new(),
            ledger: write(&Ledger::default(), LineEnd::CrLf),
            given: BTreeMap::new(),
            online: BTreeMap::new(),
            rows: 0,
        }
    }

    fn fresh(&mut self) -> u32 {
        self.counter += 1;
        self.counter
    }

    fn step(&mut self, step: &Step) {
        let today = self.today;
        let fresh = self.fresh();
        let at = |slot: &u8| path(*slot);
        let mut edit = |slot: &u8, change: &dyn Fn(&mut File)| {
            if let Some(file) = self.files.get_mut(&path(*slot)) {
                change(file);
            }
        };
        match step {
            Step::Add { slot, draft } => {
                let file = File {
                    number: None,
                    title: format!("标题{fresh}"),
                    body: fresh,
                    published: today,
                    draft: *draft,
                    corrected: None,
                    withdrawn: false,
                    neutral: None,
                    reduced: false,
                };
                self.files.entry(at(slot)).or_insert(file);
            }
            Step::Edit { slot } => edit(slot, &|file| file.body = fresh),
            Step::Retitle { slot } => edit(slot, &|file| file.title = format!("标题{fresh}")),
            Step::ToggleDraft { slot } => edit(slot, &|file| file.draft = !file.draft),
            Step::DropNumber { slot } => edit(slot, &|file| file.number = None),
            Step::Correct { slot } => edit(slot, &|file| file.corrected = Some(today)),
            Step::Withdraw { slot, neutral } => edit(slot, &|file| {
                file.withdrawn = true;
                file.neutral = neutral.then(|| format!("已撤回{fresh}"));
            }),
            Step::Reduce { slot } => edit(slot, &|file| file.reduced = true),
            Step::Rename { from, to } => {
                if !self.files.contains_key(&at(to))
                    && let Some(file) = self.files.remove(&at(from))
                {
                    self.files.insert(at(to), file);
                }
            }
            Step::Copy { from, to, with_number } => {
                if !self.files.contains_key(&at(to))
                    && let Some(mut file) = self.files.get(&at(from)).cloned()
                {
                    file.number = file.number.filter(|_| *with_number);
                    self.files.insert(at(to), file);
                }
            }
            Step::Delete { slot } => {
                if let Some(file) = self.files.remove(&at(slot)) {
                    self.deleted.insert(at(slot), file);
                }
            }
            Step::Undelete { slot } => {
                if !self.files.contains_key(&at(slot))
                    && let Some(file) = self.deleted.remove(&at(slot))
                {
                    self.files.insert(at(slot), file);
                }
            }
            Step::NextDay => self.today = today.tomorrow().unwrap(),
            Step::Build => {
                self.build(usize::MAX);
            }
            Step::Crash { files } => {
                self.build(*files);
            }
            Step::Seal => {
                if self.build(usize::MAX) {
                    self.seal();
                }
            }
            Step::Mend => self.mend(),
            Step::Branches { ours, theirs } => self.branch(ours, theirs),
        }
    }

    /// Both branches go their way, then theirs is merged into ours and doubled numbers are mended.
    fn branch(&mut self, ours: &[Step], theirs: &[Step]) {
        let base = self.clone();
        let mut other = self.clone();
        other.counter += 1000;
        for step in ours {
            self.step(step);
        }
        for step in theirs {
            other.step(step);
        }
        let (left, right) = (self.read_ledger(), other.read_ledger());
        let merged = merge(&base.read_ledger(), &left, &right);
        self.counter = other.counter.max(self.counter);
        if !merged.conflicts.is_empty() {
            // Both put different items online under one number: the merge stops, and here ours goes on alone.
            return;
        }
        self.check_merged(&base, &other, &merged.ledger);
        self.today = self.today.max(other.today);
        self.ledger = write(&merged.ledger, LineEnd::CrLf);
        self.rows = merged.ledger.rows.len();
        self.files = merge_files(&base.files, &self.files, &other.files);
        self.deleted.extend(other.deleted.clone());
        for (number, title) in other.given {
            // Theirs where only they gave it another title, or the ledger knows theirs.
            let is_ours = self.given.get(&number) != base.given.get(&number);
            if !is_ours || merged.ledger.row(&number).is_some_and(|row| *row.title == *title) {
                self.given.insert(number, title);
            }
        }
        for (number, (seq, snapshot)) in other.online {
            let row = merged.ledger.row(&number).unwrap();
            if row.hash == Some(snapshot.hash()) {
                self.online.insert(number, (seq, snapshot));
            } else {
                self.online.entry(number).or_insert((seq, snapshot));
            }
        }
        for (number, (seq, _)) in &mut self.online {
            *seq = merged.ledger.row(number).unwrap().seq;
        }
        self.renumber();
    }

    /// What a merge must keep: every number, what was online, and every sequence number that both had.
    fn check_merged(&self, base: &Self, other: &Self, merged: &Ledger) {
        for (row, seq) in merged.rows.iter().zip(1..) {
            assert_eq!(row.seq, seq);
        }
        for number in self.given.keys().chain(other.given.keys()) {
            assert!(merged.row(number).is_some(), "{number} was forgotten");
        }
        for row in base.read_ledger().rows {
            assert_eq!(merged.row(&row.index_no).unwrap().seq, row.seq);
        }
        for number in self.online.keys().chain(other.online.keys()) {
            let row = merged.row(number).unwrap();
            assert!(row.is_sealed() && row.state != RowState::Void, "{number} was online");
        }
    }

    /// `mulu number --mend`: files that lose a doubled number are without one until the next build.
    fn renumber(&mut self) {
        let holders: Vec<Holder> = self
            .files
            .iter()
            .filter_map(|(path, file)| {
                let index_no = file.number.clone()?;
                let (path, title) = (Arc::from(path.as_str()), file.title.clone());
                Some(Holder { path, index_no, title, waits: file.draft, created: file.published })
            })
            .collect();
        for (loses, _) in losers(&holders, &self.read_ledger()) {
            self.files.get_mut(holders[loses].path.as_ref()).unwrap().number = None;
        }
        let result = self.assign(&self.read_ledger(), false);
        assert!(result.findings.iter().all(|finding| finding.rule.code != "number.duplicate"), "{:?}", result.findings);
    }

    fn read_ledger(&self) -> Ledger {
        let reading = read(&Arc::from("ledger.csv"), &self.ledger);
        assert!(reading.findings.is_empty(), "what was written is read: {:?}", reading.findings);
        reading.ledger
    }

    fn assign(&self, ledger: &Ledger, backwards: bool) -> Assignment {
        let candidate = |(path, file): (&String, &File)| Candidate {
            path: Arc::from(path.as_str()),
            index_no: file.number.clone(),
            place: Place::file(path.as_str()),
            agency_code: "900010028".into(),
            agency_id: "dzb".into(),
            agency_name: "示例县青禾镇人民政府".into(),
            column_id: "notice".into(),
            column_name: "通知公告".into(),
            created: file.published,
            published: Moment { date: file.published, time: None },
            title: file.neutral.clone().unwrap_or_else(|| file.title.clone()),
            own_title: file.title.clone(),
            withdrawn: file.withdrawn,
            corrected: file.corrected,
            hash: file.hash(),
        };
        let mut candidates: Vec<Candidate> = self.files.iter().filter(|(_, file)| !file.draft).map(candidate).collect();
        let mut present: Vec<Present> = self
            .files
            .iter()
            .map(|(path, file)| Present { path: Arc::from(path.as_str()), index_no: file.number.clone() })
            .collect();
        if backwards {
            candidates.reverse();
            present.reverse();
        }
        let numbered_by = NumberedBy::Published;
        assign(Input { candidates, present, ledger, pattern: &self.pattern, numbered_by, locked: false })
    }

    /// The gate's part: a sealed item that is a draft again stops the build.
    fn sealed_held(&self, ledger: &Ledger) -> bool {
        ledger.rows.iter().any(|row| row.is_sealed() && self.files.get(&row.path).is_some_and(|file| file.draft))
    }

    /// Builds as the program does; `files` is how many front matters are written before the machine stops.
    fn build(&mut self, files: usize) -> bool {
        let ledger = self.read_ledger();
        let result = self.assign(&ledger, false);
        let other = self.assign(&ledger, true);
        assert_eq!((&result.new, &result.ledger), (&other.new, &other.ledger), "order of the files does not matter");
        if result.findings.iter().any(|finding| finding.stops == Stops::Build) || self.sealed_held(&result.ledger) {
            return false;
        }
        self.check_rows(&ledger, &result.ledger);
        self.ledger = write(&result.ledger, LineEnd::CrLf);
        // What has its number may have another title since; the ledger knows it, whether the machine stops or not.
        for row in &result.ledger.rows {
            if let Some(file) = self.files.get(&row.path)
                && file.number.as_ref() == Some(&row.index_no)
                && !file.draft
            {
                self.given.insert(row.index_no.clone(), file.title.clone());
            }
        }
        for (path, number) in result.new.iter().take(files) {
            let file = self.files.get_mut(path.as_ref()).unwrap();
            assert_eq!(file.number, None, "a number is only put where there is none");
            assert!(!file.draft, "only what passed the gate gets a number");
            file.number = Some(number.clone());
        }
        for (path, number) in &result.new {
            let file = &self.files[path.as_ref()];
            // A file that lost its number gets it again where the ledger knows the item by its public title, or by what is online.
            let public_title = file.neutral.as_ref().unwrap_or(&file.title);
            let is_known =
                ledger.row(number).is_some_and(|row| row.title == *public_title || row.hash == Some(file.hash()));
            let before = self.given.insert(number.clone(), file.title.clone());
            assert!(is_known || before.is_none_or(|before| before == file.title), "{number} is given twice");
        }
        if files < result.new.len() {
            return false;
        }
        self.check_built();
        true
    }

    /// Rows only come to the end; sequence numbers, numbers, notes and seals stay.
    fn check_rows(&mut self, old: &Ledger, new: &Ledger) {
        assert!(new.rows.len() >= self.rows);
        self.rows = new.rows.len();
        for (before, after) in old.rows.iter().zip(&new.rows) {
            assert_eq!((before.seq, &before.index_no), (after.seq, &after.index_no));
            assert_eq!((before.sealed, before.hash), (after.sealed, after.hash));
            assert!(!after.is_sealed() || after.state != RowState::Void, "a sealed number became void");
        }
        for (row, seq) in new.rows.iter().zip(1..) {
            assert_eq!(row.seq, seq);
        }
    }

    fn check_built(&mut self) {
        let ledger = self.read_ledger();
        let again = self.assign(&ledger, false);
        assert!(again.new.is_empty(), "a second run gives nothing");
        assert_eq!(again.ledger, ledger, "a second run changes nothing");
        assert!(again.findings.iter().all(|finding| finding.rule.code == "number.duplicate"), "{:?}", again.findings);
        let mut seen = BTreeMap::new();
        for (path, file) in self.files.iter().filter(|(_, file)| !file.draft) {
            let number = file.number.clone().unwrap();
            let row = ledger.row(&number).unwrap();
            assert_eq!(row.path, *path);
            assert_ne!(row.state, RowState::Void);
            assert_eq!(row.title, *file.neutral.as_ref().unwrap_or(&file.title), "a title that had to go is gone");
            assert_eq!(seen.insert(number.clone(), path), None, "one number in two published files");
            self.given.insert(number, file.title.clone());
        }
        for (number, (seq, snapshot)) in &self.online {
            let row = ledger.row(number).unwrap();
            assert_eq!(row.seq, *seq);
            let path = seen.get(number).unwrap_or_else(|| panic!("sealed {number} is on no page"));
            let file = &self.files[*path];
            let sealed = row.sealed.unwrap();
            assert!(
                file.hash() == snapshot.hash()
                    || file.withdrawn
                    || file.corrected.is_some_and(|day| day >= sealed.date),
                "sealed {number} changed without a record"
            );
        }
    }

    fn seal(&mut self) {
        let ledger = self.read_ledger();
        let public = self.files.values().filter(|file| !file.draft);
        let online: Vec<Online> = public
            .clone()
            .map(|file| Online { index_no: file.number.clone().unwrap(), hash: file.hash(), withdrawn: file.withdrawn })
            .collect();
        let sealed = seal(&ledger, &online, Moment { date: self.today, time: None });
        assert!(sealed.unknown.is_empty());
        self.ledger = write(&sealed.ledger, LineEnd::CrLf);
        for file in public {
            let number = file.number.clone().unwrap();
            let seq = sealed.ledger.row(&number).unwrap().seq;
            let before = self.online.insert(number, (seq, file.clone()));
            assert!(before.is_none_or(|(before, _)| before == seq));
        }
    }

    fn mend(&mut self) {
        let ledger = self.read_ledger();
        for (number, (_, snapshot)) in self.online.clone() {
            let row = ledger.row(&number).unwrap();
            if !self.files.values().any(|file| file.number.as_ref() == Some(&number)) {
                // What took its place goes elsewhere.
                if let Some(other) = self.files.remove(&row.path) {
                    let fresh = self.fresh();
                    self.files.insert(format!("content/notice/moved-{fresh}.md"), other);
                }
                self.files.insert(row.path.clone(), snapshot);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        let homes: BTreeMap<String, String> =
            ledger.rows.iter().map(|row| (row.index_no.clone(), row.path.clone())).collect();
        let mut paths: Vec<String> = self.files.keys().cloned().collect();
        paths.sort_by_key(|path| {
            let number = self.files[path].number.clone().unwrap_or_default();
            homes.get(&number) != Some(path)
        });
        let today = self.today;
        for path in paths {
            let Some(file) = self.files.get_mut(&path) else { continue };
            let Some(number) = file.number.clone() else { continue };
            if !seen.insert(number.clone()) {
                file.number = None;
            } else if self.online.contains_key(&number) {
                file.draft = false;
                file.corrected = Some(today);
            } else if ledger.row(&number).is_some_and(|row| row.state == RowState::Void) {
                file.number = None;
            }
        }
    }
}

/// Files of two branches: what one side changed is taken, where both did, ours, if it is still there.
fn merge_files(
    base: &BTreeMap<String, File>,
    ours: &BTreeMap<String, File>,
    theirs: &BTreeMap<String, File>,
) -> BTreeMap<String, File> {
    let paths: std::collections::BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let pick = |path: &String| match (base.get(path), ours.get(path), theirs.get(path)) {
        (base, ours, theirs) if ours == base => theirs.cloned(),
        (base, ours, theirs) if theirs == base => ours.cloned(),
        (_, ours, theirs) => ours.or(theirs).cloned(),
    };
    paths.into_iter().filter_map(|path| Some((path.clone(), pick(path)?))).collect()
}

fn any_single_step() -> impl Strategy<Value = Step> {
    let slot = || 0_u8..5;
    prop_oneof![
        6 => (slot(), proptest::bool::weighted(0.2)).prop_map(|(slot, draft)| Step::Add { slot, draft }),
        2 => slot().prop_map(|slot| Step::Edit { slot }),
        1 => slot().prop_map(|slot| Step::Retitle { slot }),
        3 => (slot(), slot()).prop_map(|(from, to)| Step::Rename { from, to }),
        1 => (slot(), slot(), any::<bool>()).prop_map(|(from, to, with_number)| Step::Copy { from, to, with_number }),
        3 => slot().prop_map(|slot| Step::Delete { slot }),
        1 => slot().prop_map(|slot| Step::Undelete { slot }),
        1 => slot().prop_map(|slot| Step::ToggleDraft { slot }),
        1 => slot().prop_map(|slot| Step::DropNumber { slot }),
        2 => slot().prop_map(|slot| Step::Correct { slot }),
        1 => (slot(), any::<bool>()).prop_map(|(slot, neutral)| Step::Withdraw { slot, neutral }),
        1 => slot().prop_map(|slot| Step::Reduce { slot }),
        2 => Just(Step::NextDay),
        8 => Just(Step::Build),
        3 => (0_usize..3).prop_map(|files| Step::Crash { files }),
        3 => Just(Step::Seal),
        3 => Just(Step::Mend),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    let side = || proptest::collection::vec(any_single_step(), 0..8);
    prop_oneof![
        12 => any_single_step(),
        1 => (side(), side()).prop_map(|(ours, theirs)| Step::Branches { ours, theirs }),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_no_number_is_given_twice_and_nothing_sealed_is_lost(
        steps in proptest::collection::vec(any_step(), 1..40)
    ) {
        let mut world = World::new();
        for step in &steps {
            world.step(step);
        }
        world.step(&Step::Mend);
        world.step(&Step::Build);
    }
}
