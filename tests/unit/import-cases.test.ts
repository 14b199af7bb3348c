import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readArticleText } from "@/lib/articles/article-text";
import { kindOfBinaryFile } from "@/lib/articles/import/file-kind";
import { asMarkdown, listFindings } from "@/lib/articles/import/parse-text";
import { markdownFromHtml } from "@/lib/articles/import/pasted-html";
import { unwrapRedirect } from "@/lib/articles/import/redirects";
import { importTextPath, readImport, readImportText } from "../support/import-text";
import { textInReadingOrder } from "../support/text-in-reading-order";

const readCase = (name: string) => readImport(readImportText(`cases/${name}`), { fileName: name });
const findingsOf = (name: string) => listFindings(readCase(name));
const html = (body: string) => asMarkdown(readImport(`<h1>T</h1>${body}`, { format: "html" })).trim();

describe("text from word processors", () => {
  test.each(["b", "em", "i", "strong"])("blocks inside <%s> stay blocks", (tag) => {
    expect(asMarkdown(readCase(`google-docs-wrapped-in-${tag}.html`))).toBe(
      'First paragraph.\n\n::take-action{kind="take-action" title="Sign It"}\n\nThird.\n',
    );
  });

  test("Google Docs: title, links, list, call-out, read-more and footnote", () => {
    expect(findingsOf("gdocs.html")).toMatchObject({ title: "Water in the Sierra", paragraphs: 1 });
    expect(asMarkdown(readCase("gdocs.html"))).toBe(`The river has\u00a0gone. \
:take-action[You can take action here]{kind="take-action" url="https://act.example.org/river"}.

::take-action{kind="take-action" title="Tell the Mayor to Open the Dam" url="https://act.example.org/river"}

- one
- two

::read-more{headline="Why the River Ran Dry" url="https://n.example.org/a"}

[^1]

[^1]: A footnote with its source.
`);
  });

  test("Word: bullets become a list, spaces and footnotes stay", () => {
    const markdown = asMarkdown(readCase("word.html"));
    expect(markdown.replaceAll("\u00a0", " ")).toContain("Half the pupils walk an hour.");
    expect(markdown).toContain("says Ana.[^1]");
    expect(markdown).toContain("- First point\n- Second point\n");
    expect(markdown).toContain("[^1]: Interview, 3 May.\n");
  });

  test("Word: numbered and nested lists of the clipboard", () => {
    const item = (level: number, marker: string, text: string) =>
      `<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp; </span></span><![endif]>${text}</p>`;
    const list = [item(1, "1.", "One"), item(2, "o", "Inside"), item(1, "2.", "Two")].join("\n");
    expect(html(`<p>Before</p>${list}<p>After</p>`)).toBe("Before\n\n1. One\n   - Inside\n2. Two\n\nAfter");
  });

  test("bold and italic styles become marks, and a link around blocks a link inside each", () => {
    expect(
      html('<p>A <span style="font-weight:700">bold</span> <span style="font-style:italic">word</span></p>'),
    ).toBe("A **bold** *word*");
    expect(html('<a href="https://example.org/"><p>One</p><p>Two</p></a>')).toBe(
      "[One](https://example.org/)\n\n[Two](https://example.org/)",
    );
  });
});

describe("figures do not change", () => {
  test("superscripts and subscripts stay raised and lowered", () => {
    expect(asMarkdown(readCase("superscript.html"))).toContain(
      "About 30%² of wells and 10⁶ people, said 1.4 million³; H₂O.",
    );
    expect(
      html(
        "<p>10<sup>−6</sup> m<sup>2</sup>, x<sub>12</sub>, 10<span style='vertical-align:super'>6</span></p>",
      ),
    ).toBe("10⁻⁶ m², x₁₂, 10⁶");
  });

  test("what has no raised character becomes a directive that the article shows raised", () => {
    expect(html("<p>le 1<sup>er</sup> mai, CO<sub>2eq</sub></p>")).toBe("le 1:sup[er] mai, CO:sub[2eq]");
    expect(JSON.stringify(readArticleText("le 1:sup[er] mai").tree)).toContain('"tagName":"sup"');
  });

  test("22:41 is plain text in the article", () => {
    const { tree } = readArticleText("At 22:41 it was 3:0.");
    expect(JSON.stringify(tree)).not.toContain("span");
  });
});

