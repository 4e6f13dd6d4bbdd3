//! Terms of the compiled-in rules by their slugs, for tests.

use super::Rules;
use crate::model::{Framework, Grade, Kind, Section};

pub(crate) fn kind(slug: &str) -> Kind {
    Rules::builtin().terms().kind(slug).unwrap()
}

pub(crate) fn framework(slug: &str) -> Framework {
    Rules::builtin().terms().framework(slug).unwrap()
}

pub(crate) fn grade(slug: &str) -> Grade {
    Rules::builtin().terms().grade(slug).unwrap()
}

pub(crate) fn section(slug: &str) -> Section {
    Rules::builtin().terms().section(slug).unwrap()
}
