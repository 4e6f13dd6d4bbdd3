//! What a fetch brought, and what would be moved.

use schemars::JsonSchema;
use serde::Serialize;

use crate::fetch::{Arrangement, FetchSummary, FetchedFile, Missed};
use crate::output::sheet::{Part, Sheet};
use crate::output::words::label::{count, size};
use crate::output::{Reply, Screen};

/// What a fetch did: the counts, each file that came, what could not be had, what is doubtful.
#[derive(Debug, Clone, Copy)]
pub struct Fetched<'a> {
    /// What was done.
    pub summary: &'a FetchSummary,
    /// Time on the clock, in seconds.
    pub seconds: f64,
    /// Whether each file is named.
    pub verbose: bool,
}

#[derive(JsonSchema, Serialize)]
struct FetchedRow<'a> {
    dry_run: bool,
    authorities: usize,
    documents: usize,
    fetched: usize,
    changed: usize,
    unchanged: usize,
    missed: usize,
    requests: u64,
    bytes: u64,
    seconds: f64,
    stopped: Option<String>,
    doubts: &'a [String],
    files: Vec<FileRow<'a>>,
    not_had: Vec<MissedRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct FileRow<'a> {
    url: &'a str,
    path: Option<&'a str>,
    link_text: &'a str,
    published: Option<String>,
    bytes: u64,
    changed: bool,
}

impl<'a> From<&'a FetchedFile> for FileRow<'a> {
    fn from(file: &'a FetchedFile) -> Self {
        FileRow {
            url: &file.url,
            path: file.path.as_deref(),
            link_text: &file.text,
            published: file.published.map(|day| day.to_string()),
            bytes: file.bytes,
            changed: file.is_change,
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct MissedRow<'a> {
    url: &'a str,
    link_text: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a Missed> for MissedRow<'a> {
    fn from(missed: &'a Missed) -> Self {
        MissedRow {
            url: &missed.url,
            link_text: &missed.text,
            reason: &missed.reason,
        }
    }
}

impl Fetched<'_> {
    fn changed(&self) -> usize {
        let files = self.summary.fetched.iter();
        files.filter(|file| file.is_change).count()
    }
}

impl Reply for Fetched<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let summary = self.summary;
        let mut sheet = Sheet::default();
        let done = match summary.dry_run {
            true => "would be fetched",
            false => "fetched",
        };
        let changed = match self.changed() {
            0 => String::new(),
            changed => format!(" ({changed} changed)"),
        };
        sheet.say(format!(
            "{} {done}{changed}, {} unchanged, {} not had",
            count(summary.fetched.len() as u64, "document"),
            summary.unchanged,
            summary.missed.len()
        ));
        let pages = match summary.bodies {
            0 => String::new(),
            1 => ", the page of 1 authority looked at".to_owned(),
            bodies => format!(", the pages of {bodies} authorities looked at"),
        };
        sheet.say(format!(
            "{} wanted{pages}; {} ({}) in {:.0} s",
            count(summary.documents as u64, "document"),
            count(summary.requests, "request"),
            size(summary.bytes),
            self.seconds
        ));
        if let Some(stopped) = &summary.stopped {
            sheet.say(format!(
                "Ended before its end: {stopped}. What is there is whole, and the next run goes on."
            ));
        }
        if self.verbose || summary.dry_run {
            let lines = summary.fetched.iter().map(|file| {
                let day = file
                    .published
                    .map_or("undated".to_owned(), |day| day.to_string());
                match &file.path {
                    Some(path) => path.clone(),
                    None => format!("{day}  {}  {}", file.text, file.url),
                }
            });
            sheet.add(Part::List(done.to_owned(), lines.collect()));
        }
        let missed = summary.missed.iter();
        let missed = missed.map(|missed| match missed.text.as_str() {
            "" => format!("{}: {}", missed.url, missed.reason),
            text => format!("{} ({text}): {}", missed.url, missed.reason),
        });
        sheet.add(Part::List("not had".to_owned(), missed.collect()));
        sheet.add(Part::List("doubtful".to_owned(), summary.doubts.clone()));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let summary = self.summary;
        FetchedRow {
            dry_run: summary.dry_run,
            authorities: summary.bodies,
            documents: summary.documents,
            fetched: summary.fetched.len(),
            changed: self.changed(),
            unchanged: summary.unchanged,
            missed: summary.missed.len(),
            requests: summary.requests,
            bytes: summary.bytes,
            seconds: self.seconds,
            stopped: summary.stopped.as_ref().map(ToString::to_string),
            doubts: &summary.doubts,
            files: summary.fetched.iter().map(FileRow::from).collect(),
            not_had: summary.missed.iter().map(MissedRow::from).collect(),
        }
    }
}

