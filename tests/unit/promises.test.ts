import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import publicTexts from "@/lib/i18n/messages/en/public.json";
import { CONSENT_WORDING } from "@/lib/signatures/consent-wording";

type Promised = { sentence: string; where: string; keptBy: string };

const ROW = /^\| (.+) \| `(.+)` \| `(tests\/.+)` \|$/;

const promises = readFileSync("docs/promises.md", "utf8")
  .split("\n")
  .flatMap((line): Promised[] => {
    const [, sentence, where, keptBy] = ROW.exec(line) ?? [];
    return sentence && where && keptBy ? [{ sentence, where, keptBy }] : [];
  });

const TEXTS: unknown = { ...publicTexts, consent: CONSENT_WORDING.en };

/** The text at a key such as `sign.emailHint`, or in a template. */
function textAt(where: string): string | undefined {
  if (where.startsWith("emails/")) return existsSync(where) ? readFileSync(where, "utf8") : undefined;
  const found = where
    .split(".")
    .reduce<unknown>(
      (texts, key) => (typeof texts === "object" && texts !== null ? Reflect.get(texts, key) : undefined),
      TEXTS,
    );
  return typeof found === "string" ? found : undefined;
}

test("the table of promises is read", () => {
  const rows = readFileSync("docs/promises.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  expect(promises.length).toBeGreaterThan(40);
  // The head is no promise.
  expect(promises).toHaveLength(rows.length - 1);
});

test.each(promises)("“$sentence” is said at $where", ({ sentence, where }) => {
  expect(textAt(where)).toContain(sentence);
});

test.each(promises)("$keptBy keeps “$sentence”", ({ keptBy }) => {
  expect(existsSync(keptBy), keptBy).toBe(true);
  expect(readFileSync(keptBy, "utf8")).toMatch(/\btest(\.each)?\(/);
});

test("each wording of the form is in the table", () => {
  const consents = promises.flatMap(({ where }) => (where.startsWith("consent.") ? where.slice(8) : []));
  expect(Object.keys(CONSENT_WORDING.en).filter((purpose) => !consents.includes(purpose))).toEqual([]);
});
