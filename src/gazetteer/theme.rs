//! Themes of joint targeted area inspections, by phrases that speak of them.

use super::chapter::Chapter;
use super::fold::fold;
use super::{GazetteerError, Table};
use crate::model::Framework;

/// All themes, in the order in which they are looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Themes {
    /// Framework, folded phrase and slug.
    themes: Vec<(Framework, String, String)>,
}

impl Chapter for Themes {
    const FILE: &'static str = "themes.csv";
    const CSV: &'static str = include_str!("data/themes.csv");

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        self.themes.extend(table.rows().filter_map(|row| {
            let framework = row.get("framework").parse().ok()?;
            let (phrase, slug) = (fold(row.get("phrase")), row.get("slug").to_owned());
            Some((framework, phrase, slug))
        }));
        Ok(())
    }
}

impl Themes {
    pub(super) fn find(&self, framework: Framework, sentence: &str) -> Option<&str> {
        self.themes
            .iter()
            .find(|(of, phrase, _)| *of == framework && sentence.contains(phrase))
            .map(|(_, _, slug)| slug.as_str())
    }
}
