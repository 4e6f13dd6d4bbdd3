// Every kind of page, by its address below the root.

const BOOK = 'name = "Oversight"\n\n[[theme]]\nname = "supervision"\ninclude = "supervision"\n';

/** Lists them, with a report and a paragraph that the server has. */
export async function kinds(url) {
  const found = await (await fetch(`${url}/api/v1/search?q=supervision&limit=2`)).json();
  const [hit] = found.hits;
  const id = encodeURIComponent(hit.id);
  const book = encodeURIComponent(BOOK);
  return [
    "", "search?q=supervision", "search?q=safegarding", "search?q=zzzzzz&kind=ilacs",
    "search?q=supervision&kind=ilacs&overall=good&since=2018&page=2", `search?q=supervision&keep=${id}`,
    "search?q=supervision&also=true", "search?q=a+NEAR/x+b", "absent?q=supervision",
    `report/${hit.report_id}`, `authority/${hit.authority}`, "corpus", "help", "themes",
    "themes?q=supervision", "themes?together=true&min-hits=2",
    "themes/compare?compare=overall%3Dgood:inadequate&min-hits=2", "themes/trend?q=supervision",
    "themes/coverage?topics=supervision&silent=true", "themes/collocates?collocates=supervision",
    "themes/codebook", `themes/codebook?book=${book}`, `themes/codebook?book=${book}&suggest=true`,
    "themes/codebook?book=x", "related", "related?names=supervision%0Avisits", "track",
    "track?q=supervision", "reports", "reports/changes", "groups?q=supervision",
    "concordance?q=supervision", `similar?id=${id}`, `quotations?keep=${id}`, "quotations",
    "quotations?keep=nowhere%231", "nowhere",
  ];
}
