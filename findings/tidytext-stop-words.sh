#!/usr/bin/env bash
# The stop words of the R package tidytext have the words in them that reports of inspections are written in: anti_join(stop_words) takes away good, needs, young, older, help, serious, problems, cases, important,
# interest, appropriate, seriously, working, state, opening, rooms and not. Of "Good help for young people who need it is not seriously at risk" people and risk are
# left, while poor, outstanding, inadequate and improvement stay. It is three lists in one table (SMART, onix and snowball), of which only the last, with 174 words, leaves these but
# for not, and don’t with a curly apostrophe is in none, where don't is.
#
# Why it matters: it is the second line of most text mining in R. Counts of grades by words then have every grade but good, and what is not good is not there at all.
#
# Seen 2026-12-01 with Debian 12's r-cran-tidytext 0.4.1-1 (r-base-core 4.2.2).
set -euo pipefail

for package in r-base-core r-cran-tidytext; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > count.R <<'R'
suppressMessages({ library(tidytext); library(dplyr) })
say <- function(name, words) cat(name, ": ", paste(words, collapse = " "), "\n", sep = "")
left <- function(text) unnest_tokens(tibble(text = text), word, text) |> anti_join(stop_words, by = "word") |> pull(word)
say("left of the sentence", left("Good help for young people who need it is not seriously at risk."))
say("left of grades", left("Good, poor, outstanding, inadequate, satisfactory, requires improvement"))
say("left of don't, don’t and won’t", left("don't don’t won’t"))
asked <- c("good", "not", "needs", "need", "young", "older", "help", "serious", "seriously", "problems", "cases", "important", "interest", "appropriate", "working", "state", "opening", "rooms")
for (name in unique(stop_words$lexicon)) {
    words <- filter(stop_words, lexicon == name)$word
    say(paste0(name, ", ", length(words), " words, of those asked for"), intersect(asked, words))
}
say("in none", setdiff(asked, stop_words$word))
R
LC_ALL=C.UTF-8 Rscript count.R > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
left of the sentence: people risk
left of grades: poor outstanding inadequate satisfactory requires improvement
left of don't, don’t and won’t: don’t won’t
SMART, 571 words, of those asked for: not needs need help serious seriously appropriate
snowball, 174 words, of those asked for: not
onix, 404 words, of those asked for: good not needs need young older problems cases important interest working state opening rooms
in none: 
TXT
diff expected saw || { echo "changed: other words are left"; exit 1; }
echo "as seen: good is a stop word"
