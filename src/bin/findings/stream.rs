//! Streaming: hits written as they are found, so that none is held.

use std::io::Write;
use std::ops::ControlFlow;

use findings::index::{Index, SearchRequest};
use findings::output::{Answer, Format, HitWriter, Screen};

use crate::error::CommandError;

/// How hits are to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) format: Format,
    pub(crate) screen: Screen,
}

/// Writes every hit of a request from its offset on; the answer is that to its totals.
pub(crate) fn write_every_hit(
    out: impl Write,
    index: &Index,
    request: &SearchRequest,
    answer: Answer<'_>,
    look: Look,
) -> Result<(), CommandError> {
    let offset = request.offset as u64;
    let shown = (offset, answer.results.total.saturating_sub(offset));
    let mut writer = HitWriter::begin(out, answer, look.format, shown, look.screen)?;
    if request.context > 0 {
        writer = writer.in_context();
    }
    let mut written = Ok(());
    index.for_each(request, &mut |hit| {
        written = writer.hit(&hit);
        if written.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    written?;
    Ok(writer.finish()?)
}
