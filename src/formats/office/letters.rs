//! Letters: how they are set, as far as a document says it.

use super::symbols::Font;
use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::blocks::left_out::Unshown;

/// How letters are set, as far as it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::formats) struct Letters {
    pub(in crate::formats) bold: Option<bool>,
    /// Whether they are struck through.
    pub(in crate::formats) struck: Option<bool>,
    pub(in crate::formats) hidden: Option<bool>,
    /// Whether they are raised above the line.
    pub(in crate::formats) raised: Option<bool>,
    pub(in crate::formats) font: Option<Font>,
}

impl Letters {
    /// Takes from others what these do not say.
    pub(in crate::formats) fn or(self, others: Letters) -> Letters {
        Letters {
            bold: self.bold.or(others.bold),
            struck: self.struck.or(others.struck),
            hidden: self.hidden.or(others.hidden),
            raised: self.raised.or(others.raised),
            font: self.font.or(others.font),
        }
    }

    /// Gives text that is set so to a builder.
    pub(in crate::formats) fn write(self, text: &str, builder: &mut BlockBuilder<'_>) {
        let text = &*self.font.unwrap_or_default().text(text);
        let is = |said: Option<bool>| said == Some(true);
        if is(self.hidden) {
            builder.leave_out(text, Unshown::Hidden);
        } else if is(self.struck) {
            builder.leave_out(text, Unshown::Struck);
        } else if is(self.raised) {
            builder.raised(text);
        } else {
            builder.text(text, is(self.bold));
        }
    }
}
