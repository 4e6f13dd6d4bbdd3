#!/usr/bin/env bash
# Programs that cut a text into chunks for a language model part findings from their numbers. Chonkie's sentence chunker ends a chunk with the number of the next finding ("7. Plans are late in most homes and teams. 8." and
# then "Visits are few. They are short, too. 9."), since a number with its point is a sentence for it; its recursive chunker cuts inside words ("homes for chi", "ldren.").
# semantic-text-splitter makes a chunk of "9." alone where the finding is longer than a chunk. LangChain's keeps the numbers, but told to split at ". " it begins
# the next chunk with the full stop.
#
# Why it matters: chunks are what is found and cited. An answer drawn from the chunk with "Visits are few" is cited as finding 9, the only number
# that stands in it.
#
# Seen 2026-11-30 with chonkie 1.7.0, semantic-text-splitter 0.33.1 and langchain-text-splitters 1.1.3 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check chonkie==1.7.0 semantic-text-splitter==0.33.1 langchain-text-splitters==1.1.3
cat > split.py <<'PY'
from chonkie import RecursiveChunker, SentenceChunker
from langchain_text_splitters import RecursiveCharacterTextSplitter
from semantic_text_splitter import TextSplitter
report = """7. Plans are late in most homes and teams.

8. Visits are few. They are short, too.

9. Staff agree with what inspectors saw in the homes for children."""
chunks = {"Chonkie, sentences": [chunk.text for chunk in SentenceChunker(tokenizer="character", chunk_size=60, chunk_overlap=0)(report)],
          "Chonkie, recursive": [chunk.text for chunk in RecursiveChunker(tokenizer="character", chunk_size=60)(report)],
          "semantic-text-splitter": TextSplitter(60).chunks(report),
          "LangChain": RecursiveCharacterTextSplitter(chunk_size=60, chunk_overlap=0).split_text(report),
          "LangChain, at full stops": RecursiveCharacterTextSplitter(chunk_size=30, chunk_overlap=0, separators=["\n\n", ". ", " "]).split_text("Plans are late. Visits are few. Staff agree.")}
for name, pieces in chunks.items():
    print(f"{name}:", " | ".join(" ".join(piece.split()) for piece in pieces))
PY
venv/bin/python split.py > saw
cat saw
cat > expected <<'TXT'
Chonkie, sentences: 7. Plans are late in most homes and teams. 8. | Visits are few. They are short, too. 9. | Staff agree with what inspectors saw in the homes for children.
Chonkie, recursive: 7. Plans are late in most homes and teams. | 8. Visits are few. They are short, too. | 9. Staff agree with what inspectors saw in the homes for chi | ldren.
semantic-text-splitter: 7. Plans are late in most homes and teams. | 8. Visits are few. They are short, too. | 9. | Staff agree with what inspectors saw in the homes for | children.
LangChain: 7. Plans are late in most homes and teams. | 8. Visits are few. They are short, too. | 9. Staff agree with what inspectors saw in the homes for | children.
LangChain, at full stops: Plans are late. Visits are few | . Staff agree.
TXT
diff expected saw || { echo "changed: the text is cut otherwise"; exit 1; }
echo "as seen: a number goes with the finding before it"
