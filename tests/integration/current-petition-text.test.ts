import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { campaigns, petitionTexts, signatures } from "@/db/schema";
import { getCampaignPreview, getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { searchCampaigns } from "@/lib/campaigns/search-campaigns";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { getCampaignFigures } from "@/lib/reporting/campaign-figures";
import { getDashboardCampaign } from "@/lib/reporting/list-live-figures";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aSigner } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

type Version = [locale: string, title: string, publishedOn: string | null];

/** Adds a published campaign in Spanish with some versions of its petition text. Returns its slug. */
async function addCampaign(...versions: Version[]) {
  const [id, longAgo] = [newId(), new Date("2026-01-01")];
  const slug = `bread-${id}`;
  await db
    .insert(campaigns)
    .values({ id, slug, locale: "es", goal: 100, publishedAt: longAgo, opensAt: longAgo });
  for (const [locale, title, publishedOn] of versions) {
    const text = { title, target: "The baker", summary: "Bread is dear.", ask: "Bake more." };
    const publishedAt = publishedOn ? new Date(publishedOn) : null;
    await db
      .insert(petitionTexts)
      .values({ id: newId(), campaignId: id, locale, ...text, sha256: petitionTextHash(text), publishedAt });
  }
  return slug;
}

/** Returns the title that each public reader chooses. */
async function listPublicTitles(slug: string, locale: Locale) {
  const listed = (await listCampaignTitles(db, locale)).find((campaign) => campaign.slug === slug);
  const signed = await signCampaign(db, aSigner({ campaign: slug, locale }));
  const [text] = await db
    .select({ title: petitionTexts.title })
    .from(signatures)
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(eq(signatures.id, "signatureId" in signed ? signed.signatureId : newId()));
  return [(await getPublishedCampaign(db, { slug, locale }))?.title, listed?.title, text?.title];
}

/** Returns the title that each reader for staff chooses. */
async function listStaffTitles(slug: string, locale: Locale) {
  const query = { slug, locale, now: new Date() };
  const [found] = await searchCampaigns(db, { search: slug, locale, limit: 1 });
  const readers = [getCampaignHeading, getCampaignToEdit, getCampaignFigures, getDashboardCampaign];
  const read = await Promise.all(readers.map((reader) => reader(db, query)));
  return [...read.map((campaign) => campaign?.title), found?.title];
}

async function listTitles(slug: string, locale: Locale) {
  const titles = {
    public: new Set(await listPublicTitles(slug, locale)),
    staff: new Set(await listStaffTitles(slug, locale)),
  };
  const preview = (await getCampaignPreview(db, { slug, locale }))?.title;
  return { public: [...titles.public], staff: [...titles.staff], preview };
}

describe("the current petition text", () => {
  test.each<[string, Version[], Record<"public" | "staff" | "preview", string>]>([
    [
      "is the newest published one in the asked language",
      [
        ["en", "First", "2026-01-01"],
        ["en", "Second", "2026-01-02"],
        ["es", "Nuevo", "2026-01-03"],
      ],
      { public: "Second", staff: "Second", preview: "Second" },
    ],
    [
      "is the published one rather than a draft, except in the preview",
      [
        ["en", "Published", "2026-01-01"],
        ["en", "Draft", null],
        ["es", "Publicado", "2026-01-01"],
      ],
      { public: "Published", staff: "Published", preview: "Draft" },
    ],
    [
      "is a draft in the asked language for staff, if nothing is published in it",
      [
        ["en", "Draft", null],
        ["es", "Publicado", "2026-01-01"],
      ],
      { public: "Publicado", staff: "Draft", preview: "Draft" },
    ],
    [
      "is the one in the main language if there is none in the asked one",
      [
        ["fr", "Nouveau", "2026-01-02"],
        ["es", "Publicado", "2026-01-01"],
      ],
      { public: "Publicado", staff: "Publicado", preview: "Publicado" },
    ],
    [
      "is the newest in another language if there is none in either",
      [
        ["fr", "Nouveau", "2026-01-02"],
        ["de", "Neu", "2026-01-03"],
      ],
      { public: "Neu", staff: "Neu", preview: "Neu" },
    ],
  ])("%s, for every reader", async (_, versions, titles) => {
    const slug = await addCampaign(...versions);
    expect(await listTitles(slug, "en")).toEqual({
      public: [titles.public],
      staff: [titles.staff],
      preview: titles.preview,
    });
  });

  test("is replaced by the slug for staff while the draft has no title", async () => {
    const slug = await addCampaign(["es", "", null]);
    expect(new Set(await listStaffTitles(slug, "en"))).toEqual(new Set([slug]));
  });
});
