//! The filters, the same on every command.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use findings::model::{PartialDate, Source};
use findings::query::{Editions, Field, Filters, Query};

use crate::complete;

/// Filters by tags. Values can be repeated or separated by commas; `!value` excludes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Filters (repeatable; comma lists; !VALUE excludes)")]
pub(crate) struct FilterArgs {
    /// The authority inspected
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Authority))]
    authority: Vec<String>,

    /// The authority's region
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Region))]
    region: Vec<String>,

    /// The authority's type, such as `london-borough`
    #[arg(long = "type", value_name = "SLUG", add = complete::filter(Field::Type))]
    authority_type: Vec<String>,

    /// The provider inspected: a school, a home, a service
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Provider))]
    provider: Vec<String>,

    /// The kind of report, such as `ilacs` or `jtai`
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Kind))]
    kind: Vec<String>,

    /// The inspection framework
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Framework))]
    framework: Vec<String>,

    /// The judgement area of the paragraph
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Area))]
    area: Vec<String>,

    /// The group of areas that correspond across frameworks, such as `care`
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::AreaGroup))]
    area_group: Vec<String>,

    /// The section of the report, such as `findings` or `improvement`; `notes` are found by it alone
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Section))]
    section: Vec<String>,

    /// The grade of the paragraph's area
    #[arg(long, value_name = "GRADE", add = complete::filter(Field::Grade))]
    grade: Vec<String>,

    /// The overall grade of the report
    #[arg(long, value_name = "GRADE", add = complete::filter(Field::Overall))]
    overall: Vec<String>,

    /// The lead inspector
    #[arg(long, value_name = "NAME", add = complete::filter(Field::Inspector))]
    inspector: Vec<String>,

    /// The outcome of the national framework that an item refers to, by number
    #[arg(long, value_name = "N", add = complete::filter(Field::Outcome))]
    outcome: Vec<String>,

    /// The enabler of the national framework that an item refers to, by number
    #[arg(long, value_name = "N", add = complete::filter(Field::Enabler))]
    enabler: Vec<String>,

    /// The principle of the national framework that an item refers to, by number
    #[arg(long, value_name = "N", add = complete::filter(Field::Principle))]
    principle: Vec<String>,

    /// The first day on which the inspection may have ended: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,

    /// The last day on which the inspection may have ended: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,

    /// The first day on which the report may have been published: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    published_since: Option<PartialDate>,

    /// The last day on which the report may have been published: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    published_until: Option<PartialDate>,

    /// Whose words: the inspectorate's own or somebody's about them [default: primary]
    #[arg(long, value_name = "SOURCE")]
    source: Option<SourceArg>,

    /// Which editions of a report that was published again [default: latest]
    #[arg(long, value_name = "WHICH")]
    editions: Option<EditionsArg>,
}

/// See [`FilterArgs::editions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EditionsArg {
    /// The newest
    Latest,
    /// Every one
    All,
}

/// See [`FilterArgs::source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SourceArg {
    /// The inspectorate's
    Primary,
    /// Those of councils and the press
    Secondary,
    /// Both
    All,
}

impl FilterArgs {
    /// Returns the filters; whether their values exist is found out when searching.
    pub(crate) fn filters(&self, query: Option<&Query>) -> Filters {
        let usual = Filters::usual(query);
        let mut filters = Filters {
            since: self.since,
            until: self.until,
            published_since: self.published_since,
            published_until: self.published_until,
            source: match self.source {
                None => usual.source,
                Some(SourceArg::Primary) => Some(Source::Primary),
                Some(SourceArg::Secondary) => Some(Source::Secondary),
                Some(SourceArg::All) => None,
            },
            editions: match self.editions {
                None => usual.editions,
                Some(EditionsArg::Latest) => Editions::Latest,
                Some(EditionsArg::All) => Editions::All,
            },
            ..Filters::default()
        };
        for (field, given) in [
            (Field::Authority, &self.authority),
            (Field::Region, &self.region),
            (Field::Type, &self.authority_type),
            (Field::Provider, &self.provider),
            (Field::Kind, &self.kind),
            (Field::Framework, &self.framework),
            (Field::Area, &self.area),
            (Field::AreaGroup, &self.area_group),
            (Field::Section, &self.section),
            (Field::Grade, &self.grade),
            (Field::Overall, &self.overall),
            (Field::Inspector, &self.inspector),
            (Field::Outcome, &self.outcome),
            (Field::Enabler, &self.enabler),
            (Field::Principle, &self.principle),
        ] {
            for values in given {
                filters.add(field, values);
            }
        }
        filters
    }
}

/// Parses the name of one of some fields.
pub(crate) fn field_parser(fields: &[Field]) -> impl TypedValueParser<Value = Field> + use<> {
    let names = fields.iter().map(|field| field.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Field>())
}
