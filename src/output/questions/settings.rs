//! Settings: what holds, and where it comes from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::sheet::{Column, Part, Sheet, Table, cells};
use crate::output::{Reply, Screen};

/// A setting as it holds.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Setting {
    /// Its name in the configuration file and on the command line.
    pub name: &'static str,
    /// The value that holds.
    pub value: String,
    /// Where it comes from: an option, a variable, a line of the file, or the default.
    pub origin: String,
}

/// All settings, and the configuration file.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Settings {
    /// The path of the file, if there is a place for it.
    pub file: Option<String>,
    /// Whether it is there.
    pub file_exists: bool,
    /// The settings.
    pub settings: Vec<Setting>,
}

impl Reply for Settings {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let columns = ["setting", "value", "from"].map(Column::words).to_vec();
        let rows = self
            .settings
            .iter()
            .map(|s| cells![s.name, &s.value, &s.origin]);
        let file = match &self.file {
            Some(file) if self.file_exists => file.clone(),
            Some(file) => format!("{file} (there is none)"),
            None => "none".to_owned(),
        };
        let mut sheet = Sheet::default();
        sheet.add(Part::Table(Table::plain(columns, rows)));
        sheet.add(Part::Paragraph(format!("configuration file: {file}")));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Setting, Settings};
    use crate::output::testutil::{json, text};

    fn settings(file: Option<&str>) -> Settings {
        Settings {
            file: file.map(str::to_owned),
            file_exists: false,
            settings: vec![Setting {
                name: "limit",
                value: "20".to_owned(),
                origin: "/etc/findings.toml:3".to_owned(),
            }],
        }
    }

    #[test]
    fn names_the_origin_of_each() {
        assert_eq!(
            text(&settings(Some("/x"))),
            "setting  value  from\n\
             limit    20     /etc/findings.toml:3\n\
             \nconfiguration file: /x (there is none)\n"
        );
        let json = json(&settings(None));
        assert_eq!(json["settings"][0]["value"], "20");
        assert_eq!(json["file"], serde_json::Value::Null);
    }
}
