import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene as a peer of the index.
 *
 * <p>{@code Peer index PARAGRAPHS DIR}: a paragraph a line, its authority, the days since 1970 of its
 * inspection and its text between tabs. {@code Peer ask DIR}: questions from standard input, a line
 * each: a name, {@code score} or {@code newest}, how many hits, and a query in Lucene's own syntax;
 * for each the name, how many paragraphs match, and the median of the milliseconds that the whole
 * answer took: the exact total, and the best hits whole with their matches marked.
 */
public final class Peer {
  private static final int WARM = 100;
  private static final int ROUNDS = 200;
  private static final double MOST_MS = 4000;

  /** Words as written, and under {@code text} their stems; names whole. */
  private static final Analyzer WORDS = new Analyzer(Analyzer.PER_FIELD_REUSE_STRATEGY) {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      if (field.equals("authority")) {
        return new TokenStreamComponents(new KeywordTokenizer());
      }
      var words = new StandardTokenizer();
      var lower = new LowerCaseFilter(words);
      return new TokenStreamComponents(words, field.equals("text") ? new PorterStemFilter(lower) : lower);
    }
  };

  private final IndexSearcher searcher;
  private final UnifiedHighlighter highlighter;

  private Peer(DirectoryReader reader) {
    searcher = new IndexSearcher(reader);
    // Every round but the first would find its answer there.
    searcher.setQueryCache(null);
    highlighter = UnifiedHighlighter.builder(searcher, WORDS)
        .withBreakIterator(WholeBreakIterator::new)
        .withFieldMatcher(field -> true)
        .build();
  }

  public static void main(String[] args) throws Exception {
    try (var dir = new MMapDirectory(Path.of(args[args.length - 1]))) {
      if (args[0].equals("index")) {
        index(Path.of(args[1]), dir);
        return;
      }
      try (var reader = DirectoryReader.open(dir);
          var questions = new BufferedReader(new java.io.InputStreamReader(System.in))) {
        var peer = new Peer(reader);
        for (String line; (line = questions.readLine()) != null; ) {
          System.out.println(peer.answer(line.split("\t", 4)));
        }
      }
    }
  }

  private static void index(Path paragraphs, MMapDirectory dir) throws IOException {
    var config = new IndexWriterConfig(WORDS).setRAMBufferSizeMB(256);
    try (var writer = new IndexWriter(dir, config); var lines = Files.newBufferedReader(paragraphs)) {
      for (String line; (line = lines.readLine()) != null; ) {
        var columns = line.split("\t", 3);
        var doc = new Document();
        doc.add(new KeywordField("authority", columns[0], Store.NO));
        doc.add(new LongField("day", Long.parseLong(columns[1]), Store.NO));
        doc.add(new TextField("text", columns[2], Store.YES));
        doc.add(new TextField("form", columns[2], Store.NO));
        writer.addDocument(doc);
      }
      writer.forceMerge(1);
    }
  }

  private String answer(String[] question) throws Exception {
    var parser = new QueryParser("text", WORDS);
    parser.setDefaultOperator(QueryParser.Operator.AND);
    parser.setAllowLeadingWildcard(true);
    var query = parser.parse(question[3]);
    var newest = question[1].equals("newest");
    int most = Integer.parseInt(question[2]);
    // Either all hits are collected, or they are counted apart and the best sought with early termination.
    var together = median(() -> shown(query, best(query, newest, most, Integer.MAX_VALUE)));
    var apart = median(() -> searcher.count(query) + shown(query, best(query, newest, most, most)));
    return question[0] + "\t" + searcher.count(query) + "\t" + Math.min(together, apart);
  }

  /** The best hits; after {@code exact} of them others that cannot be among them may be skipped. */
  private TopDocs best(Query query, boolean newest, int most, int exact) throws IOException {
    if (!newest) {
      return searcher.search(query, new TopScoreDocCollectorManager(most, exact));
    }
    var order = new Sort(LongField.newSortField("day", true, SortedNumericSelector.Type.MAX));
    return searcher.search(query, new TopFieldCollectorManager(order, most, exact));
  }

  private int shown(Query query, TopDocs best) throws IOException {
    return highlighter.highlight("text", query, best).length;
  }

  private static double median(Callable<?> round) throws Exception {
    measure(WARM, round);
    var times = measure(ROUNDS, round);
    return times[times.length / 2];
  }

  private static double[] measure(int most, Callable<?> round) throws Exception {
    var times = new double[most];
    int done = 0;
    for (double all = 0; done < most && all < MOST_MS; all += times[done++]) {
      long begin = System.nanoTime();
      round.call();
      times[done] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(times, 0, done);
    return Arrays.copyOf(times, done);
  }
}
