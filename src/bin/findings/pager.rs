//! The pager: a program that shows long output page by page, on terminals only.

use std::env;
use std::io;
use std::process::{Child, ChildStdin, Command, Stdio};

/// A running pager.
#[derive(Debug)]
pub(crate) struct Pager {
    child: Child,
    stdin: ChildStdin,
}

impl Pager {
    /// Starts what the setting says: `auto` means `$PAGER` or else `less`, `never` none.
    ///
    /// A pager that cannot be started is no error: the output then goes straight to the
    /// terminal.
    pub(crate) fn start(setting: &str) -> Option<Pager> {
        let line = match setting {
            "never" => return None,
            "auto" => env::var("PAGER").unwrap_or_else(|_| "less".to_owned()),
            command => command.to_owned(),
        };
        let words = shlex::split(&line)?;
        let (program, args) = words.split_first()?;
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::piped());
        // Leave at once where one screen is enough (F), pass colours and links on (R), leave the
        // output on the screen (X), end with an interrupt as this program does (K).
        for (name, value) in [("LESS", "FRXK"), ("LESSCHARSET", "utf-8")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut child = command.spawn().ok()?;
        let stdin = child.stdin.take()?;
        Some(Pager { child, stdin })
    }

    /// Returns where to write for the pager.
    pub(crate) fn input(&self) -> &ChildStdin {
        &self.stdin
    }

    /// Ends the output and waits until the user has read it.
    pub(crate) fn wait(self) -> io::Result<()> {
        let Pager { mut child, stdin } = self;
        drop(stdin);
        child.wait().map(|_| ())
    }
}
