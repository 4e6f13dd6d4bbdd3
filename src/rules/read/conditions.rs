//! What a document must hold to be of a kind or a framework.

use super::named::{area_list, kind_named};
use super::values::{Read, folded};
use crate::model::Terms;
use crate::rules::conditions::{Conditions, LineTest, TextTest};
use crate::rules::family::Recognition;
use crate::toml_file::{TomlFile, TomlTable};

pub(super) const CONDITION_KEYS: &[&str] = &[
    "letter",
    "starts",
    "contains",
    "lines",
    "sentences",
    "rows",
    "no_rows",
    "headings",
    "texts",
];

pub(super) fn recognitions(
    terms: &Terms,
    file: &TomlFile,
    table: &TomlTable<'_>,
) -> Read<Vec<Recognition>> {
    let keys = [&["kind"], CONDITION_KEYS].concat();
    let mut recognitions = Vec::new();
    for row in table.tables("recognise", &keys)? {
        recognitions.push(Recognition {
            kind: kind_named(terms, &row, &row.required("kind")?)?,
            when: conditions(terms, &row)?,
            file: file.name().to_owned(),
            line: row.line,
        });
    }
    Ok(recognitions)
}

pub(super) fn conditions(terms: &Terms, table: &TomlTable<'_>) -> Read<Conditions> {
    let mut lines = line_tests(table, "lines")?;
    let own = line_test(table)?;
    if own != LineTest::default() {
        lines.push(own);
    }
    let mut texts = Vec::new();
    for row in table.tables("texts", &["words", "least", "distinct"])? {
        let least = row.text("least")?;
        texts.push(TextTest {
            words: folded(&row, "words")?,
            least: match least.as_str() {
                "" => 1,
                least => least
                    .parse()
                    .map_err(|_| row.error_at("least", format!("`{least}` is no number")))?,
            },
            distinct: row.switch("distinct")?,
        });
    }
    Ok(Conditions {
        letter: table.switch("letter")?,
        lines,
        sentences: line_tests(table, "sentences")?,
        rows: area_list(terms, table, "rows")?,
        no_rows: area_list(terms, table, "no_rows")?,
        headings: area_list(terms, table, "headings")?,
        texts,
    })
}

pub(super) fn line_tests(table: &TomlTable<'_>, key: &str) -> Read<Vec<LineTest>> {
    let tests = table.tables(key, &["starts", "contains"])?.into_iter();
    tests.map(|test| line_test(&test)).collect()
}

fn line_test(table: &TomlTable<'_>) -> Read<LineTest> {
    Ok(LineTest {
        starts: folded(table, "starts")?,
        contains: folded(table, "contains")?,
    })
}
