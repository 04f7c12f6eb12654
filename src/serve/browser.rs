//! Opens the person's own browser.

use std::process::{Command, Stdio};

/// Asks the system to open an address. `failed` is called, from another thread maybe, where it cannot: what opens addresses may
/// itself find no browser, and only says so when it ends.
pub(super) fn open(address: &str, failed: impl FnOnce() + Send + 'static) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(address);
    run(command, failed);
}

fn run(mut command: Command, failed: impl FnOnce() + Send + 'static) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut opening) = command.spawn() else { return failed() };
    let wait = move || {
        if !opening.wait().is_ok_and(|status| status.success()) {
            failed();
        }
    };
    // Without a thread left the browser opens all the same; only that it failed would not be said.
    let _ = std::thread::Builder::new().name("opening".to_owned()).spawn(wait);
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::run;

    /// Whether it is said that a program failed to open an address.
    fn is_failure(program: &str) -> bool {
        let (sender, receiver) = channel();
        run(Command::new(program), move || sender.send(()).expect("somebody listens"));
        receiver.recv_timeout(Duration::from_secs(10)).is_ok()
    }

    #[test]
    fn a_browser_that_does_not_open_is_said() {
        assert!(is_failure("no-such-program-anywhere"), "there is none");
        assert!(is_failure("false"), "it ends with an error");
        assert!(!is_failure("true"), "it opened");
    }
}
