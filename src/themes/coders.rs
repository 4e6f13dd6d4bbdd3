//! Coders: how far readers who coded by hand agree with each other.

use std::collections::BTreeMap;

use super::hand_coding::HandCoding;
use super::stats::{Reliability, cohen_kappa};

/// How far coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Coders {
    /// Who they are, by name.
    pub coders: Vec<String>,
    /// Each theme on which any two decided, by name.
    pub themes: Vec<CodersOnTheme>,
    /// All decisions together: a unit and a theme count once.
    pub overall: Reliability,
}

/// How far coders agree on a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct CodersOnTheme {
    /// The theme.
    pub theme: String,
    /// How far they agree.
    pub reliability: Reliability,
    /// The units on which they differ, by name.
    pub differences: Vec<Difference>,
}

/// A unit on which coders differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The unit.
    pub id: String,
    /// Who found the theme in it.
    pub yes: Vec<String>,
    /// Who did not.
    pub no: Vec<String>,
}

/// A unit with who decided how.
type Votes<'a> = BTreeMap<&'a str, bool>;

/// Compares what coders decided, theme by theme.
pub fn compare_coders(coding: &HandCoding) -> Coders {
    let coders = coding.coders();
    let mut by_theme: BTreeMap<&str, BTreeMap<&str, Votes<'_>>> = BTreeMap::new();
    for made in &coding.decisions {
        let units = by_theme.entry(&made.theme).or_default();
        let votes = units.entry(&made.id).or_default();
        votes.insert(&made.coder, made.value);
    }
    let all: Vec<&Votes<'_>> = by_theme.values().flat_map(BTreeMap::values).collect();
    let themes = by_theme.iter().filter_map(|(theme, units)| {
        let votes: Vec<&Votes<'_>> = units.values().collect();
        let reliability = reliability(&votes, &coders);
        let differing = units.iter().filter(|(_, votes)| {
            let mut values = votes.values();
            let first = values.next();
            values.any(|value| Some(value) != first)
        });
        (reliability.n > 0).then(|| CodersOnTheme {
            theme: (*theme).to_owned(),
            reliability,
            differences: differing.map(|(id, votes)| difference(id, votes)).collect(),
        })
    });
    Coders {
        themes: themes.collect(),
        overall: reliability(&all, &coders),
        coders,
    }
}

fn difference(id: &str, votes: &Votes<'_>) -> Difference {
    let who = |wanted: bool| {
        let of = votes.iter().filter(move |(_, value)| **value == wanted);
        of.map(|(coder, _)| (*coder).to_owned()).collect()
    };
    Difference {
        id: id.to_owned(),
        yes: who(true),
        no: who(false),
    }
}

/// Computes the figures of some units; kappa where there are two coders.
fn reliability(units: &[&Votes<'_>], coders: &[String]) -> Reliability {
    let counts = units.iter().map(|votes| {
        let yes = votes.values().filter(|value| **value).count() as u64;
        [votes.len() as u64 - yes, yes]
    });
    let counts: Vec<[u64; 2]> = counts.collect();
    let kappa = match coders {
        [first, second] => {
            let vote = |votes: &Votes<'_>| {
                let of = |coder: &String| votes.get(coder.as_str()).copied();
                of(first).zip(of(second))
            };
            let pairs = units.iter().filter_map(|votes| vote(votes));
            let of = |wanted| pairs.clone().filter(|pair| *pair == wanted).count() as u64;
            let (both, neither) = (of((true, true)), of((false, false)));
            cohen_kappa(both, of((true, false)), of((false, true)), neither)
        }
        _ => None,
    };
    Reliability {
        kappa,
        ..Reliability::of_units(&counts)
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare_coders};
    use crate::themes::HandCoding;
    use crate::themes::stats::Reliability;

    fn coding(lines: &str) -> HandCoding {
        let text = format!("coder,id,theme,value\n{lines}");
        HandCoding::parse(&text, "", None).unwrap()
    }

    #[test]
    fn two_coders_have_the_figures_of_their_four_counts() {
        let lines = "Ann,a,plans,1\nBo,a,plans,1\nAnn,b,plans,1\nBo,b,plans,0\nAnn,c,plans,0\nBo,c,plans,0\n\
                     Ann,d,plans,1\nAnn,a,visits,0\nBo,a,visits,1\n";
        let found = compare_coders(&coding(lines));
        assert_eq!(found.coders, ["Ann", "Bo"]);
        let [plans, visits] = &found.themes[..] else {
            panic!("{found:?}")
        };
        // What one coder alone decided on counts for the shares of AC1 and for nothing else.
        let alike = Reliability::of_two([1, 1, 0, 1]);
        assert_eq!(
            (plans.reliability.n, plans.reliability.alpha),
            (3, alike.alpha)
        );
        assert_eq!(plans.reliability.kappa, alike.kappa);
        let difference = Difference {
            id: "b".to_owned(),
            yes: vec!["Ann".to_owned()],
            no: vec!["Bo".to_owned()],
        };
        assert_eq!(plans.differences, [difference]);
        assert_eq!(visits.differences.len(), 1);
        assert_eq!(found.overall.n, 4);
        assert_eq!(found.overall.kappa, Reliability::of_two([1, 1, 1, 1]).kappa);
    }

    #[test]
    fn of_three_coders_there_is_no_kappa() {
        let found = compare_coders(&coding(
            "A,a,plans,1\nB,a,plans,1\nC,a,plans,0\nA,b,plans,0\nB,b,plans,0\n",
        ));
        let plans = &found.themes[0].reliability;
        assert!(plans.kappa.is_none() && plans.alpha.is_some());
        assert_eq!(plans.agreement, Some((1.0 / 3.0 + 1.0) / 2.0));
    }
}
