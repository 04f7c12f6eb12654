//! The program is killed, and the disk fails it, at every moment; the next run puts everything right.
//!
//! Two ways. *Faults*: the n-th call that changes a file fails, or the program is killed there, or the machine loses its
//! power (`faults.c`); for every n. *Kills*: SIGKILL after a random time, with and without another run beside it.
//!
//! A usual run takes a few of each, always the same.
//! `CRASH=50` takes so many of each (tests/full/crash.sh), `CRASH=full` every call of every scenario and many kills;
//! `CRASH_SEED=7` takes another sample, `CRASH_PROGRAM=target/release/mulu` another build of the program.
//! What fails names its scenario, call and kind; `CRASH_ONLY="build again:57:Power"` runs that one again.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test may look at the clock, the environment and folders")]
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
#![expect(clippy::print_stdout, reason = "tests say what they did")]

mod faults;
mod laws;
mod place;
mod scenarios;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use faults::{Call, Fault, Kind, lose_power, run};
use laws::{Between, is_clean};
use place::{Place, State};
use scenarios::{SCENARIOS, Scenario};

/// One at a time: the machine's processors are for the program.
static ONE: Mutex<()> = Mutex::new(());

/// How many faults and kills of each scenario; `None` for all.
fn wanted() -> Option<usize> {
    match std::env::var("CRASH").as_deref() {
        Ok("full") => None,
        Ok(number) => Some(number.parse().expect("CRASH is a number, or `full`")),
        Err(_) => Some(4),
    }
}

/// How many kills of each scenario.
fn wanted_kills() -> usize {
    if std::env::var_os("CRASH").is_none() { 2 } else { wanted().unwrap_or(40).min(40) }
}

/// Random numbers from a seed (splitmix64).
struct Random(u64);

impl Random {
    fn new() -> Self {
        let seed = std::env::var("CRASH_SEED").map_or(1, |seed| seed.parse().unwrap());
        println!("CRASH_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end.max(1)
    }
}

/// A scenario, ready: the place before the command, and what a run without faults makes of it.
struct Ready {
    scenario: &'static Scenario,
    place: Place,
    before: State,
    /// After the command.
    after: State,
    /// After the command and one more build.
    end: State,
    /// The calls that the command makes.
    calls: Vec<Call>,
    /// Whether what the program syncs is on the disk.
    synced: bool,
}

impl Ready {
    fn new(scenario: &'static Scenario) -> Self {
        let place = Place::new(scenario.elsewhere);
        (scenario.prepare)(&place);
        place.keep();
        (scenario.then)(&place);
        let before = place.state();
        let ran = run(&place, scenario.words, None);
        assert_eq!(ran.status, Some(0), "{}: {}", scenario.name, ran.said);
        let after = place.state();
        place.run(&["build"]);
        let end = place.state();
        place.forget();
        place.run(&["build"]);
        assert!(place.state().out == end.out, "{}: a clean build writes something else", scenario.name);
        Self { scenario, place, before, after, end, calls: ran.trace, synced: true }
    }

    /// The place as it is before the command.
    fn again(&self) -> &Place {
        self.place.restore();
        (self.scenario.then)(&self.place);
        &self.place
    }

    /// One fault, and the way back from it.
    fn meet(&self, fault: Fault) {
        let place = self.again();
        let ran = run(place, self.scenario.words, Some(fault));
        if fault.kind.kills() {
            assert_eq!(ran.signal, Some(9), "not killed, but {:?}: {}", ran.status, ran.said);
        } else {
            assert!(matches!(ran.status, Some(0..=2)), "{:?} {:?}: {}", ran.status, ran.signal, ran.said);
            assert!(!ran.said.contains("panicked"), "{}", ran.said);
        }
        if fault.kind == Kind::Power {
            lose_power(&ran.trace, self.synced);
        }
        let now = place.state();
        let between = Between { before: &self.before, after: &self.after, power: fault.kind == Kind::Power };
        between.hold(&now);
        let calls = ran.trace.len() - usize::from(fault.kind.kills() || ran.trace.len() == fault.at);
        let committed = ran.trace[..calls].iter().any(|call| call.what == "rename" && call.to.ends_with("journal"));
        if !committed {
            between.nothing_is_seen(&now);
        }
        if ran.status == Some(0) {
            // It says that all is well: so it is.
            assert!(now.content == self.after.content, "it failed, and said that it did not: {}", ran.said);
            assert_eq!(laws::timeless(&now.ledger), laws::timeless(&self.after.ledger));
            assert!(now.out == self.after.out, "it failed, and said that it did not: {}", ran.said);
        }
        self.come_back(&now);
    }

