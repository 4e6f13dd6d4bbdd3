#!/usr/bin/env bash
# Ruby's numerizer, which writes number words as figures, makes a fraction of each ordinal and glues it to the word before: "the third visit" is "the/3 visit",
# "the last quarter of 2022" is "the last/4 of 2022", "the second half" is "the second/2"; "the first" and "the tenth" are 1st and 10th. Two numbers
# joined by "and" are their sum: "between five and ten plans" is "between 15 plans", ages sixteen and seventeen are "ages 33".
#
# Why it matters: Chronic reads dates through it, and figures are what counts in findings are searched by. A range has become one number that
# no report names, and "half a million" is "half a1000000".
#
# Seen 2026-11-30 with Debian 12's ruby-numerizer 0.2.0-2 (Ruby 3.1).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' ruby-numerizer 2> /dev/null) || { echo "needs the Debian package ruby-numerizer"; exit 2; }
echo "ruby-numerizer $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.rb <<'RB'
require "numerizer"
["the first and the tenth visit", "the third visit", "the third of four visits", "a third of homes", "the last quarter of 2022", "the second half",
 "half a million", "between five and ten plans", "ages sixteen and seventeen", "five or ten plans"].each do |text|
  puts "#{text}: #{Numerizer.numerize(text)}"
end
RB
ruby -W0 read.rb > saw
cat saw
cat > expected <<'TXT'
the first and the tenth visit: the 1st and the 10th visit
the third visit: the/3 visit
the third of four visits: the/3 of 4 visits
a third of homes: 1/3 of homes
the last quarter of 2022: the last/4 of 2022
the second half: the second/2
half a million: half a1000000
between five and ten plans: between 15 plans
ages sixteen and seventeen: ages 33
five or ten plans: 5 or 10 plans
TXT
diff expected saw || { echo "changed: number words are read otherwise"; exit 1; }
echo "as seen: ordinals are fractions, and numbers are added"
