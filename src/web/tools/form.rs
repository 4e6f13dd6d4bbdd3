//! The forms in which questions are answered.

use crate::model::ParagraphId;
use crate::output::page::{Markup, fragment, html};
use crate::output::{self, DrawingError, Format, Picture, Reply, Screen, Sheet};
use crate::web::failure::Failure;
use crate::web::page::{Memory, bytes};
use crate::web::pages::Visit;
use crate::web::question::Question;

/// In which form an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Form {
    /// As a part of a page.
    Page,
    /// As one object.
    Json,
    /// In a form that is kept as a file.
    Kept(Format),
    /// Its charts as a picture.
    Drawn(Picture),
    /// As a document, and as one object.
    Both,
}

/// An answer in the form that was wanted.
#[derive(Debug)]
pub(in crate::web) enum Written {
    Markup(Markup),
    /// The same with charts.
    Charted(Markup),
    Data(Vec<u8>),
    /// Data of a list that goes on, and how many come before the rest.
    Part(Vec<u8>, usize),
    /// A document and an object.
    Both(Vec<u8>, Vec<u8>),
}

impl Written {
    /// Puts something behind the answer on a page.
    pub(super) fn followed_by(self, more: Markup) -> Self {
        let both = |contents: Markup| html! { (contents) (more) };
        match self {
            Written::Markup(contents) => Written::Markup(both(contents)),
            Written::Charted(contents) => Written::Charted(both(contents)),
            data => data,
        }
    }
}

impl Form {
    /// Tells whether it has room for what else might be asked.
    pub(super) fn has_advice(self) -> bool {
        !matches!(self, Form::Kept(Format::Rows(_)))
    }

    /// Writes data in the form, however it is written.
    pub(super) fn written(
        self,
        write: impl Fn(&mut Memory, Format) -> std::io::Result<()>,
    ) -> Result<Written, Failure> {
        let data = |format| bytes(|out| write(out, format));
        Ok(match self {
            Form::Page | Form::Json => Written::Data(data(Format::Json)?),
            Form::Kept(format) => Written::Data(data(format)?),
            // What has no sheet has no charts, and is not offered as a picture.
            Form::Drawn(_) => return Err(Failure::fault()),
            Form::Both => Written::Both(data(Format::Markdown)?, data(Format::Json)?),
        })
    }
}

/// Writes an answer: on a page its rows lead to searches with the filters of the question.
pub(super) fn written(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
    reply: &(impl Reply + ?Sized),
) -> Result<Written, Failure> {
    if let Form::Drawn(picture) = form {
        return drawn(&reply.sheet(&Screen::plain()), picture);
    }
    if form != Form::Page {
        return form.written(|out, format| output::write(out, reply, format, &Screen::plain()));
    }
    let sheet = reply.sheet(&Screen::plain());
    let listing = |listing: &str| {
        let behind = Question {
            text: listing.to_owned(),
            own: Vec::new(),
            ..question.clone()
        };
        visit.links.asking("/search", &behind.pairs())
    };
    let place = |id: &ParagraphId| visit.links.paragraph(&id.report, &id.locator);
    let contents = fragment(&sheet, &listing, &place);
    Ok(match sheet.has_charts() {
        true => Written::Charted(contents),
        false => Written::Markup(contents),
    })
}

/// Draws the charts of a sheet.
pub(super) fn drawn(sheet: &Sheet<'_>, picture: Picture) -> Result<Written, Failure> {
    let body = bytes(|out| output::write_drawing(out, sheet, picture))?;
    Ok(Written::Data(body))
}

impl From<DrawingError> for Failure {
    fn from(error: DrawingError) -> Self {
        match error {
            DrawingError::Nothing => Failure::not_found("there is nothing to draw"),
            DrawingError::TooLarge => Failure::too_costly("the picture would have too many pixels")
                .hint("ask for fewer rows, or for SVG, which has none"),
            DrawingError::Write(_) => Failure::fault(),
        }
    }
}
