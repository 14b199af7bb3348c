import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { articles, auditEvents } from "@/db/schema";
import { getDraft, getVersion, listDrafts, listOtherWriters, listVersions } from "@/lib/articles/list-drafts";
import { createArticle, restoreVersion, saveDraft } from "@/lib/articles/save-draft";
import { aDatabase } from "../support/database";
import { aDraft, BODY, readDraft } from "../support/drafts";
import { aStaffMember } from "../support/factories";

const { db, url, drop } = await aDatabase();
afterAll(drop);

describe("a new article", () => {
  test("is a draft with a unique slug, visible to staff only", async () => {
    const first = await aDraft(db, { title: "Water for all" });
    const second = await aDraft(db, { title: "Water for all" });
    expect([first.slug, second.slug]).toEqual(["water-for-all", "water-for-all-2"]);
    expect(await getDraft(db, first.id)).toMatchObject({ version: 1, shown: null, publishedAt: null });
  });

  test("gets a unique slug, also when ten are created concurrently", async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () => createArticle(db, { by: null, locale: "es", title: "A la vez" })),
    );
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(10);
  });
});

describe("saving", () => {
  test("adds a version, and keeps the earlier one unchanged", async () => {
    const { id, writer } = await aDraft(db);
    const { fields } = await readDraft(db, id);
    const saved = await saveDraft(db, {
      articleId: id,
      by: writer.id,
      base: 1,
      fields: { ...fields, title: "Another" },
    });
    expect(saved).toEqual({ outcome: "saved", version: 2 });
    expect((await getVersion(db, { articleId: id, number: 1 }))?.title).toBe(fields.title);
    expect((await readDraft(db, id)).fields.title).toBe("Another");
  });

  test("the same text again adds no version", async () => {
    const { id, writer } = await aDraft(db);
    const { fields } = await readDraft(db, id);
    expect(await saveDraft(db, { articleId: id, by: writer.id, base: 1, fields })).toEqual({
      outcome: "saved",
      version: 1,
    });
    expect(await listVersions(db, { articleId: id, limit: 9 })).toHaveLength(1);
  });

  test("does not change the published version", async () => {
    const { id, writer } = await aDraft(db);
    const { fields } = await readDraft(db, id);
    await saveDraft(db, {
      articleId: id,
      by: writer.id,
      base: 1,
      fields: { ...fields, title: "Only a draft" },
    });
    const [row] = await db.select().from(articles).where(eq(articles.id, id));
    expect(row?.title).toBe(fields.title);
  });
});

