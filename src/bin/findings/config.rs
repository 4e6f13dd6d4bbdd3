//! The configuration file: settings that hold where no option or variable says otherwise.
//!
//! A setting is the default of an option. What the option accepts, the file accepts, so that
//! there is one list of values for both.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use clap::builder::OsStr;
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use findings::output::Setting;
use findings::query::spelling::nearest;
use findings::toml_file::{Text, TomlFile};

use crate::error::CommandError;

/// A key of the file: an option of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    name: &'static str,
    /// The commands that have the option; none where all have.
    commands: &'static [&'static str],
    /// Variables that decide before the file does, beside the option's own, and what each means.
    variables: &'static [(&'static str, &'static str)],
    /// What is listed where nothing is said and the option has no default of its own.
    unsaid: &'static str,
}

impl Key {
    const fn new(name: &'static str, commands: &'static [&'static str]) -> Self {
        Key {
            name,
            commands,
            variables: &[],
            unsaid: "none",
        }
    }
}

/// Every key, in the order in which they are listed.
const KEYS: &[Key] = &[
    Key::new("index", &[]),
    #[cfg(feature = "engine")]
    Key::new("engine", &[]),
    #[cfg(feature = "engine")]
    Key::new("engine-ca", &[]),
    Key::new("concept-file", &[]),
    Key {
        variables: &[("NO_COLOR", "never"), ("CLICOLOR_FORCE", "always")],
        ..Key::new("color", &[])
    },
    Key::new("hyperlinks", &[]),
    Key::new("pager", &[]),
    Key::new("limit", &["search"]),
    Key::new("format", &["search"]),
    Key::new("sort", &["search"]),
    Key {
        // A query may name one.
        unsaid: "primary",
        ..Key::new("source", &["search", "reports", "export"])
    },
    Key::new("opener", &["show"]),
    Key::new("ocr", &["ingest"]),
];

/// The file as it was found.
#[derive(Debug, Default)]
pub(crate) struct Config {
    path: Option<PathBuf>,
    exists: bool,
    entries: Vec<Entry>,
    /// Why it could not be read, where that is to be told and no more.
    pub(crate) unread: Option<String>,
}

/// A line of the file.
#[derive(Debug)]
struct Entry {
    key: Key,
    value: String,
    line: u32,
}

impl Config {
    /// Reads the file, if there is one. Where the command is given, its options are asked whether they take
    /// the values.
    ///
    /// # Errors
    /// A file that cannot be read, a key that does not exist, a value that its option refuses.
    pub(crate) fn load(cli: Option<&Command>) -> Result<Self, CommandError> {
        let Some((path, is_named)) = path() else {
            return Ok(Config::default());
        };
        match fs::read_to_string(&path) {
            Ok(text) => Config {
                exists: true,
                path: Some(path),
                ..Config::default()
            }
            .read(&text, cli),
            // Nobody asked for it, and it may lie in a folder of somebody else.
            Err(error) if !is_named => Ok(Config {
                unread: (error.kind() != ErrorKind::NotFound).then(|| {
                    format!(
                        "the configuration file `{}` cannot be read, and counts as none: {error}",
                        path.display()
                    )
                }),
                path: Some(path),
                ..Config::default()
            }),
            Err(error) => Err(CommandError::new(format!(
                "cannot read the configuration file `{}`: {error}",
                path.display()
            ))
            .hint("FINDINGS_CONFIG names it; empty, it means none")),
        }
    }

    fn read(mut self, text: &str, cli: Option<&Command>) -> Result<Self, CommandError> {
        let name = self.path.as_ref().map(|path| path.display().to_string());
        let file = TomlFile::parse(&name.unwrap_or_default(), text).map_err(|error| {
            CommandError::from(error).hint("settings are written `name = \"value\"`")
        })?;
        let table = file.any_table();
        for Text { text: name, line } in table.keys() {
            let Some(key) = KEYS.iter().copied().find(|key| key.name == name) else {
                let error = file.error(line, format!("there is no setting `{name}`"));
                return Err(CommandError::from(error)
                    .did_you_mean(&nearest(&name, KEYS.iter().map(|key| key.name)))
                    .hint("`findings help config` lists the settings"));
            };
            let Some(value) = table.single(&name) else {
                let message = format!("the value of `{name}` must be a text or a number");
                return Err(
                    CommandError::from(file.error(line, message)).hint(format!("{name} = \"…\""))
                );
            };
            if let Some(cli) = cli {
                self.check(cli, key, &value, line)?;
            }
            self.entries.push(Entry { key, value, line });
        }
        Ok(self)
    }

