//! Connections: how many there are at once, and how long each may keep the server waiting.
//!
//! Who sends a request a byte at a time, or reads its answer so, would otherwise hold a connection for
//! ever. A request must have been sent, and its answer begun, within a time that is counted from its first
//! byte; between two requests, and between two parts of an answer, a connection may be still for so long.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep_until};

/// How many connections there are at once; others wait to be accepted.
const MOST: usize = 1024;

/// How long a connection may keep the server waiting.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// From the first byte of a request to the first byte of its answer.
    request: Duration,
    /// Between two requests, and between two parts of an answer.
    still: Duration,
}

/// A question may wait and be answered for ten seconds, and be sent for as long.
const PATIENCE: Patience = Patience {
    request: Duration::from_secs(30),
    still: Duration::from_secs(60),
};

/// Accepts connections.
#[derive(Debug)]
pub(super) struct Connections {
    listener: TcpListener,
    room: Arc<Semaphore>,
}

impl Connections {
    pub(super) fn new(listener: TcpListener) -> Self {
        Connections {
            listener,
            room: Arc::new(Semaphore::new(MOST)),
        }
    }
}

impl Listener for Connections {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let place = self.room.clone().acquire_owned().await.ok();
        let (stream, address) = Listener::accept(&mut self.listener).await;
        (Connection::new(stream, PATIENCE, place), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends when it keeps the server waiting.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    patience: Patience,
    end: Pin<Box<Sleep>>,
    /// Whether a request has begun that is not being answered yet.
    is_asking: bool,
    _place: Option<OwnedSemaphorePermit>,
}

impl Connection {
    fn new(stream: TcpStream, patience: Patience, place: Option<OwnedSemaphorePermit>) -> Self {
        Connection {
            stream,
            patience,
            end: Box::pin(sleep_until(Instant::now() + patience.still)),
            is_asking: false,
            _place: place,
        }
    }

    fn wait(&mut self, patience: Duration) {
        self.end.as_mut().reset(Instant::now() + patience);
    }

    /// Ends what waits in vain.
    fn ended<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        match self.end.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }

    /// Counts what has been sent of an answer.
    fn sent(
        &mut self,
        context: &mut Context<'_>,
        sent: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if sent.is_pending() {
            return self.ended(context);
        }
        self.is_asking = false;
        self.wait(self.patience.still);
        sent
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if !self.is_asking && buffer.filled().len() > before {
            self.is_asking = true;
            let patience = self.patience.request;
            self.wait(patience);
        }
        // Bytes that still come do not lengthen the time.
        match self.ended(context) {
            Poll::Pending => read,
            ended => ended,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.sent(context, sent)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.sent(context, sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream as Client;
    use std::time::{Duration, Instant};

    use axum::Router;
    use axum::serve::Listener;
    use tokio::net::TcpListener;

    use super::{Connection, Connections, Patience};

    const PATIENCE: Patience = Patience {
        request: Duration::from_millis(300),
        still: Duration::from_millis(900),
    };
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /// Accepts with the patience of the test.
    struct Accepting(Connections);

    impl Listener for Accepting {
        type Io = Connection;
        type Addr = std::net::SocketAddr;

        async fn accept(&mut self) -> (Connection, Self::Addr) {
            let (connection, address) = self.0.accept().await;
            let Connection { stream, _place, .. } = connection;
            (Connection::new(stream, PATIENCE, _place), address)
        }

        fn local_addr(&self) -> std::io::Result<Self::Addr> {
            self.0.local_addr()
        }
    }

    /// Serves, and returns a client that is connected.
    fn connected(runtime: &tokio::runtime::Runtime) -> Client {
        let (ready, address) = std::sync::mpsc::channel();
        runtime.spawn(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            ready.send(listener.local_addr().unwrap()).unwrap();
            let router = Router::new().fallback(|| async { "ok" });
            axum::serve(Accepting(Connections::new(listener)), router).await
        });
        Client::connect(address.recv().unwrap()).unwrap()
    }

    /// Sends bytes one by one, so many milliseconds apart, and tells whether the server ended it.
    fn is_ended(client: &mut Client, bytes: &[u8], apart: u64) -> bool {
        let begun = Instant::now();
        for byte in bytes {
            std::thread::sleep(Duration::from_millis(apart));
            if client.write_all(&[*byte]).is_err() {
                return true;
            }
            client
                .set_read_timeout(Some(Duration::from_millis(1)))
                .unwrap();
            if matches!(client.peek(&mut [0]), Ok(0)) {
                return true;
            }
            assert!(begun.elapsed() < Duration::from_secs(30));
        }
        false
    }

    /// Reads what is there, or until the other end closes.
    fn answered(client: &mut Client) -> String {
        client
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut bytes = [0; 1024];
        let read = client.read(&mut bytes).unwrap_or(0);
        String::from_utf8_lossy(&bytes[..read]).into_owned()
    }

    #[test]
    fn who_sends_a_byte_at_a_time_is_let_go_of() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let mut client = connected(&runtime);
        assert!(is_ended(&mut client, &[b'G'; 100], 50));
    }

    #[test]
    fn who_is_still_for_too_long_is_let_go_of() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let mut client = connected(&runtime);
        let begun = Instant::now();
        assert_eq!(answered(&mut client), "");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn several_requests_have_their_time_each() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let mut client = connected(&runtime);
        for _ in 0..4 {
            client.write_all(REQUEST).unwrap();
            assert!(answered(&mut client).ends_with("ok"));
            // Longer than a request may take.
            std::thread::sleep(Duration::from_millis(400));
        }
    }
}