    /// The next run, and one more build: as if nothing had been.
    fn come_back(&self, now: &State) {
        let place = &self.place;
        // What changes a file is not said twice: where it is done, the command would do it once more.
        let undone = |path: &str| self.before.content.get(path) == now.content.get(path);
        if self.scenario.once.is_none_or(undone) {
            place.run(self.scenario.words);
        }
        place.run(&["build"]);
        is_clean(&place.state(), &self.end);
    }
}

/// Faults are met one after the other; all that fail are said.
fn meet_all(ready: &Ready, faults: impl Iterator<Item = Fault>) -> usize {
    let mut met = 0;
    let mut failed = Vec::new();
    for fault in faults {
        met += 1;
        if catch_unwind(AssertUnwindSafe(|| ready.meet(fault))).is_err() {
            failed.push(format!("{}:{}:{:?}", ready.scenario.name, fault.at, fault.kind));
        }
    }
    assert!(failed.is_empty(), "{} of {met}: {}", failed.len(), failed.join(", "));
    met
}

#[test]
fn every_fault_is_mended_by_the_next_run() {
    let _one = ONE.lock();
    if faults::library().is_none() {
        println!("SKIPPED: there is no C compiler (cc) to build tests/crash/faults.c with");
        return;
    }
    let only = std::env::var("CRASH_ONLY").ok();
    let mut random = Random::new();
    let mut failed = Vec::new();
    for scenario in SCENARIOS {
        if only.as_ref().is_some_and(|only| only.split(':').next() != Some(scenario.name)) {
            continue;
        }
        let ready = Ready::new(scenario);
        let all = (1..=ready.calls.len()).flat_map(|at| Kind::ALL.map(|kind| Fault { at, kind }));
        let chosen: Vec<Fault> = if let Some(only) = &only {
            all.filter(|fault| format!("{}:{}:{:?}", scenario.name, fault.at, fault.kind) == *only).collect()
        } else if let Some(wanted) = wanted() {
            let all: Vec<Fault> = all.collect();
            (0..wanted).map(|_| all[usize::try_from(random.below(all.len() as u64)).unwrap()]).collect()
        } else {
            all.collect()
        };
        let started = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| meet_all(&ready, chosen.into_iter()))) {
            Ok(met) => {
                println!(
                    "{}: {} calls, {met} faults, {:.1} s",
                    scenario.name,
                    ready.calls.len(),
                    started.elapsed().as_secs_f64()
                );
            }
            Err(panic) => failed.push(panic.downcast_ref::<String>().cloned().unwrap_or_default()),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_completed_by_the_next() {
    let _one = ONE.lock();
    let mut random = Random::new();
    let kills = wanted_kills();
    let mut late = 0;
    for scenario in SCENARIOS {
        let ready = Ready::new(scenario);
        let place = ready.again();
        let started = Instant::now();
        place.run(scenario.words);
        let whole = u64::try_from(started.elapsed().as_micros()).unwrap();
        for turn in 0..kills {
            ready.again();
            // Every second time another run numbers the same site: one of the two has to wait or give way.
            let other = (turn % 2 == 1).then(|| {
                let mut command = place.command(&["number"]);
                command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
            });
            // Killed once, or again in what is to put it right.
            for _ in 0..=random.below(2) {
                let mut command = place.command(scenario.words);
                command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
                let mut child = command.spawn().unwrap();
                sleep(Duration::from_micros(random.below(whole)));
                late += usize::from(child.try_wait().unwrap().is_some());
                let _ = child.kill();
                child.wait().unwrap();
            }
            if let Some(mut other) = other {
                other.wait().unwrap();
            }
            let now = place.state();
            let between = Between { before: &ready.before, after: &ready.after, power: false };
            if catch_unwind(AssertUnwindSafe(|| {
                between.hold(&now);
                ready.come_back(&now);
            }))
            .is_err()
            {
                panic!("{}, kill {turn}", scenario.name);
            }
        }
    }
    println!("{} rounds, {late} kills came after the end", kills * SCENARIOS.len());
}

/// What is remembered of a build that was killed leads no later build astray, also where the files are as they were before it.
#[test]
fn an_edit_that_is_taken_back_after_a_kill_leaves_nothing() {
    let _one = ONE.lock();
    let mut random = Random::new();
    let edited = SCENARIOS.iter().find(|scenario| scenario.name == "build after an edit").unwrap();
    let ready = Ready::new(edited);
    // The site as it was before the edit.
    ready.place.restore();
    ready.place.run(&["build"]);
    let wanted = ready.place.state();
    let started = Instant::now();
    ready.again().run(edited.words);
    let whole = u64::try_from(started.elapsed().as_micros()).unwrap();
    for turn in 0..wanted_kills() {
        let place = ready.again();
        if faults::library().is_some() && turn % 2 == 0 {
            let at = 1 + usize::try_from(random.below(ready.calls.len() as u64)).unwrap();
            let kind = [Kind::Kill, Kind::Half, Kind::Power][turn / 2 % 3];
            let ran = run(place, edited.words, Some(Fault { at, kind }));
            if kind == Kind::Power {
                lose_power(&ran.trace, true);
            }
            println!("killed at call {at}: {kind:?}");
        } else {
            let mut child = place.command(edited.words).stderr(std::process::Stdio::null()).spawn().unwrap();
            sleep(Duration::from_micros(random.below(whole)));
            let _ = child.kill();
            child.wait().unwrap();
        }
        scenarios::taken_back(place);
        place.run(&["build"]);
        is_clean(&place.state(), &wanted);
    }
}

/// The tests can fail: with a disk that does not do what it is told, the ledger is lost in the moment of its renaming.
#[test]
fn a_sync_that_is_missing_is_noticed() {
    let _one = ONE.lock();
    if faults::library().is_none() {
        return;
    }
    let mut ready = Ready::new(&SCENARIOS[0]);
    let renamed = ready.calls.iter().position(|call| call.what == "rename" && call.to.ends_with("ledger.csv"));
    let at = renamed.expect("the ledger is renamed into place") + 2;
    ready.meet(Fault { at, kind: Kind::Power });
    ready.synced = false;
    let met = catch_unwind(AssertUnwindSafe(|| ready.meet(Fault { at, kind: Kind::Power })));
    assert!(met.is_err(), "an empty ledger, and nobody noticed");
}
