//! The words the whole program speaks: plain values for reports and what stands in them.
//!
//! This is the ground floor. Nothing here reads a file, knows a PDF or an index; every other
//! floor takes these values from below or hands them up.

mod area;
mod authority;
mod controls;
mod date;
mod inspector;
mod language;
mod limits;
mod paragraph;
mod provider;
mod reference;
mod report;
mod report_id;
mod slug;
mod source;
mod terms;
mod warned;

pub use area::{Area, AreaGroup};
pub use authority::{Authority, AuthorityType};
pub use controls::{has_control, is_control, without_controls};

pub use date::{Date, DateSpan, InvalidDate, PartialDate, today};
pub use inspector::Inspector;
pub use language::Language;
pub use limits::{Budget, Exceeded, Limit, Limits};
pub use paragraph::{Locator, Paragraph, ParagraphId, Place};
pub use provider::Provider;
pub use reference::Reference;
pub use report::{Judgement, Published, PublishedSource, Report, WordBalance};
pub use report_id::ReportId;
pub use slug::UnknownSlug;
pub use source::Source;
pub use terms::{
    AreaDefinition, Framework, FrameworkDefinition, Grade, GradeDefinition, Kind, KindDefinition,
    Section, SectionDefinition, Succession, Terms,
};
pub use warned::{Warned, Warning, WarningKind};
