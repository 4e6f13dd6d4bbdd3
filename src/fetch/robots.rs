//! What a host asks programs to leave alone (RFC 9309).

use std::time::Duration;

/// The rules of a host for one program.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Robots {
    /// Each with whether it allows; the longest that fits counts.
    rules: Vec<(String, bool)>,
    /// How long to wait between requests, where it says so.
    pub(super) delay: Option<Duration>,
}

impl Robots {
    /// Takes from a file what is said to a program by its name in small letters, or else to all.
    pub(super) fn parse(text: &str, name: &str) -> Self {
        let (mut own, mut all) = (Robots::default(), Robots::default());
        let mut is_own_named = false;
        // To whom the lines are said that stand here, and whether its names are still being listed.
        let (mut to_own, mut to_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{FEFF}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (to_own, to_all) = (false, false);
                }
                naming = true;
                let value = value.to_ascii_lowercase();
                let value = value.split('/').next().unwrap_or_default();
                to_all |= value == "*";
                to_own |= value == name;
                is_own_named |= to_own;
                continue;
            }
            naming = false;
            for (robots, is_said) in [(&mut own, to_own), (&mut all, to_all)] {
                if is_said {
                    robots.take(&key, value);
                }
            }
        }
        match is_own_named {
            true => own,
            false => all,
        }
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push((rule(value), key == "allow"));
            }
            "crawl-delay" => {
                let seconds = value.parse().ok();
                self.delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            }
            _ => {}
        }
    }

    /// Tells whether a path, with its query, may be asked for.
    pub(super) fn allows(&self, path: &str) -> bool {
        let path = &written(path, "*$");
        let fitting = self.rules.iter().filter(|(rule, _)| fits(rule, path));
        // Of two rules as long as each other the one that allows counts.
        let longest = fitting.max_by_key(|(rule, allows)| (rule.len(), *allows));
        longest.is_none_or(|(_, allows)| *allows)
    }
}

/// Writes a rule as [`written`] does, but for `*` and a `$` at its end, which stand for something.
fn rule(value: &str) -> String {
    match value.strip_suffix('$') {
        Some(value) => written(value, "$") + "$",
        None => written(value, "$"),
    }
}

/// Writes a path in the one way in which paths are compared (RFC 9309, section 2.2.2; RFC 3986, section 6.2.2):
/// letters, digits and `-._~` as they are, what may not stand in an address and the signs of `escaped`
/// as the numbers of their bytes, numbers in capitals.
fn written(path: &str, escaped: &str) -> String {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let number = |byte: u8| {
        let digit = |value: u8| HEX[usize::from(value & 15)];
        ['%', digit(byte >> 4), digit(byte)]
    };
    let mut written = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, behind @ ..] = rest {
        rest = behind;
        let digits = behind.get(..2).filter(|_| *byte == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(said) => {
                rest = &behind[2..];
                match is_plain(said) {
                    true => written.push(char::from(said)),
                    false => written.extend(number(said)),
                }
            }
            None => {
                let may_stand = is_plain(*byte) || b"!$&'()*+,;=:@/?%".contains(byte);
                match may_stand && !escaped.as_bytes().contains(byte) {
                    true => written.push(char::from(*byte)),
                    false => written.extend(number(*byte)),
                }
            }
        }
    }
    written
}

/// Tells whether a rule fits a path: `*` is anything, `$` the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, to_the_end) = match rule.strip_suffix('$') {
        Some(rule) => (rule, true),
        None => (rule, false),
    };
    let mut parts = rule.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return !to_the_end || rest.is_empty();
    };
    for part in middle {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    match to_the_end {
        true => rest.ends_with(last),
        false => rest.contains(last),
    }
}

#[cfg(test)]
mod tests {
    use super::Robots;

    const FILE: &str = "# for all\nUser-agent: *\nDisallow: /search\nAllow: /search?q=\nCrawl-delay: 2\n\
        \nUser-Agent: other\nUser-agent: Findings/1.0\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow:\n";

    #[test]
    fn what_is_said_to_all() {
        let robots = Robots::parse(FILE, "somebody");
        let check =
            |path: &str, expected: bool| assert_eq!(robots.allows(path), expected, "{path}");
        check("/", true);
        check("/search", false);
        check("/searching", false);
        check("/search?q=&start=0", true);
        check("/x.pdf", true);
        assert_eq!(robots.delay.map(|delay| delay.as_secs()), Some(2));
    }

    #[test]
    fn what_is_said_to_this_program() {
        let robots = Robots::parse(FILE, "findings");
        let check =
            |path: &str, expected: bool| assert_eq!(robots.allows(path), expected, "{path}");
        check("/search", true);
        check("/x.pdf", false);
        check("/x.pdf?y", true);
        check("/a-b-c-d", false);
        check("/a-c-b", true);
        assert_eq!(robots.delay, None);
    }

    #[test]
    fn addresses_are_compared_in_one_writing() {
        let check = |rule: &str, path: &str, expected: bool| {
            let text = format!("User-agent: *\rDisallow: {rule}\r\nCrawl-delay: 86400");
            let robots = Robots::parse(&text, "findings");
            assert_eq!(robots.allows(path), expected, "{rule} {path}");
            assert_eq!(robots.delay.map(|delay| delay.as_secs()), Some(86_400));
        };
        check("/*types[]", "/search?types%5B%5D=12", false);
        check("/*%5b%5d", "/search?types%5B%5D=12", false);
        check("/v1/%66ile/", "/v1/file/7", false);
        check("/v1/file/", "/v1/%66ile/7", false);
        check("/caf\u{e9}", "/caf%C3%A9", false);
        check("/a%2Fb", "/a/b", true);
        check("/a%2Ab", "/acb", true);
        check("/a%2ab", "/a*b", false);
        check("/a$b", "/a$b", false);
        check("/100%", "/100%", false);
        check("/%zz", "/%zz", false);
    }

    #[test]
    fn nothing_said_is_nothing_forbidden() {
        for text in ["", "<html>Not found</html>", "User-agent: *\nDisallow:\n"] {
            assert!(Robots::parse(text, "findings").allows("/x"), "{text}");
        }
        assert!(!Robots::parse("user-agent:*\ndisallow:/", "findings").allows("/x"));
    }
}
