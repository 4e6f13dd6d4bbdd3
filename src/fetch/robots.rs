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
        for line in text.trim_start_matches('\u{FEFF}').lines() {
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
                self.rules.push((value.to_owned(), key == "allow"));
            }
            "crawl-delay" => {
                let seconds = value
                    .parse()
                    .ok()
                    .filter(|seconds| (0.0..=3600.0).contains(seconds));
                self.delay = seconds.map(Duration::from_secs_f64);
            }
            _ => {}
        }
    }

    /// Tells whether a path, with its query, may be asked for.
    pub(super) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(rule, _)| fits(rule, path));
        // Of two rules as long as each other the one that allows counts.
        let longest = fitting.max_by_key(|(rule, allows)| (rule.len(), *allows));
        longest.is_none_or(|(_, allows)| *allows)
    }
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
    fn nothing_said_is_nothing_forbidden() {
        for text in ["", "<html>Not found</html>", "User-agent: *\nDisallow:\n"] {
            assert!(Robots::parse(text, "findings").allows("/x"), "{text}");
        }
        assert!(!Robots::parse("user-agent:*\ndisallow:/", "findings").allows("/x"));
    }
}
