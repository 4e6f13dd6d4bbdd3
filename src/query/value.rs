//! Reading what stands behind `field:`.

use std::ops::Range;

use super::QueryError;
use super::condition::{Item, Name, Value, example_range};
use super::fold::is_quote;

/// Reads one value.
pub(super) struct ValueReader<'a> {
    text: &'a str,
    /// Where the name of the field begins.
    start: usize,
    at: usize,
    name: Name,
}

impl<'a> ValueReader<'a> {
    /// Starts behind the colon, at `at`.
    pub(super) fn new(text: &'a str, start: usize, at: usize, name: Name) -> Self {
        ValueReader {
            text,
            start,
            at,
            name,
        }
    }

    /// Returns where the value ends, once it is read.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    pub(super) fn read(&mut self) -> Result<Value, QueryError> {
        match self.peek() {
            Some('[') => self.range(),
            Some('(') => self.group(),
            _ => self.list(),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn range(&mut self) -> Result<Value, QueryError> {
        let Some(length) = self.rest().find(']') else {
            return Err(QueryError {
                message: "the range has no closing `]`".to_owned(),
                span: self.start..self.text.len(),
                hint: Some(example_range(self.name)),
            });
        };
        let inner = self.at + 1..self.at + length;
        self.at = inner.end + 1;
        let parts: Vec<&str> = self.text[inner.clone()].split_whitespace().collect();
        let [from, "TO", to] = parts[..] else {
            return Err(QueryError {
                message: "a range is two ends with TO between them".to_owned(),
                span: self.start..self.at,
                hint: Some(example_range(self.name)),
            });
        };
        let end = |text: &str| {
            let item = Item {
                span: inner.clone(),
                text: text.to_owned(),
                excluded: false,
            };
            (text != "*").then_some(item)
        };
        Ok(Value::Range(end(from), end(to)))
    }

    /// Reads `(a OR b)`; spaces and commas part values as well.
    fn group(&mut self) -> Result<Value, QueryError> {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        let mut excluded = false;
        loop {
            let rest = self.rest();
            self.at += rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_whitespace() || c == ',')
                    .len();
            match self.peek() {
                None => {
                    return Err(QueryError {
                        message: "the group of values has no closing `)`".to_owned(),
                        span: open..self.text.len(),
                        hint: None,
                    });
                }
                Some(')') => {
                    self.at += 1;
                    break;
                }
                Some('!' | '-') => {
                    excluded = true;
                    self.at += 1;
                }
                Some(_) => {
                    let item = self.item(excluded)?;
                    match item.text.as_str() {
                        "OR" => {}
                        "NOT" => excluded = true,
                        "AND" => {
                            return Err(QueryError {
                                message: "values of one field are joined by OR".to_owned(),
                                span: item.span,
                                hint: None,
                            });
                        }
                        _ => {
                            items.push(item);
                            excluded = false;
                        }
                    }
                }
            }
        }
        if items.is_empty() {
            return Err(self.missing(open..self.at));
        }
        Ok(Value::List(items))
    }

    /// Reads `a,b,!c`.
    fn list(&mut self) -> Result<Value, QueryError> {
        let mut items = Vec::new();
        loop {
            let excluded = self.peek() == Some('!');
            self.at += usize::from(excluded);
            items.push(self.item(excluded)?);
            let more = self
                .rest()
                .strip_prefix(',')
                .and_then(|rest| rest.chars().next());
            if !more.is_some_and(|c| !c.is_whitespace() && c != ')') {
                return Ok(Value::List(items));
            }
            self.at += 1;
        }
    }

    /// Reads one value, quoted or not.
    fn item(&mut self, excluded: bool) -> Result<Item, QueryError> {
        let start = self.at;
        let rest = self.rest();
        let quote = rest
            .chars()
            .next()
            .filter(|c| is_quote(*c))
            .map_or(0, char::len_utf8);
        let inner = &rest[quote..];
        let length = if quote > 0 {
            let Some(length) = inner.find(is_quote) else {
                return Err(QueryError {
                    message: "the value has no closing quotation mark".to_owned(),
                    span: start..self.text.len(),
                    hint: None,
                });
            };
            length
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ')') || is_quote(c);
            inner.find(ends).unwrap_or(inner.len())
        };
        self.at = start + quote + length;
        if quote > 0 {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        let text = inner[..length].trim().to_owned();
        if text.is_empty() {
            return Err(self.missing(start..self.at));
        }
        Ok(Item {
            span: start..self.at,
            text,
            excluded,
        })
    }

    fn missing(&self, span: Range<usize>) -> QueryError {
        QueryError {
            message: "a value is missing".to_owned(),
            span: self.start..span.end,
            hint: Some("field:value, field:a,b or field:(a OR b)".to_owned()),
        }
    }
}
