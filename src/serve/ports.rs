//! Listens on this machine only, unless the network is asked for, at the port that was asked for or the next free one.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};

/// How many ports are tried.
const TRIES: u16 = 20;

/// The sockets of one port: `localhost` may mean either.
#[derive(Debug)]
pub(super) struct Listeners {
    pub(super) port: u16,
    pub(super) v4: TcpListener,
    pub(super) v6: Option<TcpListener>,
}

/// Listens at `port`, or the next that is free; to the whole network where `lan` says so.
pub(super) fn listen(port: u16, lan: bool) -> io::Result<Listeners> {
    let mut busy = io::Error::from(io::ErrorKind::AddrInUse);
    for port in (0..TRIES).map_while(|step| port.checked_add(step)) {
        match listen_at(port, lan) {
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

fn listen_at(port: u16, lan: bool) -> io::Result<Listeners> {
    let v4 = TcpListener::bind((if lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST }, port))?;
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

/// This machine's address in its network. Nothing is sent: the system only says which way it would send.
pub(super) fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address of documentation (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_gives_the_next() -> io::Result<()> {
        let first = listen(0, false)?;
        let second = listen(first.port, false)?;
        assert!(second.port > first.port && second.port < first.port + TRIES);
        assert!(first.v4.local_addr()?.ip().is_loopback() && second.v4.local_addr()?.ip().is_loopback());
        Ok(())
    }
}
