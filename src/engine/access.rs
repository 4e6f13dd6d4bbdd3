//! Where the engine is, and who asks.

use std::fmt;
use std::path::PathBuf;

use super::ClusterError;
use crate::http::{InvalidUrl, Url};

/// The index that is meant where an address names none.
const NAME: &str = env!("CARGO_PKG_NAME");

/// Where the engine is, and who asks.
#[derive(Debug, Clone)]
pub struct Access {
    /// The machines, any of which may be asked.
    pub(super) hosts: Vec<Url>,
    /// The name of the index, which is an alias.
    pub(super) name: String,
    pub(super) credentials: Credentials,
    /// A file of certificates that are trusted.
    pub(super) authority: Option<PathBuf>,
}

/// Who asks.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Nobody in particular.
    #[default]
    None,
    /// A user, with the password.
    User(String, String),
    /// The bearer of a key.
    Key(String),
}

/// Says nothing of passwords and keys.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Credentials::None => "None",
            Credentials::User(..) => "User",
            Credentials::Key(_) => "Key",
        })
    }
}

impl Access {
    /// Reads addresses, parted by commas: `https://search.example:9200/findings`. All name the same
    /// index, or `findings`.
    ///
    /// # Errors
    /// No address, one with a password in it, a name that no index can have, addresses that name
    /// different indexes; a password or key for a machine elsewhere without encryption.
    pub fn new(
        addresses: &str,
        credentials: Credentials,
        authority: Option<PathBuf>,
    ) -> Result<Self, ClusterError> {
        let (mut hosts, mut names) = (Vec::new(), Vec::new());
        for address in addresses.split(',') {
            let url = Url::parse(address).map_err(ClusterError::Address)?;
            let name = url.path_and_query().trim_matches('/').to_owned();
            names.push(if name.is_empty() {
                NAME.to_owned()
            } else {
                name
            });
            let root = url.join("/").map_err(ClusterError::Address)?;
            if credentials != Credentials::None && !root.is_secure() && !is_here(&root) {
                return Err(ClusterError::Unencrypted(root.host().to_owned()));
            }
            hosts.push(root);
        }
        names.dedup();
        let invalid = |what| Err(ClusterError::Address(InvalidUrl(what)));
        match &names[..] {
            [name] if is_name(name) => Ok(Access {
                hosts,
                name: name.clone(),
                credentials,
                authority,
            }),
            [_] => invalid("an index has a name of small letters, digits, `-` and `_`"),
            _ => invalid("they name different indexes"),
        }
    }
}

/// Tells whether a machine is this one.
fn is_here(url: &Url) -> bool {
    let host = url.host();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
}

fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 200
        && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::{Access, Credentials};

    #[test]
    fn addresses() {
        let check = |address: &str, expected: Result<&str, &str>| {
            let user = Credentials::User("ann".to_owned(), "opensesame".to_owned());
            let read = Access::new(address, user, None);
            let shown = format!("{read:?}");
            assert!(!shown.contains("sesame"), "{shown}");
            let read = read.map(|access| access.name);
            let read = read.map_err(|error| error.to_string());
            match expected {
                Ok(name) => assert_eq!(read.as_deref(), Ok(name), "{address}"),
                Err(part) => assert!(read.unwrap_err().contains(part), "{address}"),
            }
        };
        check("https://search.example:9200/", Ok("findings"));
        check(
            "https://a.example/reports,https://b.example/reports",
            Ok("reports"),
        );
        check("http://localhost:9200", Ok("findings"));
        check("http://[::1]:9200/x", Ok("x"));
        check("http://search.example:9200/", Err("unencrypted"));
        check("http://127.0.0.1.example:9200/", Err("unencrypted"));
        check(
            "https://ann:opensesame@search.example",
            Err("name or password"),
        );
        check("search.example", Err("http://"));
        check(
            "https://a.example/one,https://a.example/two",
            Err("different"),
        );
        check("https://a.example/One", Err("small letters"));
        check("https://a.example/one?x=1", Err("small letters"));
    }
}
