#!/usr/bin/env bash
# Two readers of number words add up numbers that are no one number: "one of five" is 6 for word2number (Python) and for Lingua::EN::Words2Nums
# (Perl), "two of the three homes" is 5 for word2number; "forty-six of fifty visits" is 290 for it and 96 for Perl's. "two thirds" is 2 and 5.
# Perl's FindNumber rewrites whole sentences so: "Visits were made in 96 cases."
#
# Why it matters: reports say how many of how many in words, and "six of ten" is read out of them to be counted. Instead of an error, or the
# first number, there is a number that stands nowhere; with and, or, in and to between the two it is no better.
#
# Seen 2026-11-30 with word2number 1.1 (PyPI, Python 3.11); Debian 12's liblingua-en-words2nums-perl 0.19-4 and liblingua-en-findnumber-perl
# 1.32-3.
set -euo pipefail

for package in liblingua-en-words2nums-perl liblingua-en-findnumber-perl; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check word2number==1.1

cat > asked <<'TXT'
forty-six
one hundred and six
one of five
one in five
one or two
two of the three homes
forty-six of fifty visits
fifteen to twenty
two thirds
twenty and thirty
TXT
cat > read.py <<'PY'
from word2number import w2n
for line in open("asked"):
    print(f"{line.strip()}: {w2n.word_to_num(line)}")
PY
cat > read.pl <<'PL'
use Lingua::EN::Words2Nums;
use Lingua::EN::FindNumber;
open my $asked, "<", "asked";
while (<$asked>) { chomp; print words2nums($_) // "nothing", "\n" }
print numify("Visits were made in forty-six of fifty cases."), "\n";
PL
venv/bin/python read.py > python
perl read.pl > perl
paste -d '|' python perl | sed 's/|/, Perl: /; s/^, Perl: //' > saw
cat saw
cat > expected <<'TXT'
forty-six: 46, Perl: 46
one hundred and six: 106, Perl: 106
one of five: 6, Perl: 6
one in five: 6, Perl: nothing
one or two: 3, Perl: nothing
two of the three homes: 5, Perl: nothing
forty-six of fifty visits: 290, Perl: nothing
fifteen to twenty: 35, Perl: nothing
two thirds: 2, Perl: 5
twenty and thirty: 50, Perl: 50
Visits were made in 96 cases.
TXT
diff expected saw || { echo "changed: other numbers are read"; exit 1; }
echo "as seen: numbers that stand beside each other are added"
