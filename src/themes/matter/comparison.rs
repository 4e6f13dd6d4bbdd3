//! Whether two items ask for the same, and why.

use super::reading::{Leading, Matter, Narrow};
use super::table::Table;

/// An item is about no more practices than these.
const MOST_SUBJECTS: usize = 3;

/// Whether two items ask for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The same practice for the same children, in whatever words; one may be wider.
    Same,
    /// The same practice for other children, or aside in both.
    Partly,
}

impl Verdict {
    /// Returns the slug.
    pub const fn slug(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Partly => "partly",
        }
    }
}

/// Why two items ask for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Common {
    /// How far they do.
    pub verdict: Verdict,
    /// The practices that both name, those that decide first; none where words alone decide.
    pub practices: Vec<&'static str>,
    /// The children whom both name.
    pub children: Vec<&'static str>,
    /// The qualities that both name.
    pub qualities: Vec<&'static str>,
    /// What keeps them apart, where it is so.
    pub apart: Option<Apart>,
}

/// What keeps two items apart that name the same practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// They name other children.
    Children,
    /// One is about these alone.
    Narrower(Vec<&'static str>),
    /// Both name it aside.
    Aside,
}

impl Common {
    /// What two items have in common whose words alone tell that they ask for the same.
    pub const fn of_words() -> Self {
        Common {
            verdict: Verdict::Same,
            practices: Vec::new(),
            children: Vec::new(),
            qualities: Vec::new(),
            apart: None,
        }
    }
}

impl Matter {
    /// Compares with an item of another report; none where the two have no practice in common.
    pub fn compare(&self, other: &Matter) -> Option<Common> {
        let table = Table::builtin();
        let named = self.named.iter().filter_map(|here| {
            let mut there = other.named.iter();
            let there = there.find(|there| there.practice == here.practice)?;
            let apart = if self.children_differ(other) {
                Some(Apart::Children)
            } else if here.is_about || there.is_about {
                None
            } else {
                Some(Apart::Aside)
            };
            Some((here.practice, apart))
        });
        let leading = self.leading.iter().filter(|here| here.leads);
        let leading = leading.filter_map(|here| {
            // What is asked for nobody in particular, or for no children, is another matter.
            let for_some = !self.children.is_empty() && !other.children.is_empty();
            if table.practices[here.practice].same_children && !for_some {
                return None;
            }
            let there = other.leading.iter().filter(|there| there.leads);
            let mut there = there.filter(|there| there.practice == here.practice);
            let aparts: Vec<_> = there
                .by_ref()
                .map(|there| self.apart(other, here, there, table))
                .collect();
            let best = aparts.iter().position(Option::is_none).unwrap_or(0);
            Some((here.practice, aparts.into_iter().nth(best)?))
        });
        let mut shared: Vec<_> = named.chain(leading).collect();
        // The sort is stable.
        shared.sort_by_key(|(_, apart)| apart.is_some());
        let (_, apart) = shared.first()?;
        let verdict = match apart {
            None => Verdict::Same,
            Some(_) => Verdict::Partly,
        };
        let decides = shared
            .iter()
            .filter(|(_, other)| other.is_none() == apart.is_none());
        let mut practices: Vec<&str> = Vec::new();
        for (practice, _) in decides {
            let name = table.practices[*practice].name.as_str();
            if !practices.contains(&name) {
                practices.push(name);
            }
        }
        let children = common(&self.children, &other.children);
        let qualities = common(&self.qualities, &other.qualities);
        Some(Common {
            verdict,
            practices,
            children: children
                .map(|at| table.children[at].name.as_str())
                .collect(),
            qualities: qualities.map(|at| table.qualities[at].as_str()).collect(),
            apart: apart.clone(),
        })
    }

    /// Tells whether a text speaks of a practice that this item asks for.
    pub fn is_spoken_of_in(&self, other: &Matter) -> bool {
        let named = self.named.iter().map(|named| named.practice);
        let leading = self.leading.iter().filter(|leading| leading.leads);
        let mut practices = named.chain(leading.map(|leading| leading.practice));
        practices.any(|practice| other.names(practice))
    }

    /// Tells whether a text is about a practice that this item is about, of those that count wherever they
    /// are named. An item that lists many is about none of them in particular.
    pub fn is_subject_of(&self, other: &Matter) -> bool {
        let here = self.named.iter().filter(|named| named.is_about);
        here.clone().count() <= MOST_SUBJECTS
            && here.clone().any(|here| {
                let mut there = other.named.iter();
                there.any(|there| there.practice == here.practice && there.is_about)
            })
    }

