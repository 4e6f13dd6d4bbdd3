#!/usr/bin/env bash
# The R package psych weighs grades by the alphabet even if they are ordered factors: cohen.kappa of two inspectors whose grades lie at most one apart is
# -0.143 weighted (worse than chance), and 0.750 for the same grades as numbers or as a table of the two factors. A grade that nobody gave has no
# place either: of 1, 3 and 4 the distances are 1, and weighted kappa is 0.700, not 0.547, unless levels=1:4 is said.
#
# Why it matters: an ordered factor is R's way to say that inadequate is below good, and a scale on which one grade was not given is common among
# few reports. The plain kappa is right in all of them, so nothing looks wrong, and no warning is about the order.
#
# Seen 2026-11-30 with Debian 12's r-base-core 4.2.2.20221110-2 and r-cran-psych 2.2.9-1.
set -euo pipefail

for package in r-base-core r-cran-psych; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > agree.R <<'R'
suppressMessages(library(psych))
say <- function(name, grades, ...) {
    kappa <- suppressWarnings(cohen.kappa(grades, ...))  # (it warns that the interval passes 1)
    cat(sprintf("%s: kappa %.3f, weighted %.3f\n", name, kappa$kappa, kappa$weighted.kappa))
}
scale <- c("inadequate", "requires improvement", "good", "outstanding")
ann <- factor(c("good", "good", "inadequate", "outstanding", "requires improvement", "good", "inadequate", "good"), scale, ordered = TRUE)
ben <- factor(c("good", "outstanding", "requires improvement", "outstanding", "good", "good", "inadequate", "requires improvement"), scale, ordered = TRUE)
say("ordered factors", data.frame(ann, ben))
say("their table", table(ann, ben))
say("their numbers", data.frame(as.integer(ann), as.integer(ben)))
numbers <- data.frame(c(1, 1, 3, 4, 3, 1), c(1, 3, 3, 4, 1, 1))
say("no 2 given", numbers)
say("no 2 given, levels 1 to 4", numbers, levels = 1:4)
R
LC_ALL=C.UTF-8 Rscript agree.R > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
ordered factors: kappa 0.304, weighted -0.143
their table: kappa 0.304, weighted 0.750
their numbers: kappa 0.304, weighted 0.750
no 2 given: kappa 0.455, weighted 0.700
no 2 given, levels 1 to 4: kappa 0.455, weighted 0.547
TXT
diff expected saw || { echo "changed: psych weighs the grades otherwise"; exit 1; }
echo "as seen: the order of the factors counts for nothing"
