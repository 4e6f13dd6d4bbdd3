//! Questions as addresses ask them: the parameters are the options of the command line.

use super::parameter::{Kind, Parameter};
use crate::query::{Editions, Field, Filters, Query};
use crate::themes::Choosing;

/// The orders of hits, as addresses name them and as they read.
pub(super) const SORTS: [(&str, &str); 5] = [
    ("relevance", "best match first"),
    ("newest", "newest first"),
    ("oldest", "oldest first"),
    ("published", "latest published first"),
    ("authority", "by authority"),
];

/// How a search looks, beside its query.
pub(super) const SEARCH: [Parameter; 10] = [
    Parameter {
        name: "sort",
        label: "Order",
        help: "the order of paragraphs",
        kind: Kind::Choice(&SORTS),
    },
    Parameter {
        name: "sentence",
        label: "all in one sentence",
        help: "all words must stand in one sentence",
        kind: Kind::Flag,
    },
    Parameter {
        name: "exact",
        label: "exactly as they are spelt",
        help: "words are found as they are spelt alone",
        kind: Kind::Flag,
    },
    Parameter {
        name: "concepts",
        label: "and other names of the same thing",
        help: "other names of the same thing are found too",
        kind: Kind::Flag,
    },
    Parameter {
        name: "also",
        label: "and what the reports call it besides",
        help: "what the reports say in the same company is found too; for a query of one name",
        kind: Kind::Flag,
    },
    Parameter {
        name: "any",
        label: "any of the words, best first",
        help: "any of the words will do, best first; for whole sentences",
        kind: Kind::Flag,
    },
    Parameter {
        name: "within",
        label: "Words meet in",
        help: "where all that is asked must meet: in one paragraph, or anywhere in one report",
        kind: Kind::Choice(&WITHIN),
    },
    Parameter {
        name: "latest",
        label: "the newest of each authority",
        help: "only the newest graded report of each authority, as authorities are now",
        kind: Kind::Flag,
    },
    Parameter {
        name: "declined",
        label: "graded lower than before",
        help: "only reports whose overall grade is lower than that of the report before",
        kind: Kind::Flag,
    },
    Parameter {
        name: "told-again",
        label: "told to improve it again",
        help: "only reports that name the query among what must improve, as the graded report before did",
        kind: Kind::Flag,
    },
];
/// Where words may meet, as addresses name it and as it reads.
pub(super) const WITHIN: [(&str, &str); 2] = [
    ("paragraph", "one paragraph"),
    ("report", "one report, wherever"),
];
/// What narrows beside fields.
pub(super) const SCOPE: [Parameter; 6] = [
    Parameter {
        name: "since",
        label: "From",
        help: "the first day on which the inspection may have ended",
        kind: Kind::Day,
    },
    Parameter {
        name: "until",
        label: "To",
        help: "the last day on which the inspection may have ended",
        kind: Kind::Day,
    },
    Parameter {
        name: "published-since",
        label: "Published from",
        help: "the first day on which the report may have been published",
        kind: Kind::Day,
    },
    Parameter {
        name: "published-until",
        label: "Published to",
        help: "the last day on which the report may have been published",
        kind: Kind::Day,
    },
    Parameter {
        name: "source",
        label: "Source",
        help: "whose words: the inspectorate's own, somebody's about them, or both",
        kind: Kind::Choice(&[
            ("primary", "the inspectorate's"),
            ("secondary", "others'"),
            ("all", "both"),
        ]),
    },
    Parameter {
        name: "editions",
        label: "Editions",
        help: "which editions of a report that was published again",
        kind: Kind::Choice(&[("latest", "the newest"), ("all", "all")]),
    },
];
/// Paragraphs that are kept to be quoted.
pub(super) const KEPT: Parameter = Parameter {
    name: "keep",
    label: "Paragraphs",
    help: "paragraphs to quote, each as REPORT#PLACE, or by its short name",
    kind: Kind::Lines,
};
/// More of them than an address holds.
pub(super) const BASKET: Parameter = Parameter {
    name: "basket",
    label: "Basket",
    help: "the name under which the server keeps a list of paragraphs to quote",
    kind: Kind::Text(""),
};
/// Those of a basket that are not quoted.
pub(super) const LEFT_OUT: Parameter = Parameter {
    name: "leave-out",
    label: "Left out",
    help: "paragraphs of the basket that are not quoted",
    kind: Kind::Lines,
};

