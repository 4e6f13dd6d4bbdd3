#!/usr/bin/env bash
# The weighted kappa of DKPro Statistics says that inspectors who never differ by more than one grade agree worse than by chance: -0.688 with its interval
# distance and -0.236 with its ordinal one, where one minus the observed by the expected distance, which is how weighted kappa is defined, is 0.813
# for the first. Krippendorff's alpha over the same distances is 0.82. With the nominal distance it is Cohen's kappa, 0.5.
#
# Why it matters: it is Java's library for agreement, and weighted kappa is what grades in an order are measured by. Given as words instead of numbers,
# the same grades are compared as equal or not, whichever distance is asked for, and nothing says so: alpha sinks to 0.516.
#
# Seen 2026-11-30 with org.dkpro.statistics:dkpro-statistics-agreement 2.2.0 (Maven Central), Java 17, Maven 3.8.
set -euo pipefail

for program in mvn java; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>read</groupId><artifactId>read</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.dkpro.statistics</groupId><artifactId>dkpro-statistics-agreement</artifactId><version>2.2.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }
cat > Agree.java <<'JAVA'
import java.util.*;
import org.dkpro.statistics.agreement.coding.*;
import org.dkpro.statistics.agreement.distance.*;

public class Agree {
    static final int[][] GRADES = {{1, 1}, {2, 2}, {4, 4}, {3, 2}, {1, 2}, {3, 3}, {4, 3}, {2, 2}};
    static final List<String> WORDS = List.of("inadequate", "requires improvement", "good", "outstanding");

    public static void main(String[] arguments) {
        double observed = 0, expected = 0;
        for (var one : GRADES) {
            observed += Math.pow(one[0] - one[1], 2) / GRADES.length;
            for (var other : GRADES) expected += Math.pow(one[0] - other[1], 2) / GRADES.length / GRADES.length;
        }
        System.out.printf(Locale.ROOT, "by its definition, interval: %.3f%n", 1 - observed / expected);
        for (var words : List.of(false, true)) {
            var study = new CodingAnnotationStudy(2);
            for (var item : GRADES) {
                if (words) study.addItem(WORDS.get(item[0] - 1), WORDS.get(item[1] - 1));
                else study.addItem(item[0], item[1]);
            }
            System.out.printf(Locale.ROOT, "%s: Cohen's kappa %.3f%n", words ? "words" : "numbers", new CohenKappaAgreement(study).calculateAgreement());
            for (var distance : List.of(new NominalDistanceFunction(), new OrdinalDistanceFunction(), new IntervalDistanceFunction())) {
                System.out.printf(Locale.ROOT, "%s, %s: weighted kappa %.3f, alpha %.3f%n", words ? "words" : "numbers", distance.getClass().getSimpleName(),
                    new WeightedKappaAgreement(study, distance).calculateAgreement(), new KrippendorffAlphaAgreement(study, distance).calculateAgreement());
            }
        }
    }
}
JAVA
java -cp 'lib/*' Agree.java > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
by its definition, interval: 0.813
numbers: Cohen's kappa 0.500
numbers, NominalDistanceFunction: weighted kappa 0.500, alpha 0.516
numbers, OrdinalDistanceFunction: weighted kappa -0.236, alpha 0.828
numbers, IntervalDistanceFunction: weighted kappa -0.688, alpha 0.824
words: Cohen's kappa 0.500
words, NominalDistanceFunction: weighted kappa 0.500, alpha 0.516
words, OrdinalDistanceFunction: weighted kappa 0.500, alpha 0.516
words, IntervalDistanceFunction: weighted kappa 0.500, alpha 0.516
TXT
diff expected saw || { echo "changed: agreement is measured otherwise"; exit 1; }
echo "as seen: weighted kappa is negative"
