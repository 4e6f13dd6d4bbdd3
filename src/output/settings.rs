//! Settings: what holds, and where it comes from.

use std::io::{self, Write};

use serde::Serialize;

use super::table::{self, Column};
use super::{Screen, json};

/// A setting as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name in the configuration file and on the command line.
    pub name: &'static str,
    /// The value that holds.
    pub value: String,
    /// Where it comes from: an option, a variable, a line of the file, or the default.
    pub origin: String,
}

#[derive(Serialize)]
struct Settings<'a> {
    file: Option<&'a str>,
    file_exists: bool,
    settings: &'a [Setting],
}

/// Writes a row a setting, and where the configuration file stands or would stand.
pub fn write_settings_text(
    out: &mut impl Write,
    (file, file_exists): (Option<&str>, bool),
    settings: &[Setting],
    screen: &Screen,
) -> io::Result<()> {
    let columns = [
        Column::left("setting"),
        Column::left("value"),
        Column::left("from"),
    ];
    let rows = settings
        .iter()
        .map(|s| vec![s.name.to_owned(), s.value.clone(), s.origin.clone()]);
    table::write(out, &columns, &rows.collect::<Vec<_>>(), screen)?;
    match file {
        Some(file) if file_exists => writeln!(out, "\nconfiguration file: {file}"),
        Some(file) => writeln!(out, "\nconfiguration file: {file} (there is none)"),
        None => writeln!(out, "\nconfiguration file: none"),
    }
}

/// Writes the settings and the path of the configuration file as an object.
pub fn write_settings_json(
    out: &mut impl Write,
    (file, file_exists): (Option<&str>, bool),
    settings: &[Setting],
) -> io::Result<()> {
    json::pretty(
        out,
        &Settings {
            file,
            file_exists,
            settings,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{Setting, write_settings_json, write_settings_text};
    use crate::output::Screen;
    use crate::output::testutil::written;

    fn settings() -> [Setting; 1] {
        [Setting {
            name: "limit",
            value: "20".to_owned(),
            origin: "/etc/findings.toml:3".to_owned(),
        }]
    }

    #[test]
    fn names_the_origin_of_each() {
        assert_eq!(
            written(|out| {
                write_settings_text(out, (Some("/x"), false), &settings(), &Screen::plain())
            }),
            "setting  value  from\n\
             limit    20     /etc/findings.toml:3\n\
             \nconfiguration file: /x (there is none)\n"
        );
        let json = written(|out| write_settings_json(out, (None, false), &settings()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["settings"][0]["value"], "20");
        assert_eq!(json["file"], serde_json::Value::Null);
    }
}
