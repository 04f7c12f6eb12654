//! The preview: makes the site in memory, serves it to this machine alone, and keeps the open pages up to date.
//!
//! Some things run side by side. The *watcher* names paths that changed. The *rebuilding* thread collects them until it is
//! quiet, and has whoever gave a [`Preview`] show what can be shown at once. What takes longer, making the site anew and looking
//! for what is wrong, runs on threads beside it, so that no save waits for the one before. A site that cannot be made leaves the
//! old one standing and shows over the page what is wrong. The *server* answers from what is there now.
//!
//! Drafts are shown, so nothing but this machine may see them: it listens on the loopback address, answers to its own
//! names only, and every answer forbids to be stored. Who asks for the network is warned. Nothing is ever written.

mod address;
mod browser;
mod overlay;
mod ports;
mod preview;
mod rebuilding;
mod respond;
mod stamps;
mod status;
#[cfg(test)]
mod tests;
mod watching;

use std::fmt;
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, RwLock};

use axum::Router;
use tokio::runtime::Runtime;
use tokio::sync::watch;

pub use preview::{Body, Examining, Making, Patch, Preview, Site, Snapshot, Tell};
pub use watching::Watched;

use crate::findings::{Finding, system};
use crate::messages::{Arg, Messages};
use rebuilding::Rebuilding;
use respond::Shared;
use status::{Status, Version};
use watching::Seen;

/// The port that is tried first.
pub const PORT: u16 = 1812;

/// How the preview runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The port; where it is taken, the next free one. 0 for any.
    pub port: u16,
    /// Open the browser once the site is made.
    pub open: bool,
    /// Look at the disk now and then instead of listening to the system, which says nothing of network drives.
    pub poll: bool,
    /// Let others in the network look, too.
    pub lan: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: PORT, open: false, poll: false, lan: false }
    }
}

/// Where the preview says what happens. Called from its threads.
pub trait Report: Send + Sync + 'static {
    /// A message for the person at the terminal.
    fn say(&self, id: &str, args: &[(&'static str, Arg)]);
    /// What is wrong with the site, after each time that it was made.
    fn findings(&self, findings: &[Finding]);
}

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// Neither the port nor those after it can be listened on.
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// The machine failed.
    Machine(io::Error),
}

impl ServeError {
    /// The message that says so, with its values.
    pub fn message(&self) -> (&'static str, Vec<(&'static str, Arg)>) {
        match self {
            Self::Port { port, source } => {
                ("serve-no-port", vec![("port", port.to_string().into()), ("detail", system::listening(source))])
            }
            Self::Machine(source) => ("serve-machine", vec![("detail", source.to_string().into())]),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port { port, source } => write!(f, "cannot listen at port {port}: {source}"),
            Self::Machine(source) => source.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {}

/// A preview that runs. It ends when this is dropped.
pub struct Server {
    port: u16,
    runtime: Option<Runtime>,
    stop: Sender<Seen>,
}

impl Server {
    /// Starts to listen, to watch and to make the site; returns at once.
    pub fn start(
        preview: impl Preview,
        watched: Watched,
        options: &Options,
        messages: Arc<Messages>,
        report: Arc<dyn Report>,
    ) -> Result<Self, ServeError> {
        let listeners = ports::listen(options.port, options.lan)
            .map_err(|source| ServeError::Port { port: options.port, source })?;
        let port = listeners.port;
        if options.port != 0 && port != options.port {
            let args = [("asked", options.port.to_string().into()), ("port", port.to_string().into())];
            report.say("serve-port-taken", &args);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(ServeError::Machine)?;
        // The first state is told apart from that of an earlier run, whose pages may still be open.
        let version = Version { run: std::process::id(), page: 0, style: 0, index: 0 };
        let (status, _) = watch::channel(Status { version, findings: overlay::json(&[], true, &messages).into() });
        let waiting = RwLock::new(waiting_page("serve-waiting", &messages));
        let shared =
            Arc::new(Shared { port, lan: options.lan, site: RwLock::new(Arc::new(preview::NoSite)), status, waiting });
        for listener in [Some(listeners.v4), listeners.v6].into_iter().flatten() {
            let router = Router::new().fallback(respond::respond).with_state(Arc::clone(&shared));
            let _entered = runtime.enter();
            let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Machine)?;
            // Serving ends with the runtime; of itself it never does.
            runtime.spawn(async move { axum::serve(listener, router).await });
        }
        if options.lan {
            let own = ports::own_address().map_or_else(|| "…".to_owned(), |address| address.to_string());
            report.say("serve-lan", &[("address", format!("http://{own}:{port}/").into())]);
        }
        let (sender, receiver) = channel();
        let stop = sender.clone();
        let ready = ready(port, &watched, options.open, Arc::clone(&report));
        let rebuilding = Rebuilding { preview, watched, poll: options.poll, shared, messages, report };
        std::thread::Builder::new()
            .name("rebuilding".to_owned())
            .spawn(move || rebuilding.run(&sender, &receiver, ready))
            .map_err(ServeError::Machine)?;
        Ok(Self { port, runtime: Some(runtime), stop })
    }

    /// The port that is listened on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits until the person presses Ctrl-C, and ends at once.
    pub fn wait(mut self) -> Result<(), ServeError> {
        match self.runtime.take() {
            Some(runtime) => {
                let pressed = runtime.block_on(tokio::signal::ctrl_c()).map_err(ServeError::Machine);
                runtime.shutdown_background();
                pressed
            }
            None => Ok(()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.send(Seen::Stop);
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Runs a preview until Ctrl-C.
pub fn run(
    preview: impl Preview,
    watched: Watched,
    options: &Options,
    messages: Arc<Messages>,
    report: Arc<dyn Report>,
) -> Result<(), ServeError> {
    Server::start(preview, watched, options, messages, report)?.wait()
}

/// What is said and done once the site was made for the first time.
fn ready(port: u16, watched: &Watched, open: bool, report: Arc<dyn Report>) -> impl FnOnce() + Send + 'static {
    let address = format!("http://127.0.0.1:{port}/");
    let exists = |name: &&String| watched.root.join(name.as_str()).exists();
    let names: Vec<&str> = watched.folders.iter().chain(&watched.files).filter(exists).map(String::as_str).collect();
    let names = names.join(", ");
    move || {
        report.say("serve-ready", &[("address", address.as_str().into()), ("paths", names.into())]);
        if open {
            let own = address.clone();
            browser::open(&own, move || report.say("serve-no-browser", &[("address", address.into())]));
        }
    }
}

/// The page that is shown until the first site is made, with the text that says why.
fn waiting_page(text: &str, messages: &Messages) -> String {
    let language = if messages.lang().code() == "zh" { "zh-Hans" } else { "en" };
    let text = messages.get(text, &[]);
    format!(
        "<!doctype html>\n<html lang=\"{language}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>mulu</title><body><p>{text}</p></body></html>\n"
    )
}
