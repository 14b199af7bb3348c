/** What would end a script, or a line of it, in the eyes of some parser, and its way of writing that no parser minds. */
const ESCAPED: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** Structured data for machines, written so that no text in it can close the script. */
export function JsonLd({ value }: { value: object }) {
  const json = JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (sign) => ESCAPED[sign] ?? sign);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script's text is not HTML, and React would escape its quotes.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
