import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { auditEvents, signatures } from "@/db/schema";
import { allowOrigin, disallowOrigin, restoreOrigins } from "@/lib/campaigns/allow-embed-origin";
import { MAX_EMBED_ORIGINS } from "@/lib/campaigns/embed-origin";
import { listEmbedOrigins, listFramingOrigins } from "@/lib/campaigns/list-embed-origins";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);
const carl = (await aStaffMember(db, { role: "campaigner" })).id;
const PARTNER = "https://www.partner.example";

const allow = (slug: string, origin: string) => allowOrigin(db, { slug, origin, by: carl });
const disallow = (slug: string, origin: string) => disallowOrigin(db, { slug, origin, by: carl });
const auditOf = (slug: string) =>
  db
    .select({ action: auditEvents.action, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.subject, `campaign:${slug}`))
    .orderBy(auditEvents.position);

describe("the list of sites", () => {
  test("is changed one site at a time, audited, and can be undone", async () => {
    const { slug } = await aCampaign(db);
    const added = await allow(slug, PARTNER);
    expect(added).toEqual({ outcome: "changed", before: [], after: [PARTNER] });
    expect(await allow(slug, PARTNER)).toEqual({ outcome: "there-already" });
    expect(await disallow(slug, "https://other.example")).toEqual({ outcome: "gone-already" });
    const removed = await disallow(slug, PARTNER);
    if (removed.outcome !== "changed") throw new Error(removed.outcome);
    expect(await restoreOrigins(db, { slug, ...removed, by: carl })).toMatchObject({ after: [PARTNER] });
    expect(await listEmbedOrigins(db, slug)).toEqual([PARTNER]);
    const action = "campaign.embed-origins-changed";
    expect(await auditOf(slug)).toEqual([
      { action, details: { change: "added", origin: PARTNER } },
      { action, details: { change: "removed", origin: PARTNER } },
      { action, details: { change: "restored", sites: `+ ${PARTNER}` } },
    ]);
  });

  test("undo is refused after another change", async () => {
    const { slug } = await aCampaign(db);
    const added = await allow(slug, PARTNER);
    await allow(slug, "https://other.example");
    if (added.outcome !== "changed") throw new Error(added.outcome);
    expect(await restoreOrigins(db, { slug, ...added, by: carl })).toEqual({ outcome: "changed-meanwhile" });
    expect(await listEmbedOrigins(db, slug)).toEqual([PARTNER, "https://other.example"]);
  });

  test("is limited to fifty, also with concurrent additions", async () => {
    const embedOrigins = Array.from(
      { length: MAX_EMBED_ORIGINS - 1 },
      (_, number) => `https://p${number}.example`,
    );
    const { slug } = await aCampaign(db, { embedOrigins });
    const both = await Promise.all(["https://a.example", "https://b.example"].map((one) => allow(slug, one)));
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["changed", "too-many"]);
    expect(await listEmbedOrigins(db, slug)).toHaveLength(MAX_EMBED_ORIGINS);
    expect(await allow("no-such-campaign", PARTNER)).toEqual({ outcome: "unknown-campaign" });
    expect(await listEmbedOrigins(db, "no-such-campaign")).toBeNull();
  });

  test("a draft allows no site yet", async () => {
    const draft = await aCampaign(db, { embedOrigins: [PARTNER], publishedAt: null });
    const open = await aCampaign(db, { embedOrigins: [PARTNER] });
    expect(await listFramingOrigins(db, open.slug)).toEqual([PARTNER]);
    expect(await listFramingOrigins(db, draft.slug)).toEqual([]);
  });
});

/** Signs a campaign and returns the stored channel. */
async function storedChannel(campaign: string, channel: string) {
  const signed = await signCampaign(db, aSigner({ campaign, channel }));
  if (signed.outcome !== "signed") throw new Error(signed.outcome);
  const [row] = await db
    .select({ channel: signatures.channel })
    .from(signatures)
    .where(eq(signatures.id, signed.signatureId));
  return row?.channel;
}

test("a signature stores the embedding host only if the campaign lists it", async () => {
  const { slug } = await aCampaign(db, {
    embedOrigins: [PARTNER, "https://with-port.example:8443", "http://localhost:4000"],
  });
  const channelOf = (channel: string) => storedChannel(slug, channel);
  for (const host of ["www.partner.example", "with-port.example", "localhost"])
    expect(await channelOf(`embed:${host}`)).toBe(`embed:${host}`);
  for (const host of ["partner.example", "evil.www.partner.example", "made-up.example"])
    expect(await channelOf(`embed:${host}`)).toBe("embed");
  expect(await channelOf("embed")).toBe("embed");
  expect(await channelOf("whatsapp")).toBe("whatsapp");
});

test("the partners of a replaced campaign count for its successor while they are listed", async () => {
  const last = await aCampaign(db, { embedOrigins: ["https://newcomer.example"] });
  const middle = await aCampaign(db, { embedOrigins: ["https://second.example"], successorId: last.id });
  const first = await aCampaign(db, { embedOrigins: [PARTNER], successorId: middle.id });
  for (const host of ["newcomer.example", "second.example", "www.partner.example"])
    expect(await storedChannel(last.slug, `embed:${host}`)).toBe(`embed:${host}`);
  expect(await storedChannel(last.slug, "embed:made-up.example")).toBe("embed");
  await disallow(first.slug, PARTNER);
  expect(await storedChannel(last.slug, "embed:www.partner.example")).toBe("embed");
  const other = await aCampaign(db);
  expect(await storedChannel(other.slug, "embed:second.example")).toBe("embed");
});