    /// Returns what keeps two items apart that begin with the same practice.
    fn apart(
        &self,
        other: &Matter,
        here: &Leading,
        there: &Leading,
        table: &'static Table,
    ) -> Option<Apart> {
        if here.narrowed != there.narrowed {
            let here_alone = here
                .narrowed
                .iter()
                .filter(|at| !there.narrowed.contains(at));
            let there_alone = there
                .narrowed
                .iter()
                .filter(|at| !here.narrowed.contains(at));
            let names = here_alone
                .chain(there_alone)
                .map(|narrow| narrow.name(table));
            return Some(Apart::Narrower(names.collect()));
        }
        let differ = match table.practices[here.practice].same_children {
            true => common(&self.children, &other.children).next().is_none(),
            false => self.children_differ(other),
        };
        differ.then_some(Apart::Children)
    }

    /// Tells whether both name children, and none that the other names.
    fn children_differ(&self, other: &Matter) -> bool {
        let both = !self.children.is_empty() && !other.children.is_empty();
        both && common(&self.children, &other.children).next().is_none()
    }
}

impl Narrow {
    fn name(self, table: &'static Table) -> &'static str {
        match self {
            Narrow::Practice(at) => &table.practices[at].name,
            Narrow::Children(at) => &table.children[at].name,
        }
    }
}

/// Lists what stands in both of two sorted lists.
fn common<'a>(a: &'a [usize], b: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    a.iter().copied().filter(|at| b.contains(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(then: &str, now: &str, expected: Option<(Verdict, &[&str])>) {
        let (then, now) = (Matter::of(then), Matter::of(now));
        for (a, b) in [(&then, &now), (&now, &then)] {
            let common = a.compare(b);
            let got = common
                .as_ref()
                .map(|common| (common.verdict, &common.practices[..]));
            assert_eq!(got, expected, "{then:?}\n{now:?}");
        }
    }

    #[test]
    fn the_same_in_other_words() {
        check(
            "Ensure that every child in long-term care has their life story recorded.",
            "Services for children in care, including life histories.",
            Some((Verdict::Same, &["life-story work"])),
        );
        check(
            "Management oversight of practice.",
            "The regularity of supervision.",
            Some((Verdict::Same, &["supervision and management oversight"])),
        );
    }

    #[test]
    fn other_children_are_another_matter_in_part() {
        check(
            "Personal education plans of children looked after.",
            "Support for care leavers, including personal education plans.",
            Some((Verdict::Partly, &["personal education plans"])),
        );
    }

    /// Read in real reports: each was named again, or partly.
    #[test]
    fn what_only_sounds_alike_is_another_matter() {
        check(
            "Initial health assessments are completed promptly.",
            "Approach to assessing children who are remanded.",
            None,
        );
        check(
            "Child protection plans set out key actions.",
            "The number of children who have an advocate, including children with a child protection plan.",
            None,
        );
        check(
            "Manageable caseloads and workload support for social workers.",
            "Support for care leavers.",
            None,
        );
        check(
            "Assessments of family and friend carers.",
            "Assessments of connected carers.",
            Some((Verdict::Same, &["connected carers", "assessments"])),
        );
    }

    /// Long items were "not mentioned" by paragraphs on nothing else.
    #[test]
    fn a_finding_is_about_what_an_item_is_about() {
        let item = "Take steps to improve the timeliness of response to children who are privately fostered.";
        let is_about = |finding: &str| Matter::of(item).is_subject_of(&Matter::of(finding));
        assert!(is_about(
            "Children in private fostering arrangements are seen soon."
        ));
        assert!(!is_about("Children in care are visited."));
        // Named in passing.
        assert!(!is_about(
            "Senior leaders have worked hard with all partners to understand what schools know of private fostering."
        ));
    }

    #[test]
    fn a_narrower_item_is_partly_the_same() {
        let then = Matter::of("Management oversight of practice.");
        let now = Matter::of("Management oversight of children in unregistered homes.");
        let common = then.compare(&now).unwrap();
        assert_eq!(common.verdict, Verdict::Partly);
        let names = vec!["unregistered and unregulated homes"];
        assert_eq!(common.apart, Some(Apart::Narrower(names)));
    }

    #[test]
    fn what_is_only_mentioned_is_nothing_in_common() {
        check(
            "The views that families have of what is in plans.",
            "The quality of plans.",
            None,
        );
    }
}