describe("concurrent editing", () => {
  const edited = (text: string, from: string, to: string) => text.replace(from, to);

  test("changes that do not overlap are merged, and the second writer learns whose changes were merged", async () => {
    const { id, writer: ana } = await aDraft(db);
    const ben = await aStaffMember(db);
    const { fields } = await readDraft(db, id);
    const anasFields = { ...fields, bodyMarkdown: edited(BODY, "first", "FIRST") };
    const bensFields = { ...fields, title: "Ben's title", bodyMarkdown: edited(BODY, "third", "THIRD") };
    await saveDraft(db, { articleId: id, by: ana.id, base: 1, fields: anasFields });
    const joined = await saveDraft(db, { articleId: id, by: ben.id, base: 1, fields: bensFields });
    const both = { ...bensFields, bodyMarkdown: edited(anasFields.bodyMarkdown, "third", "THIRD") };
    expect(joined).toEqual({ outcome: "saved", version: 3, fields: both, mergedWith: 2 });
    expect((await readDraft(db, id)).fields).toEqual(both);
  });

  test("overlapping changes are stored as a conflicting version, and both stay in the history", async () => {
    const { id, writer: ana } = await aDraft(db);
    const ben = await aStaffMember(db);
    const { fields } = await readDraft(db, id);
    const anasFields = { ...fields, bodyMarkdown: edited(BODY, "second", "SECOND, says Ana") };
    const bensFields = { ...fields, bodyMarkdown: edited(BODY, "second", "SECOND, says Ben") };
    await saveDraft(db, { articleId: id, by: ana.id, base: 1, fields: anasFields });
    const refused = await saveDraft(db, { articleId: id, by: ben.id, base: 1, fields: bensFields });
    expect(refused).toEqual({
      outcome: "overlap",
      version: 2,
      theirs: anasFields,
      conflictingFields: ["bodyMarkdown"],
      conflictVersion: 3,
    });
    expect(
      (await readDraft(db, id)).fields,
      "the draft keeps the first writer's text until the second resolves the conflict",
    ).toEqual(anasFields);
    expect((await getVersion(db, { articleId: id, number: 3 }))?.bodyMarkdown).toBe(bensFields.bodyMarkdown);

    await saveDraft(db, { articleId: id, by: ben.id, base: 1, fields: bensFields });
    expect(
      await listVersions(db, { articleId: id, limit: 9 }),
      "sending it again stores it once",
    ).toHaveLength(3);

    const decided = { ...fields, bodyMarkdown: edited(BODY, "second", "SECOND, say both") };
    expect(await saveDraft(db, { articleId: id, by: ben.id, base: 2, fields: decided })).toMatchObject({
      version: 4,
    });
    expect((await readDraft(db, id)).fields).toEqual(decided);
  });

  test("a writer who is several versions behind is merged from their base version", async () => {
    const { id, writer: ana } = await aDraft(db);
    const ben = await aStaffMember(db);
    const { fields } = await readDraft(db, id);
    for (const [base, title] of ["One", "Two", "Three"].entries())
      await saveDraft(db, { articleId: id, by: ana.id, base: base + 1, fields: { ...fields, title } });
    const joined = await saveDraft(db, {
      articleId: id,
      by: ben.id,
      base: 1,
      fields: { ...fields, dek: "Ben's dek." },
    });
    expect(joined).toMatchObject({
      outcome: "saved",
      fields: { title: "Three", dek: "Ben's dek." },
      mergedWith: 4,
    });
  });

  test("twelve concurrent saves over separate connections lose no text", async () => {
    const paragraphs = Array.from({ length: 12 }, (_, place) => `Paragraph ${place}.`);
    const { id } = await aDraft(db, { bodyMarkdown: paragraphs.join("\n\n") });
    const { fields } = await readDraft(db, id);
    await Promise.all(
      paragraphs.map(async (paragraph, place) => {
        const own = connect(url, 1);
        const { id: by } = await aStaffMember(db);
        const bodyMarkdown = fields.bodyMarkdown.replace(paragraph, `Written by ${place}.`);
        await saveDraft(own, { articleId: id, by, base: 1, fields: { ...fields, bodyMarkdown } });
        await own.$client.end();
      }),
    );
    const written = (await readDraft(db, id)).fields.bodyMarkdown;
    expect(written.split("\n\n")).toEqual(paragraphs.map((_, place) => `Written by ${place}.`));
    const versions = await listVersions(db, { articleId: id, limit: 50 });
    expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, from) => 13 - from));
  });

  test("each writer sees the others", async () => {
    const { id, writer: ana } = await aDraft(db);
    const ben = await aStaffMember(db, { email: "ben@example.org" });
    const { fields } = await readDraft(db, id);
    const since = new Date(Date.now() - 60_000);
    await saveDraft(db, { articleId: id, by: ben.id, base: 1, fields: { ...fields, title: "Ben's" } });
    const others = await listOtherWriters(db, { articleId: id, except: ana.id, since });
    expect(others.map(({ name }) => name)).toEqual(["ben@example.org"]);
  });
});

describe("an earlier version", () => {
  test("is restored as a new version, so that restoring can be undone", async () => {
    const { id, writer } = await aDraft(db);
    const { fields } = await readDraft(db, id);
    await saveDraft(db, { articleId: id, by: writer.id, base: 1, fields: { ...fields, title: "Worse" } });
    expect(await restoreVersion(db, { articleId: id, by: writer.id, number: 1 })).toEqual({
      outcome: "restored",
      version: 3,
      earlier: 2,
    });
    expect((await readDraft(db, id)).fields).toEqual(fields);
    await restoreVersion(db, { articleId: id, by: writer.id, number: 2 });
    expect((await readDraft(db, id)).fields.title).toBe("Worse");
    const written = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `article:${id}`));
    expect(written.map(({ action }) => action).toSorted()).toEqual([
      "article.created",
      "article.version-restored",
      "article.version-restored",
    ]);
  });
});

test("staff find an article by title, also with special characters", async () => {
  await aDraft(db, { title: "100 % of_it" });
  const found = async (search: string) =>
    (await listDrafts(db, { search, limit: 50 })).map(({ title }) => title);
  expect(await found("100 %")).toEqual(["100 % of_it"]);
  expect(await found("OF_IT")).toEqual(["100 % of_it"]);
  expect(await found("%%")).toEqual([]);
});