describe("footnotes", () => {
  const note = (text: string) => ({
    refs: text.match(/\[\^\d\](?!:)/g)?.length,
    notes: text.match(/^\[\^\d\]: .+$/gm),
  });
  test.each([
    [
      "a list of notes",
      '<p>A.<sup id="r1"><a href="#n1">1</a></sup> B.<sup id="r2"><a href="#n2">2</a></sup></p><ol><li id="n1">First. <a href="#r1">↩</a></li><li id="n2">Second. <a href="#r2">↩</a></li></ol>',
    ],
    [
      "paragraphs with marks",
      '<p>A.<a href="#_ftn1" name="_ftnref1">[1]</a> B.<a href="#_ftn2" name="_ftnref2">[2]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> First.</p><p><a href="#_ftnref2" name="_ftn2">[2]</a> Second.</p>',
    ],
  ])("in %s", (_, body) => {
    expect(note(html(body))).toEqual({ refs: 2, notes: ["[^1]: First.", "[^2]: Second."] });
  });

  test("a mark without a note stays text, and a link inside the page loses only its target", () => {
    expect(html('<p>A<sup>[1]</sup> and <a href="#gone">there</a>.</p>')).toBe("A:sup[\\[1\\]] and there.");
  });

  test("the article shows the note with links in both directions, and no English label", () => {
    const tree = JSON.stringify(readArticleText("A[^1].\n\n[^1]: The note.").tree);
    expect(tree).toContain('"id":"user-content-fn-1"');
    expect(tree).toContain('"href":"#user-content-fn-1"');
    expect(tree).not.toMatch(/"value":"Footnotes|Back to/);
  });
});

describe("addresses", () => {
  test.each([
    ["https://www.google.com/url?q=https://act.example.org/river&sa=D", "https://act.example.org/river"],
    [
      "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc",
      "https://example.org/a?b=c",
    ],
    [
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx&data=05%7C01",
      "https://example.org/x",
    ],
    ["https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=AT", "https://example.org/"],
    ["https://urldefense.com/v3/__https://example.org/a__;!!abc$", "https://example.org/a"],
    ["https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"],
    [
      "https://example.org/url?q=https://elsewhere.example/",
      "https://example.org/url?q=https://elsewhere.example/",
    ],
  ])("%s leads to %s", (address, target) => {
    expect(unwrapRedirect(address)).toBe(target);
  });

  test("bare ones keep their underscores", () => {
    const markdown = asMarkdown(readCase("underscores.md"));
    expect(markdown).toContain("https://twitter.com/_riverwatch_/status/1");
    expect(markdown).toContain("https://example.org/a_b_c/_d_");
    expect(
      JSON.stringify(readArticleText("See https://twitter.com/_riverwatch_/status/1 now").tree),
    ).toContain('"href":"https://twitter.com/_riverwatch_/status/1"');
  });
});

describe("plain text stays plain", () => {
  test("a line that starts with # of is a sentence, and may be the title", () => {
    expect(findingsOf("hash.txt").title).toBe("# of votes is what counts");
  });

  test.each(readdirSync(importTextPath("cases")).filter((name) => name.includes("traps")))(
    "every character of %s survives storing and reading again",
    (name) => {
      const imported = readCase(name);
      const again = readImport(`# T\n\n${asMarkdown(imported)}`, { format: "markdown" });
      const shown = (text: string) =>
        text
          .replaceAll(/^\s*(?:[-*>]\s+)?/gm, "")
          .replaceAll(/\s+/g, " ")
          .trim();
      expect(shown(textInReadingOrder({ ...again, title: imported.title }))).toBe(
        shown(readImportText(`cases/${name}`)),
      );
    },
  );

  test("every character of a page survives", () => {
    const imported = readCase("odd-article.html");
    expect(asMarkdown(imported)).toContain("| Year | Deaths |\n| - | - |\n| 2024 | 10 |");
    expect(asMarkdown(imported)).toContain("[here at home](/en/campaigns/heat-at-work)");
    expect(asMarkdown(readCase("nbsp.html"))).toContain("Two\\\nlines.");
  });
});

describe("files that are no text", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test.each([
    ["pdf", bytes("%PDF-1.7\n%âãÏÓ")],
    ["png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82])],
    ["rtf", bytes("{\\rtf1\\ansi Hello}")],
    ["doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])],
    ["binary", Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7_919 + 13 * (at >> 3)) % 256)],
  ])("%s is refused by name", async (kind, file) => {
    expect(await kindOfBinaryFile(file)).toBe(kind);
  });

  test.each([
    ["UTF-8", bytes("Ünï 世界 العربية")],
    ["UTF-16", new Uint8Array(Buffer.from("\ufeffA line of text\n", "utf16le"))],
    ["Windows-1252", new Uint8Array([...bytes("A line "), 0x93, 0xe9, 0x94])],
    ["XML", bytes('<?xml version="1.0"?><html><body><p>A</p></body></html>')],
  ])("%s is a text", async (_, file) => {
    expect(await kindOfBinaryFile(file)).toBeNull();
  });
});

test("pasted HTML keeps structure and links, and too complex HTML is left alone", () => {
  expect(
    markdownFromHtml(
      '<meta charset="utf-8"><b style="font-weight:normal"><h2>Head</h2><p>Some <a href="https://example.org/">link</a></p><ul><li>One</li><li>Two</li></ul></b>',
    ),
  ).toBe("## Head\n\nSome [link](https://example.org/)\n\n- One\n- Two");
  expect(markdownFromHtml("<div>".repeat(1_000))).toBeNull();
});
