//! The words the whole program speaks: plain values for reports and what stands in them.
//!
//! This is the ground floor. Nothing here reads a file, knows a PDF or an index; every other
//! floor takes these values from below or hands them up.

mod area;
mod date;
mod framework;
mod grade;
mod inspector;
mod kind;
mod paragraph;
mod report;
mod section;
mod slug;
mod source;
mod warned;

pub use area::{Area, AreaGroup};
pub use date::{Date, DateSpan, InvalidDate, PartialDate};
pub use framework::Framework;
pub use grade::Grade;
pub use inspector::Inspector;
pub use kind::Kind;
pub use paragraph::{InvalidLocator, Locator, Paragraph, ParagraphId, Place};
pub use report::{
    Authority, AuthorityType, Judgement, Published, PublishedSource, Report, ReportId, WordBalance,
};
pub use section::Section;
pub use slug::UnknownSlug;
pub use source::Source;
pub use warned::{Warned, Warning, WarningKind};
