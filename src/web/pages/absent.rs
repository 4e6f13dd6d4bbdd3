//! Silence: the reports in which something is not said.

use super::search::{authorities, notes};
use super::{Visit, form, narrow};
use crate::index::Shown;
use crate::output::Answer;
use crate::output::page::{Text, html, label};
use crate::query::Field;
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::question::Question;
use crate::web::reading::Takes;

pub(in crate::web) fn absent(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    let mut question = Question::read(asked, &Takes::Pages)?;
    question.facets = vec![Field::Authority];
    let understood = question.request(visit.opened, visit.site.options.concepts.clone())?;
    let request = &understood.request;
    let failed = |error| Failure::from(error).of(&question);
    let index = visit.opened.answers.request(request, Shown::None);
    let index = index.map_err(failed)?;
    let mut results = index.search(&request.totals()).map_err(failed)?;
    results.notes.extend(understood.chosen);
    results.notes.extend(understood.widened);
    let silent = index.absent(request).map_err(failed)?;
    let answer = Answer::new(&understood.text, &results);
    let title = format!("Not said: {}", answer.title());
    let number = label::count(silent.len() as u64, "report");
    let contents = html! {
        h1 { (Text(&title)) } "\n"
        @let is_taught = visit.opened.is_taught();
        (form::form(&visit.links, &question, "/absent", &authorities(visit, &results)?, is_taught))
        div class="answer" {
            "\n"
            div class="found" {
                "\n"
                p class="totals" role="status" { (Text(&answer.sentence())) ", none in " (number) "." } "\n"
                (notes(&results))
                p {
                    a href=(visit.links.asking("/search", &question.pairs())) { "The paragraphs that say it" }
                } "\n"
                ul {
                    "\n"
                    @for record in &silent {
                        li { (super::report_link(&visit.links, record)) } "\n"
                    }
                } "\n"
            } "\n"
            div class="narrow" { "\n" (narrow::chosen(visit, &question, "/absent")) } "\n"
        }
    };
    Ok(super::framed(&visit.links, &title, contents))
}
