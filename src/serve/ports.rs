//! Listens on this machine only, at the port that was asked for or the next free one.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};

/// How many ports are tried.
const TRIES: u16 = 20;

/// The sockets of one port: `localhost` may mean either.
#[derive(Debug)]
pub(super) struct Listeners {
    pub(super) port: u16,
    pub(super) v4: TcpListener,
    pub(super) v6: Option<TcpListener>,
}

/// Listens at `port`, or the next that is free.
pub(super) fn listen(port: u16) -> io::Result<Listeners> {
    let mut busy = io::Error::from(io::ErrorKind::AddrInUse);
    for port in (0..TRIES).map_while(|step| port.checked_add(step)) {
        match listen_at(port) {
            Ok(listeners) => return Ok(listeners),
            // Windows keeps ranges of ports for itself and says that permission is lacking.
            Err(error) if matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied) => {
                busy = error;
            }
            Err(error) => return Err(error),
        }
    }
    Err(busy)
}

fn listen_at(port: u16) -> io::Result<Listeners> {
    let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = v4.local_addr()?.port();
    let v6 = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(listener) => Some(listener),
        // Another program would answer half of the calls to `localhost`.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
        // A machine without IPv6.
        Err(_) => None,
    };
    v4.set_nonblocking(true)?;
    if let Some(v6) = &v6 {
        v6.set_nonblocking(true)?;
    }
    Ok(Listeners { port, v4, v6 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_gives_the_next() -> io::Result<()> {
        let first = listen(0)?;
        let second = listen(first.port)?;
        assert!(second.port > first.port && second.port < first.port + TRIES);
        assert!(first.v4.local_addr()?.ip().is_loopback() && second.v4.local_addr()?.ip().is_loopback());
        Ok(())
    }
}
