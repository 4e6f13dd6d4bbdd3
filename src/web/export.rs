//! The export: every paragraph that matches, written while it is read, so that any number can pass.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use http_body::Frame;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::failure::Failure;
use super::holder::Answering;
use super::kept::{EXPORT_FORMAT, Kept};
use super::question::Question;
use super::reading::Takes;
use super::site::Site;
use super::tools::Form;
use crate::index::{SearchRequest, SearchResults, Shown, Sort};
use crate::output::{Answer, Format, HitWriter, Screen};

/// JSON Lines, an object a line.
pub(super) const LINES: &str = "application/x-ndjson";

/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1024;
/// How many chunks wait for a reader.
const WAITING: usize = 4;
/// How long a reader may take over one.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lists the parameters: a query, filters and the form.
pub(super) fn takes() -> Takes {
    Takes::Tool {
        query: true,
        search: false,
        filters: true,
        own: vec![EXPORT_FORMAT],
    }
}

/// Begins to send every paragraph that matches; what is wrong with the question is told first.
pub(super) async fn export(site: Arc<Site>, asked: &str) -> Result<Response, Failure> {
    let Ok(turn) = site.exports.clone().try_acquire_owned() else {
        return Err(Failure::busy("too much is being exported just now"));
    };
    let question = Question::read(asked, &takes())?;
    let kept = Kept::named(question.own(EXPORT_FORMAT.name));
    let (format, kind) = match kept.map(|kept| (kept.form, kept.kind)) {
        Some((Form::Kept(format), kind)) => (format, kind),
        _ => (Format::Jsonl, LINES),
    };
    let visited = site.clone();
    let export = site
        .turns
        .run(move || Export::begin(&visited, question, format));
    let export = export.await?;
    let (sender, receiver) = channel(WAITING);
    let mut writer = ChunkWriter {
        chunk: Vec::with_capacity(CHUNK),
        sender,
        handle: Handle::current(),
    };
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        if let Err(error) = export.write(&mut writer) {
            // An end that is no end: nobody takes the part for the whole.
            let _ = writer.send(Err(error));
        }
    });
    let mut response = Response::new(Body::new(Chunks(receiver)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    Ok(response)
}

/// What is exported, from one commit.
struct Export {
    index: Answering,
    request: SearchRequest,
    results: SearchResults,
    text: String,
    format: Format,
}

impl Export {
    /// Counts what `findings export` would write.
    fn begin(site: &Site, question: Question, format: Format) -> Result<Self, Failure> {
        let opened = site.current();
        let query = question.parsed()?;
        let request = SearchRequest {
            filters: question.filters(Some(&query)),
            sort: Sort::Authority,
            concepts: site.options.concepts.clone(),
            duplicates: true,
            ..SearchRequest::new(query)
        };
        let index = opened.answers.request(&request, Shown::Hits)?;
        let results = index.search(&request.totals())?;
        Ok(Export {
            index,
            request,
            results,
            text: question.text,
            format,
        })
    }

    /// Writes everything, a hit at a time.
    fn write(&self, out: &mut ChunkWriter) -> io::Result<()> {
        let answer = Answer::new(&self.text, &self.results);
        let shown = (0, self.results.total);
        let mut writer = HitWriter::begin(&mut *out, answer, self.format, shown, Screen::plain())?;
        let mut written = Ok(());
        let read = self.index.for_each(&self.request, &mut |hit| {
            written = writer.hit(&hit);
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        read.map_err(io::Error::other)?;
        written?;
        writer.finish()?;
        out.flush()
    }
}

/// Writes to whoever reads the export, no faster than it is read.
struct ChunkWriter {
    chunk: Vec<u8>,
    sender: Sender<io::Result<Bytes>>,
    handle: Handle,
}

impl ChunkWriter {
    /// Sends something; whoever has gone, or reads too slowly, gets no more.
    fn send(&self, chunk: io::Result<Bytes>) -> io::Result<()> {
        let sent = timeout(PATIENCE, self.sender.send(chunk));
        match self.handle.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for ChunkWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.chunk.len() + bytes.len() > CHUNK {
            self.flush()?;
        }
        self.chunk.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        self.send(Ok(chunk.into()))
    }
}

/// What is sent, as it comes.
struct Chunks(Receiver<io::Result<Bytes>>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = self.0.poll_recv(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
