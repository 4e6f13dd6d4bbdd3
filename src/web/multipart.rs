//! Forms with files: `multipart/form-data` (RFC 7578), as browsers write it.

/// Takes the fields of a form apart, in their order; none where it is not written as it should be.
///
/// A field with a file holds its content.
pub(super) fn fields(boundary: &str, body: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter has no line before it.
    let body = [b"\r\n", body].concat();
    let mut fields = Vec::new();
    let mut rest = after(&body, delimiter.as_bytes())?;
    while !rest.starts_with(b"--") {
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, delimiter.as_bytes())?;
        let (part, others) = part.split_at(end);
        rest = others.get(delimiter.len()..)?;
        let head = find(part, b"\r\n\r\n")?;
        let (head, content) = part.split_at(head);
        let name = name(std::str::from_utf8(head).ok()?)?;
        fields.push((name, content.get(4..)?.to_vec()));
    }
    Some(fields)
}

/// Returns the boundary that a content type names.
pub(super) fn boundary(kind: &str) -> Option<&str> {
    let (_, boundary) = kind.split_once("boundary=")?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// Returns the name that the head of a part gives its field.
fn name(head: &str) -> Option<String> {
    let mut lines = head.split("\r\n");
    let disposition = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let mut parameters = disposition.split(';').map(str::trim);
    let name = parameters.find_map(|parameter| parameter.strip_prefix("name="))?;
    Some(name.trim_matches('"').to_owned())
}

fn after<'b>(bytes: &'b [u8], part: &[u8]) -> Option<&'b [u8]> {
    bytes.get(find(bytes, part)? + part.len()..)
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::{boundary, fields};

    #[test]
    fn a_form_is_taken_apart() {
        let kind = "multipart/form-data; boundary=----x1";
        let body = "------x1\r\nContent-Disposition: form-data; name=\"book\"\r\n\r\na\r\n--b\r\n\
                    ------x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;b.toml\"\r\n\
                    Content-Type: application/toml\r\n\r\n\r\n------x1--\r\n";
        let read = fields(boundary(kind).unwrap(), body.as_bytes()).unwrap();
        let expected = [("book", "a\r\n--b"), ("file", "")];
        let expected =
            expected.map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec()));
        assert_eq!(read, expected);
        // Wherever it is cut off, it is no form.
        for end in 0..body.len() - 4 {
            assert_eq!(fields("----x1", &body.as_bytes()[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_boundary_is_named() {
        assert_eq!(
            boundary("multipart/form-data; boundary=\"a b\"; x=y"),
            Some("a b")
        );
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("multipart/form-data; boundary="), None);
    }
}
