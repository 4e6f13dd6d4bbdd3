#!/usr/bin/env python3
"""Sets the thesaurus of findings beside gensim's word vectors, made of the same paragraphs.

    python3 benches/compare/related.py REPORTS --python venv/bin/python --table TABLE

Processor seconds, peak of memory and, where a table of names is given, for how many of them an
expected name stands among the first ten. A table is CSV with the columns `query` and `any_of`, the
latter names joined by `|`. Names that contain the question or are a part of it do not count, in
either. The Python that `--python` names needs the wheel gensim 4.4.0; everything else is as in
`compare.py`, of which this is a part. Skip-gram over 300 reports takes minutes;
in the five passes that gensim makes by itself it finds fewer names than in thirty.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from compare import Bench, Cost, in_turn, run, table

GENSIM = "4.4.0"

# What is asked of gensim: phrases of two and three words by association, then vectors of 200
# dimensions over four words to each side, as the thesaurus has them. Its vectors depend on chance
# where several threads make them, so one does.
PROGRAM = """
import json, sys
import gensim
from gensim.models import Word2Vec
from gensim.models.phrases import Phrases
wanted, skip_gram, epochs, texts, asked, answer = sys.argv[1:]
if gensim.__version__ != wanted:
    raise SystemExit(f"gensim {wanted} is wanted, this is {gensim.__version__}")
with open(texts, encoding="utf-8") as lines:
    texts = [line.split() for line in lines]
for _ in range(2):
    phrases = Phrases(texts, min_count=20, threshold=10.0).freeze()
    texts = [phrases[text] for text in texts]
model = Word2Vec(texts, vector_size=200, window=4, min_count=8, sg=int(skip_gram),
                 epochs=int(epochs), workers=1, seed=1)
names = {}
with open(asked, encoding="utf-8") as lines:
    for name in map(str.strip, lines):
        words = name.split()
        known = [w for w in ["_".join(words)] if w in model.wv] or [w for w in words if w in model.wv]
        near = model.wv.most_similar(positive=known, topn=60) if known else []
        names[name] = [word.replace("_", " ") for word, _ in near]
with open(answer, "w", encoding="utf-8") as file:
    json.dump(names, file)
"""


def words(text: str) -> list[str]:
    """Returns the folded words of a text, apostrophes left out and hyphens taken for spaces."""
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))


def stems(name: str) -> tuple[str, ...]:
    """Returns words without the ends of plurals."""
    return tuple(re.sub(r"(?<=..)(ies|y|es|s|e)$", "", word) for word in words(name))


def contains(name: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tells whether a name holds another, word for word."""
    return any(name[at : at + len(part)] == part for at in range(len(name) - len(part) + 1))


def is_found(query: str, expected: str, names: Iterable[str]) -> bool:
    """Tells whether an expected name stands among the first ten that are no parts of the question."""
    asked = stems(query)
    others = (name for name in map(stems, names))
    apart = [name for name in others if not contains(name, asked) and not contains(asked, name)]
    first = list(dict.fromkeys(apart))[:10]
    return any(stems(name) in first for name in expected.split("|"))


class Related(Bench):
    """An index, its paragraphs as lines of words, and the names that are asked for."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        super().__init__(options, folder)
        self.expected: list[tuple[str, str]] = []
        if options.table:
            with options.table.open(encoding="utf-8", newline="") as file:
                self.expected = [(row["query"], row["any_of"]) for row in csv.DictReader(file)]
        self.epochs = options.epochs
        self.index_folder, _ = self.index
        self.lines = folder / "lines"
        # Copies of paragraphs count once, as they do in the thesaurus.
        texts = dict.fromkeys(" ".join(words(each["text"])) for each in self.paragraphs())
        self.lines.write_text("\n".join(texts), encoding="utf-8")
        self.asked = folder / "asked"
        names = [" ".join(words(query)) for query, _ in self.expected]
        self.asked.write_text("\n".join(names), encoding="utf-8")

    def related(self) -> Cost:
        """Asks for a name, with the thesaurus that is kept or made for it."""
        command = [self.findings, "related", "children", "--index", self.index_folder]
        return run(command, self.output, accepted=(0, 1))

    def made(self) -> Cost:
        """Makes the thesaurus for a question."""
        (self.index_folder / "thesaurus").unlink(missing_ok=True)
        return self.related()

    def gensim(self, skip_gram: int) -> Cost:
        """Makes word vectors, and asks them."""
        files = [self.lines, self.asked, self.folder / f"gensim-{skip_gram}"]
        command = [self.python, "-c", PROGRAM, GENSIM, str(skip_gram), str(self.epochs), *files]
        return run(command, self.output)

    def names(self, row: str) -> dict[str, list[str]]:
        """Returns what each was told, by question."""
        if row in SKIP_GRAM:
            answer = self.folder / f"gensim-{SKIP_GRAM[row]}"
            return json.loads(answer.read_text(encoding="utf-8"))
        queries = [query for query, _ in self.expected]
        command = [self.findings, "related", *queries, "--limit", "60", "--format", "json"]
        done = subprocess.run(
            [*command, "--index", self.index_folder], check=False, stdout=subprocess.PIPE, text=True
        )
        answers = json.loads(done.stdout)
        answers = answers if isinstance(answers, list) else [answers]
        return {
            " ".join(words(answer["query"])): [name["text"] for name in answer["related"]]
            for answer in answers
        }

    def score(self, row: str) -> str:
        """Says for how many questions an expected name was found."""
        if not self.expected:
            return ""
        told = self.names(row)
        found = [is_found(q, expected, told[" ".join(words(q))]) for q, expected in self.expected]
        return f"{sum(found)} of {len(found)}"


# The rows of gensim, with what tells its two models apart.
SKIP_GRAM = {"gensim, skip-gram": 1, "gensim, CBOW": 0}


def main() -> None:
    """Reads the arguments and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, metavar="REPORTS", help="a folder of reports")
    parser.add_argument("--findings", type=Path, metavar="BIN", help="the program [default: built]")
    parser.add_argument("--python", default=sys.executable, help="the Python that has gensim")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="runs of each [default: 1]")
    parser.add_argument("--table", type=Path, metavar="CSV", help="names with what else they are called")
    parser.add_argument("--epochs", type=int, default=5, metavar="N", help="passes of gensim over the text [default: 5]")
    parser.add_argument("--only", nargs="+", choices=SKIP_GRAM, default=list(SKIP_GRAM))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Related(options, Path(folder))
        tasks: dict[str, Callable[[], Cost]] = {
            "findings, made for a question": bench.made,
            "findings, kept": bench.related,
        }
        for name in options.only:
            tasks[name] = lambda skip_gram=SKIP_GRAM[name]: bench.gensim(skip_gram)
        costs = in_turn(tasks, options.runs)
        rows = [
            [name, f"{cost.cpu:.3f} s", f"{cost.wall:.3f} s", f"{cost.peak / 1000:.0f} MB", bench.score(name)]
            for name, cost in costs.items()
        ]
        header = ["processor", "clock", "memory", "found in the first ten"]
        notes = [
            "the making of the thesaurus is the first row less the second",
            "gensim's rows hold the start of Python, the reading of the lines and the phrases",
        ]
        table("names in the same company", header, rows, notes)


if __name__ == "__main__":
    main()