/// The paragraphs that are kept to be quoted, as addresses name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct KeptNames {
    /// The name of a list that the server keeps.
    pub(super) basket: Option<String>,
    /// Paragraphs beside that list, none twice.
    pub(super) ids: Vec<String>,
    /// Paragraphs of the list that are not quoted.
    pub(super) left_out: Vec<String>,
}

impl KeptNames {
    /// Takes what a parameter says; false where it says nothing of what is kept.
    pub(super) fn take(&mut self, name: &str, value: &str) -> bool {
        let list = match name {
            name if name == KEPT.name => &mut self.ids,
            name if name == LEFT_OUT.name => &mut self.left_out,
            name if name == BASKET.name => {
                self.basket = Some(value.trim().to_owned());
                return true;
            }
            _ => return false,
        };
        for id in value.lines().map(str::trim).filter(|id| !id.is_empty()) {
            if !list.iter().any(|kept| kept == id) {
                list.push(id.to_owned());
            }
        }
        true
    }

    /// Lists the parameters that say it.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'static str, String)> {
        let named = |name, ids: &[String]| {
            let ids = ids.iter().map(move |id| (name, id.clone()));
            ids.collect::<Vec<_>>()
        };
        let basket = self.basket.iter().map(|name| (BASKET.name, name.clone()));
        let ids = named(KEPT.name, &self.ids);
        let left_out = named(LEFT_OUT.name, &self.left_out);
        basket
            .collect::<Vec<_>>()
            .into_iter()
            .chain(ids)
            .chain(left_out)
    }
}

