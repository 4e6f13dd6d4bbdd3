//! The kind of a document, told from its first page.

use crate::gazetteer::{Family, Gazetteer, Meaning, fold};
use crate::layout::{Block, Role};
use crate::model::{Framework, Kind};

use super::dates;

/// What kind of document it is, and under which framework it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Classified {
    pub(super) kind: Kind,
    pub(super) framework: Option<Framework>,
}

/// Words of a page that count as its first, where a format knows no pages.
const FIRST_PAGE_BLOCKS: usize = 40;
/// The year in which the last letters of the first series of joint inspections were written.
const LAST_EARLY_JTAI: i16 = 2020;
/// A title is not longer, in bytes.
const MAX_TITLE: usize = 300;

/// Returns the blocks of the first page.
pub(super) fn first_page(blocks: &[Block]) -> &[Block] {
    let end = blocks
        .iter()
        .position(|block| block.page > 1)
        .unwrap_or(blocks.len());
    let paged = blocks.last().is_some_and(|block| block.page > 1);
    &blocks[..if paged {
        end
    } else {
        end.min(FIRST_PAGE_BLOCKS)
    }]
}

/// Tells the kind. The order of the questions matters: reports of one kind mention others.
pub(super) fn classify(blocks: &[Block], gazetteer: &Gazetteer) -> Classified {
    let page: Vec<String> = first_page(blocks)
        .iter()
        .filter(|block| block.role != Role::Note && block.text.len() <= MAX_TITLE)
        .map(|block| fold(block.body()))
        .collect();
    let starts = |prefix: &str| page.iter().any(|line| line.starts_with(prefix));
    let holds = |words: &str| page.iter().any(|line| line.contains(words));
    let is_letter = starts("dear ");

    let known = |kind, framework| Classified {
        kind,
        framework: Some(framework),
    };
    // A title may be broken over two lines.
    let pairs = page.windows(2).map(|pair| pair.join(" "));
    if page.iter().cloned().chain(pairs).any(|line| {
        line.contains("area send inspection of") && line.contains("local area partnership")
    }) {
        return known(Kind::AreaSend, Framework::AreaSend2023);
    }
    if starts("inspection of looked after children services") {
        return known(Kind::LookedAfter, Framework::Lac2012);
    }
    if starts("inspection of progress made in the provision of safeguarding services") {
        return known(Kind::JarProgress, Framework::JarProgress2009);
    }
    let sif = "services for children in need of help and protection children looked after and care leavers";
    if holds(sif) && holds("inspection date") {
        let again = starts("re inspection of") || starts("reinspection of");
        let kind = if again {
            Kind::SifReinspection
        } else {
            Kind::Sif
        };
        return known(kind, Framework::Sif2013);
    }
    if starts("review of the effectiveness of the local safeguarding children board") {
        return known(Kind::LscbReview, Framework::Sif2013);
    }
    if is_letter && page.iter().any(|line| is_jtai_title(line)) {
        let written = first_page(blocks)
            .iter()
            .find_map(|block| dates::whole_date(&block.text));
        let early = starts("dear local partnership")
            || written.is_some_and(|date| date.year() <= LAST_EARLY_JTAI);
        let framework = if early {
            Framework::Jtai2016
        } else {
            Framework::Jtai2022
        };
        return known(Kind::Jtai, framework);
    }
    if is_letter
        && (starts("joint area send inspection in")
            || starts("joint local area send inspection in"))
    {
        return known(Kind::AreaSend, Framework::AreaSend2016);
    }
    if let Some(framework) = ilacs(blocks, gazetteer) {
        return known(Kind::Ilacs, framework);
    }
    visit(&page, blocks).unwrap_or_else(|| secondary(blocks))
}

/// Looks for the rows of the judgement table; their number tells the framework.
fn ilacs(blocks: &[Block], gazetteer: &Gazetteer) -> Option<Framework> {
    let rows: Vec<_> = first_page(blocks)
        .iter()
        .filter_map(
            |block| match gazetteer.heading(Family::Ilacs, &block.text) {
                Some(Meaning::Area(area, _)) => Some(area),
                _ => None,
            },
        )
        .collect();
    let names = |slug: &str| rows.iter().any(|area| area.slug() == slug);
    let is_ilacs = names("leaders") && names("help-and-protection");
    is_ilacs.then(|| {
        if names("care-leavers") {
            Framework::Ilacs2023
        } else {
            Framework::Ilacs2018
        }
    })
}

fn is_jtai_title(line: &str) -> bool {
    line.starts_with("joint targeted area inspection")
}

/// Letters after visits between inspections.
fn visit(page: &[String], blocks: &[Block]) -> Option<Classified> {
    let opening: Vec<String> = first_page(blocks)
        .iter()
        .map(|block| fold(block.body()))
        .collect();
    let announces = |kind: &str| {
        let title = page.iter().any(|line| {
            let behind = line.strip_prefix(kind).unwrap_or_default();
            behind.starts_with(" to ") || behind.starts_with(" of ")
        });
        let sentence = opening.iter().any(|line| {
            line.starts_with("this letter summarises the findings") && line.contains(kind)
        });
        title && page.iter().any(|line| line.starts_with("dear ")) || sentence
    };
    let framework = |latest: &[Block]| {
        let year = latest
            .iter()
            .find_map(|block| super::dates::find_date(block.body()));
        match year {
            Some(date) if date.year() >= 2023 => Framework::Ilacs2023,
            _ => Framework::Ilacs2018,
        }
    };
    let kind = if announces("focused visit") || announces("focussed visit") {
        Kind::FocusedVisit
    } else if announces("monitoring visit") {
        Kind::MonitoringVisit
    } else {
        return None;
    };
    Some(Classified {
        kind,
        framework: Some(framework(first_page(blocks))),
    })
}

/// What others write about inspections.
fn secondary(blocks: &[Block]) -> Classified {
    let all: String = blocks
        .iter()
        .map(|block| fold(block.body()) + " \n ")
        .collect();
    let text = format!(" {all}");
    let count = |words: &str| text.matches(words).count();
    let about = count(" ofsted ") + count(" inspectors ") > 0;
    let paper = [
        " purpose of report",
        " agenda item",
        " cabinet member",
        " recommendations",
        " background papers",
    ]
    .iter()
    .filter(|words| text.contains(**words))
    .count();
    let kind = if !about {
        Kind::Other
    } else if paper >= 3 && text.contains(" report") {
        Kind::CouncilPaper
    } else if count(" cllr ") + count(" councillor ") > 0 && count(" we ") + count(" our ") > 1 {
        Kind::News
    } else {
        Kind::Press
    };
    Classified {
        kind,
        framework: None,
    }
}
