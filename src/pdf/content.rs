//! Contents of pages, forms and appearances to text runs (ISO 32000-1, 7.8.2 and 8.10).

use super::bullets;
use super::interpreter::{Interpreter, State};
use super::marks::Mark;
use super::matrix::Matrix;
use super::object::{Dict, Stream};
use super::operators::Surroundings;
use super::spacing;
use super::unseen;
use super::{Run, ShownPage};

impl<'a> Interpreter<'a> {
    /// Reads the contents of one page, of which a matrix leads to its coordinates. Tells whether all
    /// of its fonts are there.
    pub(super) fn page(
        &mut self,
        number: u32,
        content: &[u8],
        resources: Option<Dict<'a>>,
        matrix: Matrix,
        page: &mut ShownPage,
    ) -> bool {
        let [start, runs, artifacts] = self.so_far();
        self.lacks_font = false;
        self.gaps.clear();
        self.drawn.clear();
        let around = Surroundings {
            page: number,
            resources,
            state: State::on_page(matrix),
            mark: Mark::default(),
            depth: 0,
        };
        self.stream(content, around);
        page.covered = self.drawn.covered(page);
        let firsts = [runs, artifacts];
        let (text, drawn) = (&self.text, &self.drawn);
        unseen::remove(
            text,
            &mut self.runs,
            &mut self.artifacts,
            firsts,
            page,
            drawn,
        );
        let runs = self.runs.get_mut(runs..).unwrap_or_default();
        let artifacts = self.artifacts.get_mut(artifacts..).unwrap_or_default();
        unseen::level([&mut *runs, &mut *artifacts], page);
        spacing::place(&mut self.text, start, [runs, artifacts], &self.gaps);
        let bullets = bullets::runs(&self.drawn.circles, runs);
        self.bullets.extend(bullets);
        !self.lacks_font
    }

    /// Returns the text that the appearance of an annotation shows, as if it stood alone.
    pub(super) fn appearance(&mut self, page: u32, form: Stream<'a>) -> String {
        let before = self.so_far();
        let [start, runs, _] = before;
        self.gaps.clear();
        let around = Surroundings {
            page,
            resources: None,
            state: State::on_page(Matrix::IDENTITY),
            mark: Mark::default(),
            depth: 0,
        };
        self.draw(form, around);
        let shown = self.runs.get_mut(runs..).unwrap_or_default();
        spacing::place(&mut self.text, start, [shown, &mut []], &self.gaps);
        let mut text = String::new();
        let mut last: Option<&Run> = None;
        for run in self.runs.get(runs..).unwrap_or_default() {
            if last.is_some_and(|last| run.y != last.y || run.x - last.x_end >= last.word_gap) {
                text.push(' ');
            }
            text.push_str(self.text.get(run.text.clone()).unwrap_or_default());
            last = Some(run);
        }
        self.go_back(before);
        text
    }
}
