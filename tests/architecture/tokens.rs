//! The words and marks of Rust source, as far as ties between files are told by them.

/// Takes a source apart into names, `::` and other marks one by one; comments, strings, characters
/// and lifetimes are left out, and so is a module of tests at the end.
pub(crate) fn tokens(source: &str) -> Vec<&str> {
    let source = source.split("mod tests {\n").next().unwrap();
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            'r' | 'b' if raw_string(rest).is_some() => raw_string(rest).unwrap(),
            '"' => string(rest),
            '\'' => character(rest),
            c if c.is_alphanumeric() || c == '_' => {
                let length = rest
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                tokens.push(&rest[..length]);
                length
            }
            _ if rest.starts_with("::") => {
                tokens.push("::");
                2
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(&rest[..c.len_utf8()]);
                }
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    tokens
}

/// Returns the length of a string that may hold escapes.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the length of `r"…"`, `r#"…"#` and the like, if one begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let behind = rest.trim_start_matches('b').strip_prefix('r')?;
    let marks = behind.len() - behind.trim_start_matches('#').len();
    let inside = behind[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let begun = rest.len() - inside.len();
    Some(
        inside
            .find(&end)
            .map_or(rest.len(), |at| begun + at + end.len()),
    )
}

/// Returns the length of a character, or of the mark alone where a lifetime begins.
fn character(rest: &str) -> usize {
    let mut inside = rest.char_indices().skip(1);
    match inside.next() {
        Some((_, '\\')) => {
            let end = rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'');
            end.map_or(rest.len(), |(at, _)| at + 3)
        }
        Some(_) => match inside.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[test]
fn what_is_no_code_is_left_out() {
    let source = r##"
        fn f<'a>(x: &'a str) -> char { // crate::above
            "crate::above \" crate::above"; r#"crate::above " "#; '"'; '\''; b'a';
            x.g::<u8>('}')
        }
"##;
    assert_eq!(
        tokens(source).concat(),
        "fnf<a>(x:&astr)->char{;;;;b;x.g::<u8>()}"
    );
}
