#!/usr/bin/env bash
# natty, Java's finder of dates in text, loses the year of a range and takes it for a time: "14 to 18 March 2022" is 14 and 18 March of the present year,
# both at 20:22, "14-18 March 2022" is 2 March 2022 at eight in the morning, and of "14 March to 18 April 2022" the first day lies in the present year.
# "spring 2022" is the present day. "paragraph 7 of 14 March 2022" is 7 March 2022. "14 March 2022 and 18 July 2022" is right.
#
# Why it matters: inspections take some days of a month and are written so. Each result is a moment with its text beside it ("14-18 March 2022"),
# as if it had been read whole.
#
# Seen 2026-11-30 with com.joestelmach:natty 0.13 (Maven Central), Java 17, Maven 3.8.
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
    <dependency><groupId>com.joestelmach</groupId><artifactId>natty</artifactId><version>0.13</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }
cat > Read.java <<'JAVA'
import com.joestelmach.natty.Parser;
import java.text.SimpleDateFormat;
import java.util.*;

public class Read {
    public static void main(String[] arguments) {
        var form = new SimpleDateFormat("yyyy-MM-dd HH:mm");
        var now = new GregorianCalendar(2026, Calendar.NOVEMBER, 30, 12, 0).getTime();
        for (var text : List.of("14 March 2022", "14 March 2022 and 18 July 2022", "14 to 18 March 2022", "14-18 March 2022", "14 March to 18 April 2022",
                "spring 2022", "paragraph 7 of 14 March 2022")) {
            var read = new ArrayList<String>();
            for (var group : new Parser(TimeZone.getDefault()).parse(text, now)) {
                var dates = new StringJoiner(" and ");
                group.getDates().forEach(date -> dates.add(form.format(date)));
                read.add("\"" + group.getText() + "\" is " + dates);
            }
            System.out.println(text + ": " + String.join(", ", read));
        }
    }
}
JAVA
java -Duser.timezone=UTC -cp 'lib/*' Read.java > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
14 March 2022: "14 March 2022" is 2022-03-14 12:00
14 March 2022 and 18 July 2022: "14 March 2022 and 18 July 2022" is 2022-03-14 12:00 and 2022-07-18 12:00
14 to 18 March 2022: "14 to 18 March 2022" is 2026-03-14 20:22 and 2026-03-18 20:22
14-18 March 2022: "14-18 March 2022" is 2022-03-02 08:00
14 March to 18 April 2022: "14 March to 18 April 2022" is 2026-03-14 12:00 and 2022-04-18 12:00
spring 2022: "spring 2022" is 2026-11-30 12:00
paragraph 7 of 14 March 2022: "7 of 14 March 2022" is 2022-03-07 12:00
TXT
diff expected saw || { echo "changed: natty reads the dates otherwise"; exit 1; }
echo "as seen: the year is a time of day"