/// What was moved into the folder of reports, or would be, and what stays.
#[derive(Debug, Clone, Copy)]
pub struct Arranged<'a> {
    /// The plan.
    pub plan: &'a Arrangement,
    /// Whether it is carried out.
    pub is_done: bool,
}

#[derive(JsonSchema, Serialize)]
struct ArrangedRow<'a> {
    moved: bool,
    moves: Vec<MoveRow<'a>>,
    stays: Vec<StayRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct MoveRow<'a> {
    from: String,
    to: &'a str,
    report_id: &'a str,
}

#[derive(JsonSchema, Serialize)]
struct StayRow<'a> {
    path: String,
    reason: &'a str,
}

impl Reply for Arranged<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::default();
        let (moves, stays) = (&self.plan.moves, &self.plan.stays);
        let done = match self.is_done {
            true => "moved",
            false => "would be moved",
        };
        let stay = match self.is_done {
            true => "stayed",
            false => "would stay",
        };
        sheet.say(format!(
            "{} {done}, {} {stay}",
            count(moves.len() as u64, "file"),
            stays.len()
        ));
        let lines = moves.iter();
        let lines = lines.map(|file| format!("{} -> {}", file.from.display(), file.to));
        sheet.add(Part::List(done.to_owned(), lines.collect()));
        let lines = stays.iter();
        let lines = lines.map(|file| format!("{}: {}", file.path.display(), file.reason));
        sheet.add(Part::List(stay.to_owned(), lines.collect()));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let moves = self.plan.moves.iter().map(|file| MoveRow {
            from: crate::corpus::path_to_text(&file.from),
            to: &file.to,
            report_id: &file.report_id,
        });
        let stays = self.plan.stays.iter().map(|file| StayRow {
            path: crate::corpus::path_to_text(&file.path),
            reason: &file.reason,
        });
        ArrangedRow {
            moved: self.is_done,
            moves: moves.collect(),
            stays: stays.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testutil;

    #[test]
    fn text_and_data_say_what_was_not_had() {
        let summary = FetchSummary {
            bodies: 1,
            documents: 3,
            fetched: vec![FetchedFile {
                url: "https://a.org/file/1".to_owned(),
                text: "Report, PDF - 12 July 2024".to_owned(),
                published: Some(testutil::date("2024-07-12")),
                path: Some("kent/2024-07-12-ilacs-1.pdf".to_owned()),
                bytes: 2_500_000,
                is_change: true,
            }],
            unchanged: 1,
            missed: vec![Missed {
                url: "https://a.org/file/2".to_owned(),
                text: "Letter".to_owned(),
                reason: "the answer is status 500".to_owned(),
            }],
            requests: 5,
            bytes: 2_500_000,
            ..FetchSummary::default()
        };
        let fetched = Fetched {
            summary: &summary,
            seconds: 4.2,
            verbose: true,
        };
        assert_eq!(
            testutil::text(&fetched),
            "1 document fetched (1 changed), 1 unchanged, 1 not had\n\
             3 documents wanted, the page of 1 authority looked at; 5 requests (2.5 MB) in 4 s\n\
             \n\
             fetched\n  kent/2024-07-12-ilacs-1.pdf\n\
             \n\
             not had\n  https://a.org/file/2 (Letter): the answer is status 500\n"
        );
        let json = testutil::json(&fetched);
        assert_eq!(json["files"][0]["published"], "2024-07-12");
        assert_eq!(json["not_had"][0]["link_text"], "Letter");
    }
}
