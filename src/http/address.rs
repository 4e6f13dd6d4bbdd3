//! Addresses: `https://host/path?query`, and links that are read from where they stand.

use std::fmt;

/// An absolute address of `http` or `https`, without a fragment and without a name or password.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    scheme: Scheme,
    /// Host, and port where it is not the usual one; in small letters.
    host: String,
    /// Path and query, with the slash before.
    path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }

    const fn port(self) -> &'static str {
        match self {
            Scheme::Http => ":80",
            Scheme::Https => ":443",
        }
    }
}

/// Reports a text that is no address of `http` or `https`, with what is wrong.
///
/// The text is not kept, for it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidUrl(pub &'static str);

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidUrl {}

impl Url {
    /// Reads an absolute address. What may not stand in one (spaces, letters beyond ASCII) is
    /// written as `%NN`, as browsers do.
    ///
    /// # Errors
    /// Another scheme, no host, a host that is not ASCII, a name or password.
    pub fn parse(text: &str) -> Result<Self, InvalidUrl> {
        let text = clean(text);
        let (scheme, rest) = text
            .split_once("://")
            .ok_or(InvalidUrl("it does not begin with http:// or https://"))?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return Err(InvalidUrl("it does not begin with http:// or https://")),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        if host.contains('@') {
            return Err(InvalidUrl(
                "it holds a name or password, which belongs in an option of its own",
            ));
        }
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix(scheme.port()).unwrap_or(&host);
        let is_host = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        if host.is_empty() || host.starts_with(':') || !host.chars().all(is_host) {
            return Err(InvalidUrl("its host is none"));
        }
        Ok(Url {
            scheme,
            host: host.to_owned(),
            path: rooted(path),
        })
    }

    /// Reads a link that stands on the page with this address (RFC 3986, section 5).
    ///
    /// # Errors
    /// A link to what is not on the web: `mailto:`, `javascript:`.
    pub fn join(&self, link: &str) -> Result<Self, InvalidUrl> {
        let link = clean(link);
        if let Some(rest) = link.strip_prefix("//") {
            return Url::parse(&format!("{}://{rest}", self.scheme.name()));
        }
        let scheme = link.split(['/', '?', '#']).next().unwrap_or_default();
        if let Some((name, _)) = scheme.split_once(':')
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return Url::parse(&link);
        }
        let link = link.split('#').next().unwrap_or_default();
        let (path, query) = split_query(&self.path);
        let path = match link.chars().next() {
            None => format!("{path}{query}"),
            Some('/') => link.to_owned(),
            Some('?') => format!("{path}{link}"),
            Some(_) => {
                let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
                format!("{folder}{link}")
            }
        };
        Ok(Url {
            scheme: self.scheme,
            host: self.host.clone(),
            path: rooted(&path),
        })
    }

    /// Returns the host, with the port where it is not the usual one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Tells whether what is sent there is encrypted.
    pub const fn is_secure(&self) -> bool {
        matches!(self.scheme, Scheme::Https)
    }

    /// Returns path and query.
    pub fn path_and_query(&self) -> &str {
        &self.path
    }

    /// Returns the path alone.
    pub fn path(&self) -> &str {
        split_query(&self.path).0
    }

    /// Returns the last part of the path that is not empty.
    pub fn last_segment(&self) -> &str {
        let mut segments = self.path().rsplit('/');
        segments.find(|part| !part.is_empty()).unwrap_or_default()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme.name(), self.host, self.path)
    }
}

/// Takes blanks off and writes what may not stand in an address as `%NN`.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            '!'..='~' if !"\"<>\\^`{|}".contains(c) => cleaned.push(c),
            _ => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    cleaned.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    cleaned
}

fn split_query(path: &str) -> (&str, &str) {
    path.split_at(path.find('?').unwrap_or(path.len()))
}

/// Gives a path its slash, and takes `.` and `..` out of it.
fn rooted(text: &str) -> String {
    let (path, query) = split_query(text);
    let mut parts: Vec<&str> = Vec::new();
    let mut is_folder = true;
    for part in path.split('/').skip(usize::from(path.starts_with('/'))) {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            "" => {}
            _ => parts.push(part),
        }
    }
    let end = if is_folder && !parts.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn addresses_are_read_whole() {
        let check = |text: &str, expected: Option<&str>| {
            let read = Url::parse(text).ok().map(|url| url.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check("https://a.org", Some("https://a.org/"));
        check(
            " HTTPS://A.org:443/x y?q=é#z ",
            Some("https://a.org/x%20y?q=%C3%A9"),
        );
        check("http://a.org:8080?q=1", Some("http://a.org:8080/?q=1"));
        check("http://[::1]:80/", Some("http://[::1]/"));
        check("ftp://a.org/", None);
        check("a.org/x", None);
        check("https://", None);
        check("https://:80/", None);
        check("https://name:password@a.org/", None);
        check("https://é.org/", None);
    }

    #[test]
    fn links_are_read_from_where_they_stand() {
        let page = Url::parse("https://a.org/provider/44/80559?x=1").unwrap();
        let check = |link: &str, expected: Option<&str>| {
            let read = page.join(link).ok().map(|url| url.to_string());
            assert_eq!(read.as_deref(), expected, "{link}");
        };
        check("https://b.org/v1/file/1", Some("https://b.org/v1/file/1"));
        check("//b.org/1", Some("https://b.org/1"));
        check("/search?start=100", Some("https://a.org/search?start=100"));
        check(
            "?start=100",
            Some("https://a.org/provider/44/80559?start=100"),
        );
        check("80560", Some("https://a.org/provider/44/80560"));
        check("../21/1/", Some("https://a.org/provider/21/1/"));
        check("../../../..", Some("https://a.org/"));
        check("#top", Some("https://a.org/provider/44/80559?x=1"));
        check("", Some("https://a.org/provider/44/80559?x=1"));
        check("mailto:a@b.org", None);
        check("javascript:void(0)", None);
        assert_eq!(page.last_segment(), "80559");
        assert_eq!(page.host(), "a.org");
    }
}
