/** Characters that would end a script or a line in some parsers, with their escapes. */
const ESCAPED: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** Structured data (JSON-LD), escaped so that no text can close the script element. */
export function JsonLd({ value }: { value: object }) {
  const json = JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (sign) => ESCAPED[sign] ?? sign);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script's text is not HTML, and React would escape its quotes.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