    /// Asks the option whether it takes the value.
    fn check(&self, cli: &Command, key: Key, value: &str, line: u32) -> Result<(), CommandError> {
        let option = format!("--{}={value}", key.name);
        let command = key.commands.first().copied().unwrap_or("config");
        let mut words = vec!["findings", command, &option];
        if command == "show" {
            words.push("id");
        }
        let Err(error) = cli.clone().try_get_matches_from(words) else {
            return Ok(());
        };
        let said = CommandError::new(format!(
            "{}: `{value}` is no value of `{}`",
            self.place(line),
            key.name
        ));
        Err(match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(valid)) => said
                .did_you_mean(&nearest(value, valid))
                .hint(format!("one of {}", valid.join(", "))),
            _ => said.hint(format!(
                "`findings help config` says what `{}` takes",
                key.name
            )),
        })
    }

    fn place(&self, line: u32) -> String {
        let path = self.path.as_ref().map(|path| path.display().to_string());
        format!("{}:{line}", path.unwrap_or_default())
    }

    /// Makes the settings the defaults of their options.
    pub(crate) fn apply(&self, mut cli: Command) -> Command {
        for Entry { key, value, .. } in &self.entries {
            if key
                .variables
                .iter()
                .any(|(name, _)| variable(name).is_some())
            {
                continue;
            }
            let value = OsStr::from(value.clone());
            match key.commands {
                [] => cli = cli.mut_arg(key.name, |arg| arg.default_value(value)),
                commands => {
                    for command in commands {
                        let value = value.clone();
                        cli = cli.mut_subcommand(command, |command| {
                            command.mut_arg(key.name, |arg| arg.default_value(value))
                        });
                    }
                }
            }
        }
        cli
    }

    /// Returns the value of a key in the file.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let entry = self.entries.iter().find(|entry| entry.key.name == name)?;
        Some(&entry.value)
    }

    /// Returns the path of the file and whether it exists.
    pub(crate) fn file(&self) -> (Option<String>, bool) {
        let path = self.path.as_ref().map(|path| path.display().to_string());
        (path, self.exists)
    }

    /// Lists every setting: option before variable before file before default.
    pub(crate) fn settings(&self, cli: &Command, matches: &ArgMatches) -> Vec<Setting> {
        KEYS.iter()
            .map(|key| {
                let (value, origin) = self.setting(key, cli, matches);
                Setting {
                    name: key.name,
                    value,
                    origin,
                }
            })
            .collect()
    }

    fn setting(&self, key: &Key, cli: &Command, matches: &ArgMatches) -> (String, String) {
        let owner = key
            .commands
            .first()
            .and_then(|name| cli.find_subcommand(name));
        let arg = owner
            .unwrap_or(cli)
            .get_arguments()
            .find(|arg| arg.get_id() == key.name)
            .expect("every key is the name of an option, which a test holds");
        if key.commands.is_empty()
            && matches.value_source(key.name) == Some(ValueSource::CommandLine)
            && let Some(value) = matches.get_raw(key.name).and_then(|mut raw| raw.next())
        {
            return (
                value.to_string_lossy().into_owned(),
                format!("--{}", key.name),
            );
        }
        if let Some(name) = arg.get_env().and_then(|name| name.to_str())
            && let Some(value) = variable(name)
        {
            return (value, name.to_owned());
        }
        for (name, meaning) in key.variables {
            if variable(name).is_some() {
                return ((*meaning).to_owned(), (*name).to_owned());
            }
        }
        if let Some(entry) = self.entries.iter().find(|entry| entry.key == *key) {
            return (entry.value.clone(), self.place(entry.line));
        }
        let default = arg.get_default_values().first();
        let default = default.map_or(key.unsaid.into(), |value| value.to_string_lossy());
        (default.into_owned(), "default".to_owned())
    }
}

/// Returns the path of the file, and whether the user named it.
fn path() -> Option<(PathBuf, bool)> {
    if let Some(path) = env::var_os("FINDINGS_CONFIG") {
        return (!path.is_empty()).then(|| (path.into(), true));
    }
    let folder = |name| {
        env::var_os(name)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    // A path that is not absolute is to be ignored, says the XDG Base Directory Specification.
    let absolute = |path: &PathBuf| path.is_absolute();
    let base = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME")
            .filter(absolute)
            .or_else(|| Some(folder("HOME")?.join(".config")))
    };
    Some((base?.join("findings").join("config.toml"), false))
}

/// Returns the value of a variable; an empty one counts as not set.
fn variable(name: &str) -> Option<String> {
    let value = env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Config, KEYS};
    use crate::Cli;

    fn check(text: &str, expected: Result<&[(&str, &str)], &str>) {
        let config = Config {
            path: Some("c.toml".into()),
            ..Config::default()
        };
        let read = config.read(text, Some(&Cli::command())).map(|config| {
            let entries = config.entries.into_iter();
            entries.map(|e| (e.key.name, e.value)).collect::<Vec<_>>()
        });
        match (read, expected) {
            (Ok(read), Ok(expected)) => {
                let read: Vec<_> = read.iter().map(|(name, v)| (*name, v.as_str())).collect();
                assert_eq!(read, expected, "{text}");
            }
            (Err(error), Err(expected)) => assert_eq!(error.message(), expected, "{text}"),
            (read, _) => panic!("{text}: {read:?}"),
        }
    }

    #[test]
    fn every_key_is_an_option() {
        let cli = Cli::command();
        for key in KEYS {
            for command in key.commands {
                let command = cli.find_subcommand(command).unwrap();
                assert!(command.get_arguments().any(|arg| arg.get_id() == key.name));
            }
            if key.commands.is_empty() {
                assert!(cli.get_arguments().any(|arg| arg.get_id() == key.name));
            }
        }
    }

    #[test]
    fn reads_what_the_options_take() {
        check("", Ok(&[]));
        check(
            "# mine\nlimit = 20\nsort = 'newest'\nopener = \"evince -p {page}\"",
            Ok(&[
                ("limit", "20"),
                ("sort", "newest"),
                ("opener", "evince -p {page}"),
            ]),
        );
        check("\nlimt = 3", Err("c.toml:2: there is no setting `limt`"));
        check("limit = -1", Err("c.toml:1: `-1` is no value of `limit`"));
        check(
            "limit = 1\nsort = 'best'",
            Err("c.toml:2: `best` is no value of `sort`"),
        );
        check(
            "limit = [1]",
            Err("c.toml:1: the value of `limit` must be a text or a number"),
        );
    }
}