/// A question as an address asks it.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The query.
    pub(super) text: String,
    /// Values of fields, one at a time, in the order of fields; `!value` excludes.
    pub(super) chosen: Vec<(Field, String)>,
    /// What else narrows it, as it is written in addresses: days, sources, editions.
    pub(super) scope: Vec<(&'static str, String)>,
    /// The name of the order.
    pub(super) sort: &'static str,
    pub(super) sentence: bool,
    pub(super) exact: bool,
    pub(super) concepts: bool,
    pub(super) also: bool,
    pub(super) any: bool,
    /// Which reports are chosen, as other reports tell.
    pub(super) choosing: Choosing,
    /// The page, counted from 1.
    pub(super) page: usize,
    pub(super) offset: usize,
    pub(super) limit: usize,
    pub(super) facets: Vec<Field>,
    /// The paragraphs that are kept to be quoted.
    pub(super) kept: KeptNames,
    /// What the tool is asked with besides, as it is written in addresses.
    pub(super) own: Vec<(&'static str, String)>,
}

impl Default for Question {
    fn default() -> Self {
        Question {
            text: String::new(),
            chosen: Vec::new(),
            scope: Vec::new(),
            sort: SORTS[0].0,
            sentence: false,
            exact: false,
            concepts: false,
            also: false,
            any: false,
            choosing: Choosing::default(),
            page: 1,
            offset: 0,
            limit: 10,
            facets: Vec::new(),
            kept: KeptNames::default(),
            own: Vec::new(),
        }
    }
}

impl Question {
    /// Returns what is said of days, sources or editions.
    pub(super) fn scope(&self, name: &str) -> Option<&str> {
        let mut scope = self.scope.iter();
        let (_, value) = scope.find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Returns what a parameter of the tool's own says.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        let mut own = self.own.iter();
        let (_, value) = own.find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Returns everything that a parameter of the tool's own says.
    pub(super) fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        let own = self.own.iter().filter(move |(known, _)| *known == name);
        own.map(|(_, value)| value.as_str())
    }

    /// Returns the number that a parameter of the tool's own says.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.own(name).and_then(|number| number.parse().ok())
    }

    /// Tells whether a flag of the tool's own is set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.own(name) == Some("true")
    }

    /// Returns the filters, which narrow as those of the command line do.
    pub(super) fn filters(&self, query: Option<&Query>) -> Filters {
        let usual = Filters::usual(query);
        let day = |name| self.scope(name).and_then(|day| day.parse().ok());
        let mut filters = Filters {
            since: day("since"),
            until: day("until"),
            published_since: day("published-since"),
            published_until: day("published-until"),
            source: match self.scope("source") {
                None => usual.source,
                Some(source) => source.parse().ok(),
            },
            editions: match self.scope("editions") {
                None => usual.editions,
                Some("all") => Editions::All,
                Some(_) => Editions::Latest,
            },
            ..usual
        };
        for (field, value) in &self.chosen {
            filters.add(*field, value);
        }
        filters
    }

    /// Asks the same so that its parameters say all of these fields and days of inspection.
    pub(super) fn narrowed_as(&self, filters: &Filters) -> Question {
        let mut question = self.clone();
        question.chosen.clear();
        for filter in &filters.fields {
            let none_of = filter.none_of.iter().map(|value| format!("!{value}"));
            let values = filter.any_of.iter().cloned().chain(none_of);
            let values = values.map(|value| (filter.field, value));
            question.chosen.extend(values);
        }
        let days = [
            ("since", filters.since.map(|day| day.first())),
            ("until", filters.until.map(|day| day.last())),
        ];
        for (name, day) in days {
            if let Some(day) = day.filter(|_| self.scope(name).is_none()) {
                question.scope.push((name, day.to_string()));
            }
        }
        question
    }

    /// Lists the parameters that ask this question, without the page.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        let chosen = self.chosen.iter();
        pairs.extend(chosen.map(|(field, value)| (field.name(), value.clone())));
        pairs.extend(self.scope.iter().cloned());
        if self.sort != SORTS[0].0 {
            pairs.push(("sort", self.sort.to_owned()));
        }
        for (name, is_set) in self.flags() {
            if is_set {
                pairs.push((name, "true".to_owned()));
            }
        }
        if self.choosing.within_report {
            pairs.push(("within", "report".to_owned()));
        }
        pairs.extend(self.own.iter().cloned());
        pairs.extend(self.kept.pairs());
        pairs
    }

    /// Lists what can be switched on.
    pub(super) fn flags(&self) -> [(&'static str, bool); 8] {
        [
            ("sentence", self.sentence),
            ("exact", self.exact),
            ("concepts", self.concepts),
            ("also", self.also),
            ("any", self.any),
            ("latest", self.choosing.latest),
            ("declined", self.choosing.declined),
            ("told-again", self.choosing.told_again),
        ]
    }

    /// Asks the same words of paragraphs alone, without any of what can be switched on.
    pub(super) fn plainly(&self) -> Self {
        Question {
            sentence: false,
            exact: false,
            concepts: false,
            also: false,
            any: false,
            choosing: Choosing::default(),
            sort: SORTS[0].0,
            kept: KeptNames::default(),
            ..self.clone()
        }
    }

    /// Asks the same, and carries nothing that is to be quoted.
    pub(super) fn without_kept(&self) -> Self {
        Question {
            kept: KeptNames::default(),
            ..self.clone()
        }
    }

    /// Asks the same of all reports.
    pub(super) fn everywhere(&self) -> Self {
        Question {
            chosen: Vec::new(),
            scope: Vec::new(),
            choosing: Choosing {
                within_report: self.choosing.within_report,
                ..Choosing::default()
            },
            ..self.clone()
        }
    }

    /// Asks the same with one of the [`Question::flags`] switched off.
    pub(super) fn without_flag(&self, name: &str) -> Self {
        let mut other = self.clone();
        if let Some(flag) = other.flag(name) {
            *flag = false;
        }
        other
    }

    /// Finds one of the [`Question::flags`], to be switched.
    pub(super) fn flag(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "sentence" => &mut self.sentence,
            "exact" => &mut self.exact,
            "concepts" => &mut self.concepts,
            "also" => &mut self.also,
            "any" => &mut self.any,
            "latest" => &mut self.choosing.latest,
            "declined" => &mut self.choosing.declined,
            "told-again" => &mut self.choosing.told_again,
            _ => return None,
        })
    }

    /// Asks the same without one of the values of fields, by its place among those chosen.
    pub(super) fn without_value(&self, at: usize) -> Self {
        let mut other = self.clone();
        other.chosen.remove(at);
        other
    }

    /// Tells whether anything narrows it to some reports.
    pub(super) fn is_narrowed(&self) -> bool {
        let choosing = &self.choosing;
        !self.chosen.is_empty()
            || !self.scope.is_empty()
            || choosing.latest
            || choosing.declined
            || choosing.told_again
    }
}

/// Lists values that are joined by commas.
pub(super) fn values(joined: &str) -> impl Iterator<Item = &str> {
    let values = joined.split(',').map(str::trim);
    values.filter(|value| !value.is_empty())
}
