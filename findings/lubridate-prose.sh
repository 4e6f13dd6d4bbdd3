#!/usr/bin/env bash
# R's lubridate finds days in sentences that name none, and not in those that do: dmy("1 in 5 homes in 2022") is 1 May 2022, "10 of 12 plans in 2022" 10 December,
# "paragraph 7.1 of 2022" 7 January and "7.1 and 22 plans" as well. Words between the three numbers, and before them, count as separators. But "on 14 March 2022
# at 9" is no date, nor is "14 March 2022 and 18 July 2022", since a number more is one too many. my("March to May 2022") is 1 March 2022.
#
# Why it matters: dmy() is used to sift a column of remarks for those with a date. It drops the real ones and keeps counts of homes, as days on which
# nothing happened; a warning is given for what fails to parse only.
#
# Seen 2026-11-30 with Debian 12's r-base-core 4.2.2.20221110-2 and r-cran-lubridate 1.9.2+dfsg-1.
set -euo pipefail

for package in r-base-core r-cran-lubridate; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.R <<'R'
suppressMessages(library(lubridate))
for (text in c("14 March 2022", "on 14 March 2022", "on 14 March 2022 at 9", "14 March 2022 and 18 July 2022", "1 in 5 homes in 2022", "10 of 12 plans in 2022", "paragraph 7.1 of 2022",
               "7.1 and 22 plans", "Grade 2, area 3, 2022", "the 3rd of 5 homes in 2021")) {
    cat(text, ": ", format(dmy(text, quiet = TRUE)), "\n", sep = "")
}
cat("my, March to May 2022: ", format(my("March to May 2022", quiet = TRUE)), "\n", sep = "")
R
LC_ALL=C.UTF-8 TZ=UTC Rscript read.R > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14
on 14 March 2022: 2022-03-14
on 14 March 2022 at 9: NA
14 March 2022 and 18 July 2022: NA
1 in 5 homes in 2022: 2022-05-01
10 of 12 plans in 2022: 2022-12-10
paragraph 7.1 of 2022: 2022-01-07
7.1 and 22 plans: 2022-01-07
Grade 2, area 3, 2022: 2022-03-02
the 3rd of 5 homes in 2021: 2021-05-03
my, March to May 2022: 2022-03-01
TXT
diff expected saw || { echo "changed: lubridate reads the sentences otherwise"; exit 1; }
echo "as seen: one in five is the first of May"
