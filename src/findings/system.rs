//! Errors of the operating system, in the reader's language where they are of those that people meet, else in the system's words.

use std::io::{Error, ErrorKind};

use crate::messages::Arg;

/// Why something could not be written: the `detail` of `file.unwritable`.
pub fn writing(error: &Error) -> Arg {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Arg::message("output-disk_full"),
        ErrorKind::ReadOnlyFilesystem => Arg::message("output-read_only"),
        _ if is_in_use(error) => Arg::message("output-in_use"),
        ErrorKind::PermissionDenied => Arg::message("output-denied"),
        ErrorKind::IsADirectory => Arg::message("output-is_folder"),
        _ => Arg::from(error.to_string()),
    }
}

/// Why something could not be read: the `detail` of `file.unreadable`.
pub fn reading(error: &Error) -> Arg {
    match error.kind() {
        ErrorKind::NotFound => Arg::message("io-not-found"),
        _ if is_in_use(error) => Arg::message("output-in_use"),
        ErrorKind::PermissionDenied => Arg::message("io-denied"),
        _ => Arg::from(error.to_string()),
    }
}

/// Why a port cannot be listened on.
pub fn listening(error: &Error) -> Arg {
    match error.kind() {
        ErrorKind::AddrInUse => Arg::message("io-port-taken"),
        ErrorKind::PermissionDenied => Arg::message("io-port-denied"),
        _ => Arg::from(error.to_string()),
    }
}

/// Whether another program holds the file: `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, `ERROR_USER_MAPPED_FILE` of Windows.
fn is_in_use(error: &Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}
