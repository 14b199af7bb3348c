import { desc } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { auditEvents, LEGAL_PAGES, legalTexts } from "@/db/schema";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { fillLegalText, getLegalText, listLegalTexts, listVersions } from "@/lib/legal/legal-text";
import { publishLegalText } from "@/lib/legal/publish-legal-text";
import { securityTxt } from "@/lib/legal/security-txt";
import { warnOfSamples } from "@/lib/legal/warn-of-samples";
import { saveSetting } from "@/lib/settings/save-setting";
import { settingSchemas } from "@/lib/settings/site-settings";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date("2026-11-30T12:00:00Z");
const { id: actorId } = await aStaffMember(db, { role: "owner" });
const contact = settingSchemas.parse({}).contact;
const text = {
  page: "imprint",
  language: "en",
  base: 0,
  body: "We are **{organisation}**.",
  confirmed: true,
} as const;

test("every legal page has a sample in every language, which is marked as one", async () => {
  for (const page of LEGAL_PAGES) {
    for (const locale of LOCALES) {
      const { body, ...sample } = await getLegalText(db, { page, locale });
      expect(sample).toEqual({ version: 0, isConfirmed: false, publishedAt: null });
      const filled = await fillLegalText(db, { body, locale });
      expect(filled).not.toMatch(/[{}]/);
      expect(filled.length).toBeGreaterThan(50);
    }
  }
  expect(await warnOfSamples(db)).toHaveLength(LEGAL_PAGES.length * LOCALES.length);
});

test("a line of which nothing is known is left out, and comes with its setting", async () => {
  const imprint = await getLegalText(db, { page: "imprint", locale: "en" });
  const before = await fillLegalText(db, { body: imprint.body, locale: "en" });
  expect(before).toContain(env().ORGANISATION);
  expect(before).not.toContain("Represented by");
  const value = { ...contact, representative: "Jo [Doe](https://evil.example)", email: "hello@example.org" };
  await saveSetting(db, { key: "contact", value, actorId, now });
  const after = await fillLegalText(db, { body: imprint.body, locale: "en" });
  expect(after).toContain("Represented by: Jo \\[Doe\\]\\(https\\:");
  expect(after).toContain("(mailto:hello@example.org)");
});

test("publishing a text confirms it, keeps every version, and is audited", async () => {
  expect(await publishLegalText(db, { ...text, actorId, now })).toEqual({ outcome: "published", version: 1 });
  const [event] = await db.select().from(auditEvents).orderBy(desc(auditEvents.position)).limit(1);
  expect(event).toMatchObject({ action: "legal.published", subject: "legal:imprint.en", actorId });
  const changed = { ...text, base: 1, body: "Draft", confirmed: false };
  expect(await publishLegalText(db, { ...changed, actorId, now })).toEqual({
    outcome: "published",
    version: 2,
  });
  expect(await getLegalText(db, { page: "imprint", locale: "en" })).toMatchObject({
    body: "Draft",
    isConfirmed: false,
  });
  const versions = await listVersions(db, { page: "imprint", locale: "en" });
  expect(versions.map(({ version, body }) => [version, body])).toEqual([
    [2, "Draft"],
    [1, text.body],
  ]);
  const listed = (await listLegalTexts(db)).find(({ page, locale }) => page === "imprint" && locale === "en");
  expect(listed).toMatchObject({ version: 2, isConfirmed: false });
});

test("of two owners who save at once, one is asked to look again", async () => {
  const asked = { ...text, page: "contact", actorId, now } as const;
  const saved = await Promise.all([1, 2, 3].map(() => publishLegalText(db, asked)));
  expect(saved.filter(({ outcome }) => outcome === "published")).toHaveLength(1);
  expect(saved.filter(({ outcome }) => outcome === "conflict")).toHaveLength(2);
});

test("a published version never changes", async () => {
  await expect(db.update(legalTexts).set({ body: "other" })).rejects.toThrow();
  await expect(db.delete(legalTexts)).rejects.toThrow();
});

test("security.txt names a contact and expires in the future, within a year (RFC 9116)", async () => {
  const value = { ...contact, securityEmail: "security@example.org" };
  await saveSetting(db, { key: "contact", value, actorId, now });
  const written = await securityTxt(db, now);
  expect(written).toContain("Contact: mailto:security@example.org\n");
  expect(written).toContain(`Canonical: ${env().APP_URL}/.well-known/security.txt\n`);
  const expires = new Date(/^Expires: (.+)$/m.exec(written)?.[1] ?? "");
  expect(expires.getTime()).toBeGreaterThan(now.getTime());
  expect(expires.getTime()).toBeLessThan(now.getTime() + 366 * 86_400_000);
  await saveSetting(db, { key: "contact", value: contact, actorId, now });
  expect(await securityTxt(db, now)).toContain(`Contact: ${env().APP_URL}/en/contact\n`);
});
