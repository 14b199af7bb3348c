import { desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { proofDays } from "@/db/schema";
import { signText } from "@/lib/signing-keys";
import { checkpointText } from "./checkpoint";
import { type Entry, entryHash } from "./entry-line";
import { Frontier } from "./merkle";
import type { DayChange } from "./take-changes";

/** Every eighth level of the tree is stored: see `proof_nodes`. */
export const STORED_LEVELS = 8;
const PAGE_SIZE = 5_000;

type LogHead = { day: string | null; size: number; count: number; frontier: Uint8Array };

/** Returns the head of a campaign's log, from which the next day continues. */
export async function readHead(tx: Transaction, campaignId: string): Promise<LogHead> {
  const { day, size, count, frontier } = proofDays;
  const [head] = await tx
    .select({ day, size, count, frontier })
    .from(proofDays)
    .where(eq(proofDays.campaignId, campaignId))
    .orderBy(desc(day))
    .limit(1);
  return head ?? { day: null, size: 0, count: 0, frontier: Buffer.alloc(0) };
}

type NewDay = { campaignId: string; slug: string; day: string; head: LogHead; changes: DayChange[] };

/** Appends the commitments in `day_commitments` and then the changes, a page at a time, and signs the new head. */
export async function appendEntries(tx: Transaction, { campaignId, slug, day, head, changes }: NewDay) {
  const tree = new Frontier({ size: head.size, bytes: head.frontier });
  for (let after: Uint8Array = Buffer.alloc(0); ; ) {
    const page = await listCommitments(tx, after);
    const entries = page.map((commitment) => signatureEntry(day, commitment));
    await append(tx, { campaignId, tree, entries });
    const last = page.at(-1);
    if (!last || page.length < PAGE_SIZE) break;
    after = last;
  }
  const signatures = tree.size - head.size;
  await append(tx, { campaignId, tree, entries: changes.map((change) => changeEntry(day, change)) });
  const count = head.count + signatures + changes.reduce((sum, { change }) => sum + change, 0);
  const root = tree.root();
  const checkpoint = checkpointText({ slug, day, size: tree.size, root, count });
  await tx.insert(proofDays).values({
    ...{ campaignId, day, root, count, checkpoint, size: tree.size, frontier: tree.toBytes() },
    ...signText(checkpoint),
  });
  return { size: tree.size, count };
}

const signatureEntry = (day: string, commitment: Uint8Array): Entry => ({
  ...{ day, kind: "signature", commitment },
  ...{ reason: null, change: null },
});

const changeEntry = (day: string, change: DayChange): Entry => ({ day, ...change, commitment: null });

async function listCommitments(tx: Transaction, after: Uint8Array): Promise<Buffer[]> {
  const rows = await tx.execute<{ commitment: string }>(sql`
    select encode(commitment, 'hex') as commitment from day_commitments
    where commitment > decode(${Buffer.from(after).toString("hex")}, 'hex') order by day_commitments.commitment limit ${PAGE_SIZE}`);
  return rows.map(({ commitment }) => Buffer.from(commitment, "hex"));
}

type Addition = { campaignId: string; tree: Frontier; entries: Entry[] };

async function append(tx: Transaction, { campaignId, tree, entries }: Addition) {
  if (entries.length === 0) return;
  const start = tree.size;
  const nodes = entries
    .flatMap((entry) => tree.append(entryHash(entry)))
    .filter(({ level }) => level % STORED_LEVELS === 0)
    .map(({ level, position, hash }) => ({ level, position, hash: hash.toString("hex") }));
  const rows = entries.map(({ commitment, ...entry }, index) => ({
    ...entry,
    position: start + index,
    commitment: commitment && Buffer.from(commitment).toString("hex"),
  }));
  await tx.execute(sql`
    insert into proof_entries (campaign_id, position, day, kind, commitment, reason, change)
    select ${campaignId}::uuid, position, day, kind, decode(commitment, 'hex'), reason, change
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as entry (position bigint, day date, kind text, commitment text, reason text, change int)`);
  await tx.execute(sql`
    insert into proof_nodes (campaign_id, level, position, hash)
    select ${campaignId}::uuid, level, position, decode(hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as node (level smallint, position bigint, hash text)`);
}
