#!/usr/bin/env bash
# gnuplot leaves out points whose date is shorter than its format and makes other days of wrong ones: of 2019-03, 2020-03-14, 2021, 2022-31-12 and 2022-06-31 (format %Y-%m-%d) the first
# and the third are not drawn, the last two are 12 July 2024 and 1 July 2022. "1 September 2022" with a format for short names of months (%b) is in the year 0,
# without a word; so is 1 Sep 2022 with %B, with a warning. Of 12 of 25 it draws 12, of 16-17 16, of "1,200" 1; 48% is 48, and £5 is not drawn.
#
# Why it matters: a series of days in which some are known by month only has fewer points than rows, and one wrong day moves by years. May is right with
# both formats, so a file that was tried in May fails in September.
#
# Seen 2026-11-30 with Debian 12's gnuplot-nox 5.4.4.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' gnuplot-nox 2> /dev/null) || { echo "needs the Debian package gnuplot-nox"; exit 2; }
echo "gnuplot-nox $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '%s\n' '2019-03 1' '2020-03-14 2' '2021 3' '2022-31-12 4' '2022-06-31 5' > days.dat
printf '%s\n' '1 May 2022,1' '1 September 2022,2' '1 Sep 2022,3' > words.csv
printf '%s\n' '1,7.10' '2,12 of 25' '3,16-17' '4,"1,200"' '5,48%' '6,£5' '7,n/a' > values.csv
draw() { gnuplot -e "set table 'points'; $1" 2> warnings; grep -v '^#' points | grep . | awk '{ $NF = ""; print }' | tr -d '"' | sed 's/ *$//' | paste -sd ';'; grep -o 'warning: .*' warnings || true; }
{
    draw 'set xdata time; set timefmt "%Y-%m-%d"; set format x "%Y-%m-%d"; plot "days.dat" using 1:2'
    for month in %b %B; do
        echo "$month"
        draw "set datafile separator ','; set xdata time; set timefmt '%d $month %Y'; set format x '%Y-%m-%d'; plot 'words.csv' using 1:2"
    done
    draw 'set datafile separator ","; plot "values.csv" using 1:2'
} > saw
cat saw
cat > expected <<'TXT'
2020-03-14 2;2024-07-12 4;2022-07-01 5
%b
2022-05-01 1;0000-09-01 2;2022-09-01 3
%B
2022-05-01 1;2022-09-01 2;0000-01-01 3
warning: Bad full month name
1 7.1;2 12;3 16;4 1;5 48
TXT
diff expected saw || { echo "changed: other points are drawn"; exit 1; }
echo "as seen: months are left out"
