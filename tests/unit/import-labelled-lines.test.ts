import { describe, expect, test } from "vitest";
import { listFindings } from "@/lib/articles/import/parse-text";
import { findingsIn, readImport, readImportText } from "../support/import-text";

const findingsOf = (name: string) =>
  listFindings(readImport(readImportText(`cases/${name}`), { fileName: name }));

describe("labels", () => {
  test.each([
    ["labels-en.txt", { actions: 12, readMores: 14, inline: 0, paragraphs: 2 }],
    ["labels-es.txt", { actions: 7, readMores: 8, inline: 7, paragraphs: 8 }],
    ["labels-other-languages.txt", { actions: 8, readMores: 8, inline: 0, paragraphs: 1 }],
  ])("each line of %s is found", (name, { actions, readMores, inline, paragraphs }) => {
    const found = findingsOf(name);
    expect(found).toMatchObject({ paragraphs, remarks: [] });
    expect([found.callOuts.length, found.readMores.length, found.inlineActions.length]).toEqual([
      actions,
      readMores,
      inline,
    ]);
    for (const { title } of found.callOuts) expect(title).toMatch(/^[\p{Lu}\p{Lo}][^:→]*$/u);
  });

  test.each([
    "Podpisz petycję: Ratujmy rzekę",
    "Şimdi imzala: Nehri kurtarın",
    "Läs också: Vad vi vet",
    "Подпишите петицию: Спасите реку",
    "हस्ताक्षर करें: नदी बचाओ",
    "立即签名：拯救河流",
  ])("%j, in a language whose labels are unknown, is remarked and stays", (line) => {
    const found = findingsIn(line);
    expect(found.remarks).toEqual([{ kind: "unknown-label", text: line }]);
    expect(found.paragraphs).toBe(1);
  });

  test.each([
    "Cost: $5 a head.",
    "She said: It is far, and it is hot.",
    "Firma: Ana Pérez",
    "Petition: none so far",
    "Related: see below.",
    "Action: the mine must close.",
    "More: it is not enough.",
  ])("%j is no label", (line) => {
    expect(findingsIn(line)).toMatchObject({ callOuts: [], readMores: [], paragraphs: 1 });
  });

  test("a list of related stories below one label", () => {
    const page =
      "<h3>Related Stories:</h3><ul><li><a href='/a'>One</a></li><li>Two</li></ul><p>Related articles:</p><p><a href='/c'>Three</a></p><p><a href='/d'>Four</a></p><p>The end.</p>";
    expect(findingsIn(page, "html")).toMatchObject({
      readMores: ["One", "Two", "Three", "Four"].map((headline) => ({ headline })),
      paragraphs: 1,
    });
  });
});

describe("counters below call-outs", () => {
  test("are not part of the title, and are remarked", () => {
    const { callOuts, remarks } = findingsOf("counter-after-call-out.txt");
    expect(callOuts.map(({ title }) => title)).toEqual([
      "Keep the Harbour Open to Everybody",
      "Ask for a Ferry at Night",
      "Light the Quay",
    ]);
    expect(remarks.map(({ text }) => text)).toEqual([
      "3.412 / 5.000 acciones realizadas",
      "12,345 of 20,000 actions taken",
      "87% of goal",
    ]);
  });

  test("in a paragraph of their own", () => {
    const page =
      "<p>Take Action: Keep It</p><p>1,298 / 2,500 signatures</p><p>Take Action: Go</p><p>1 298 personnes ont signé</p>";
    expect(findingsIn(page, "html")).toMatchObject({
      callOuts: [{ title: "Keep It" }, { title: "Go" }],
      remarks: [{ kind: "counter-removed" }, { kind: "counter-removed" }],
      paragraphs: 0,
    });
  });

  test.each([
    "Save 5 of 10 Wells",
    "100% Renewable by 2030",
    "Rebuild 1,000 Homes",
    "Give 0.7%",
    "Vote Yes – 30 Days Left",
  ])("figures of a title stay: %j", (title) => {
    expect(findingsIn(`Take Action: ${title}`)).toMatchObject({ callOuts: [{ title }], remarks: [] });
  });
});

describe("author and date", () => {
  test("fill their fields, and the line about rights is remarked", () => {
    expect(findingsOf("byline.txt")).toMatchObject({
      byline: "Priya Raman",
      date: "2026-11-29",
      readMores: [{ headline: "Why the Last Bus Leaves at Ten" }, { headline: "Who Pays for the Night" }],
      remarks: [{ kind: "copyright" }],
      paragraphs: 2,
    });
  });

  test.each([
    ["By Ana Pérez", "Ana Pérez", null],
    ["BY ANA PÉREZ AND BO LI | 29 November 2026", "ANA PÉREZ AND BO LI", null],
    ["Por Ana de la Cruz · 29 de noviembre de 2026", "Ana de la Cruz", "2026-11-29"],
    ["Nov. 29, 2026 / By Ana Pérez", "Ana Pérez", "2026-11-29"],
    ["Von Jürgen Weiß\n29. November 2026", "Jürgen Weiß", "2026-11-29"],
    ["Published on November 29, 2026", "", "2026-11-29"],
    ["Par Zoé Müller, 29 novembre 2026", "Zoé Müller", "2026-11-29"],
  ])("%j", (line, byline, date) => {
    expect(findingsIn(`${line}\n\nThe text.`)).toMatchObject({
      byline,
      paragraphs: 1,
      ...(date ? { date } : {}),
    });
  });

  test.each([
    "By Tomorrow It Will Rain, say the farmers.",
    "By 2030 all wells will be dry.",
    "Por la tarde llovió.",
  ])("%j stays text", (line) => {
    expect(findingsIn(`${line}\n\nThe text.`)).toMatchObject({ byline: "", date: null, paragraphs: 2 });
  });
});
