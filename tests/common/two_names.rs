//! Invented reports in which two names are said in the same company.

use std::fs;
use std::ops::Range;

use super::TestEnvironment;

impl TestEnvironment {
    /// Writes reports in which two names stand in the same company, apart from each other, and others in
    /// another; `more` reports say something else.
    pub(crate) fn of_two_names(more: usize) -> Self {
        let env = TestEnvironment::new();
        fs::remove_dir_all(env.path("corpus")).unwrap();
        fs::create_dir(env.path("corpus")).unwrap();
        let places = ["Aford", "Bewick", "Corley", "Dunmere"];
        let company = ["high", "heavy", "manageable", "reduced", "fair", "lower"];
        let others = ["pupils", "teachers", "lessons", "classes", "exams", "desks"];
        for (at, place) in places.iter().enumerate() {
            let mut text = heading(place, at);
            for number in 1..=24 {
                // Both names stand in every company in turn.
                let step = number / 2;
                let (a, b) = ((step + at) % 6, (step / 6 + step + at + 1) % 6);
                let name = ["caseloads", "workloads"][number % 2];
                let school = ["nursery", "school"][(step + at) % 2];
                text += &format!(
                    "\n{number}. The {} {name} {} {place}{number}, {} {school} {}.\n",
                    company[a], company[b], others[b], others[a],
                );
            }
            fs::write(env.path(&format!("corpus/{place}.md")), text).unwrap();
        }
        env.add_reports(0..more);
        env.run(["ingest", "--quiet"]).succeeds();
        env
    }

    /// Adds reports that say neither of the two names.
    pub(crate) fn add_reports(&self, numbers: Range<usize>) {
        for number in numbers {
            let heading = heading("Elmstow", 4 + number);
            let text = format!("{heading}\n1. Plans of visit {number} drift.\n");
            fs::write(self.path(&format!("corpus/elmstow-{number}.md")), text).unwrap();
        }
    }
}

/// Writes what stands before the findings of a report; each number has its own day.
fn heading(place: &str, number: usize) -> String {
    let areas = [
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children in care and care leavers",
        "The experiences and progress of children who need help and protection",
    ];
    let judgements = areas.map(|area| format!("| {area} | Good |\n"));
    format!(
        "# Inspection of {place} City Council local authority children’s services\n\n\
         Inspection dates: 3 to {} {} 2022\n\n| Judgement | Grade |\n|---|---|\n\
         {}| Overall effectiveness | Good |\n\n## {}: Good.\n",
        4 + number % 20,
        ["May", "June", "July"][number / 20],
        judgements.concat(),
        areas[2],
    )
}
