import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { closeDays } from "@/lib/proof/close-days";
import { entryHash } from "@/lib/proof/entry-line";
import { Frontier, isConsistent, isIncluded } from "@/lib/proof/merkle";
import { proveConsistency, proveInclusion } from "@/lib/proof/prove";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";

const { db, drop } = await aDatabase();
afterAll(drop);

const proven = await aProvenCampaign(db);
const { campaign, listEntries, listDays } = proven;

/** Stores confirmed signatures, three in each millisecond. */
async function storeSignatures(count: number, day: string) {
  const text = campaign.texts[0]?.id ?? "";
  await db.execute(sql`
    insert into signatures (id, campaign_id, petition_text_id, name, locale, confirmation_asked_at, confirmed_at)
    select gen_random_uuid(), ${campaign.id}::uuid, ${text}::uuid, '', 'en', now(),
           ${day}::timestamptz + make_interval(secs => (number / 3) * 0.001)
    from generate_series(1, ${count}::int) as number`);
}

test("a day of many pages is appended whole, and every proof from the stored levels holds", async () => {
  const [first, second] = [5_300, 300];
  await storeSignatures(first, "2025-03-01");
  await storeSignatures(second, "2025-03-02");
  await closeDays(db, { now: new Date() });

  const entries = await listEntries();
  expect(entries).toHaveLength(first + second);
  const commitments = entries.map(({ commitment }) => Buffer.from(commitment ?? []).toString("hex"));
  expect(new Set(commitments).size).toBe(first + second);
  expect(commitments.slice(0, first)).toEqual(commitments.slice(0, first).sort());

  const tree = new Frontier();
  const hashes = entries.map(entryHash);
  for (const hash of hashes) tree.append(hash);
  const [one, two] = await listDays();
  if (!one || !two) throw new Error("two days were expected");
  expect(Buffer.from(two.root)).toEqual(tree.root());

  const campaignId = campaign.id;
  for (const position of [0, 255, 256, 4_999, 5_000, 5_299, 5_599]) {
    const proof = await proveInclusion(db, { campaignId, position, size: two.size });
    const leaf = hashes[position] ?? Buffer.alloc(0);
    expect(isIncluded(leaf, { index: position, size: two.size, root: two.root, proof }), `${position}`).toBe(
      true,
    );
  }
  const proof = await proveConsistency(db, { campaignId, from: one.size, to: two.size });
  expect(isConsistent(one, two, proof)).toBe(true);
}, 180_000);
