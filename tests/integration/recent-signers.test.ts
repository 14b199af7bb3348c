import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { listRecentSigners } from "@/lib/signatures/recent-signers";
import { aDatabase } from "../support/database";
import { addSignature } from "../support/exports";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

type Signer = Parameters<typeof addSignature>[2] & { at: string };

async function signedBy(signers: Signer[]) {
  const campaign = await aCampaign(db);
  for (const { at, ...signer } of signers) {
    const id = await addSignature(db, campaign.slug, signer);
    await db
      .update(signatures)
      .set({ confirmedAt: new Date(at) })
      .where(eq(signatures.id, id));
  }
  return listRecentSigners(db, { campaignId: campaign.id, limit: 10 });
}

describe("the public list of signers", () => {
  test("holds no id, no time finer than a day, and of an anonymous signer nothing", async () => {
    const shown = await signedBy([
      { at: "2026-11-25T23:59:59.999Z", name: "Ada Lovelace", display: "anonymous", country: "GB" },
      { at: "2026-11-24T00:00:00.000Z", name: "Grace Hopper", display: "full", country: "US" },
    ]);
    expect(shown).toEqual([
      { name: null, country: null, day: "2026-11-25" },
      { name: "Grace Hopper", country: "US", day: "2026-11-24" },
    ]);
  });

  test("has the same order within a day, independent of the order of confirmations", async () => {
    const one = { name: "Zoe Quist", display: "full", country: "NO" } as const;
    const other = { name: "Ada Lovelace", display: "full", country: "GB" } as const;
    const nameless = { name: "Grace Hopper", display: "anonymous", country: "US" } as const;
    const hours = ["2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z", "2026-11-25T16:00:00Z"] as const;
    const inOrder = (signers: Omit<Signer, "at">[]) =>
      signedBy(signers.map((signer, index) => ({ ...signer, at: hours[index] ?? hours[0] })));
    const shown = await inOrder([one, nameless, other]);
    expect(shown.map(({ name }) => name)).toEqual(["Ada Lovelace", "Zoe Quist", null]);
    expect(await inOrder([nameless, other, one])).toEqual(shown);
    expect(await inOrder([other, one, nameless])).toEqual(shown);
  });
});
