//! `mulu pack`: copies of the built site for a memory stick, a touch screen, another server.

use super::args::{Global, Pack};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::packing::{Kind, NotPacked, Packed, Request, pack};
use crate::build::{Phase, Progress as _, Purpose};
use crate::messages::{Lang, Messages};
use crate::render::names::readable_size;

pub(super) fn run(options: &Pack, global: &Global, console: &Console) -> Outcome {
    if !(options.usb || options.kiosk || options.zip) {
        console.complain("pack-nothing", &[]);
        return Outcome::Failed;
    }
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let today = common::today(global);
    let kind = match (options.usb, options.kiosk) {
        (true, _) => Kind::Usb,
        (_, true) => Kind::Kiosk { idle: options.idle },
        _ => Kind::Web,
    };
    let into = options.out.clone().unwrap_or_else(|| root.join("pack").join(kind.id()));
    let name =
        format!("{}-{today}.zip", into.file_name().map_or_else(|| kind.id().into(), |name| name.to_string_lossy()));
    let request = Request {
        kind,
        site: common::out(options.site.as_ref(), &root),
        zip: options.zip.then(|| into.with_file_name(name)),
        into,
        as_of: today,
        seal: (!options.no_seal).then(crate::clock::now),
    };
    let bars = Bars::new(console);
    // What is sealed is written into the ledger, which no other run may write meanwhile.
    let Some(mut prepared) =
        common::prepared(&root, today, Purpose::Publish { locked: options.no_seal }, &bars, console)
    else {
        return Outcome::Stopped;
    };
    if common::is_stopped(&mut prepared, &bars, console) {
        return Outcome::Stopped;
    }
    bars.begin(Phase::Write, None);
    let lang = if prepared.site.config.language == "en" { Lang::En } else { Lang::Zh };
    let result = pack(&mut prepared, &request, &Messages::new(lang));
    bars.end();
    match result {
        Ok(packed) => {
            report(&packed, &request, console);
            Outcome::Fine
        }
        Err(NotPacked::NotBuilt) => {
            console.complain("pack-not_built", &[("out", request.site.display().to_string().into())]);
            Outcome::Failed
        }
        Err(NotPacked::Outdated(count)) => {
            console.complain("pack-outdated", &[("count", count.into())]);
            Outcome::Stopped
        }
        Err(NotPacked::Write(finding)) => {
            console.findings(&mut [*finding], false);
            Outcome::Failed
        }
    }
}

fn report(packed: &Packed, request: &Request, console: &Console) {
    let folder = request.into.display().to_string();
    console.result(&folder);
    let files = packed.summary.written() + packed.summary.unchanged;
    console.say("pack-done", &[("items", packed.items.into()), ("files", files.into())]);
    if let (Some(zip), Some(size)) = (&request.zip, packed.zipped) {
        console.result(&zip.display().to_string());
        console.say("pack-zipped", &[("size", readable_size(size).into())]);
    }
    let words = match request.kind {
        Kind::Usb => "pack-next_usb",
        Kind::Kiosk { .. } => "pack-next_kiosk",
        Kind::Web => "pack-next_web",
    };
    let first = packed.first.clone().unwrap_or_default();
    console.say(words, &[("folder", folder.into()), ("first", first.into())]);
    match packed.sealed {
        Some(sealed) => console.say("pack-sealed", &[("count", sealed.total.into()), ("new", sealed.new.into())]),
        None => console.say("pack-not_sealed", &[]),
    }
}
