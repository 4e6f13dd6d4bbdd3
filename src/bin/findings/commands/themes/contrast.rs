//! `findings themes --compare`: what divides two groups.

use findings::output::{Asked, ContrastedGroups};
use findings::query::{self, Field, Query};
use findings::themes::{self, ContrastOptions, Side};

use super::Themes;
use crate::Outcome;
use crate::error::CommandError;
use crate::queries;

/// Reads the two groups of a comparison.
pub(super) fn sides(groups: &str, with: Option<&str>) -> Result<(Side, Side), CommandError> {
    let side = |name: &str, text: &str| {
        Ok::<_, CommandError>(Side {
            name: name.to_owned(),
            query: queries::parse(text)?,
        })
    };
    if let Some(with) = with {
        return Ok((side(groups, groups)?, side(with, with)?));
    }
    let parts = groups.split_once('=').and_then(|(field, values)| {
        let (a, b) = values.split_once(':')?;
        (!a.is_empty() && !b.is_empty()).then_some((field, a, b))
    });
    let Some((field, a, b)) = parts else {
        return Err(CommandError::new(format!("`{groups}` are no two groups"))
            .hint("--compare overall=inadequate:good,outstanding")
            .hint("or two queries: --compare 'grade:good' --with 'grade:inadequate'"));
    };
    let field: Field = field.parse().map_err(|error: query::UnknownField| {
        let names = Field::ALL.iter().map(|field| field.name());
        CommandError::new(error.to_string())
            .did_you_mean(&query::spelling::nearest(&error.0, names))
    })?;
    let tag = |values: &str| {
        let values: Vec<String> = values
            .split(',')
            .map(|value| quoted(value.trim()))
            .collect();
        format!("{field}:{}", values.join(","))
    };
    Ok((side(a, &tag(a))?, side(b, &tag(b))?))
}

/// Quotes a value of a tag, behind the mark of exclusion.
fn quoted(value: &str) -> String {
    match value.strip_prefix('!') {
        Some(value) => format!("!\"{value}\""),
        None => format!("\"{value}\""),
    }
}

impl Themes<'_> {
    pub(super) fn contrast(
        &self,
        a: Side,
        b: Side,
        queries: Vec<Query>,
    ) -> Result<Outcome, CommandError> {
        let options = ContrastOptions {
            a,
            b,
            support: self.args.support(),
            queries,
            limit: self.args.limit(),
        };
        let scope = self.scope(&self.query)?;
        let found = themes::contrast(&scope, &options)?;
        if self.args.open.is_some() {
            let rows: Vec<_> = found.more_in_a.iter().chain(&found.more_in_b).collect();
            return self.open_row(rows.iter().map(|key| key.query.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&ContrastedGroups {
            asked: &asked,
            contrast: &found,
        })?;
        Ok(Outcome::of(found.family))
    }
}
