import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { campaigns, signatures } from "@/db/schema";
import { isId, isSlug } from "@/lib/ids";
import { commitmentOf } from "@/lib/proof/commitment";
import { hex } from "@/lib/proof/log-files";
import { findEntry } from "@/lib/proof/read-log";
import { counts } from "@/lib/signatures/is-counted";
import { isSignedByUs } from "@/lib/signing-keys";
import { canonicalJson } from "./canonical-json";

/** Larger than any receipt: a petition text has at most some ten thousand letters. */
export const MAX_RECEIPT_LENGTH = 200_000;

const MAX_DEPTH = 8;

const receiptSchema = z.looseObject({
  identifier: z.string().refine(isId),
  confirmedAt: z.iso.datetime(),
  campaign: z.looseObject({ slug: z.string().refine(isSlug) }),
  text: z.looseObject({ title: z.string(), sha256: z.string() }),
  log: z.looseObject({ secret: z.string(), commitment: z.string() }),
  authenticity: z.looseObject({ keyId: z.string(), signature: z.string() }),
});

type CheckedReceipt = z.infer<typeof receiptSchema>;

/**
 * `unreadable`: not the JSON of a receipt. `not-ours`: we did not issue exactly this. Of our own receipts: the signature `stands`, was
 * `withdrawn` (also if signed again since, with another receipt), is `not-counted` while staff check it, or is `gone`: erased, or
 * no longer kept.
 */
export type ReceiptVerdict =
  | { status: "unreadable" | "not-ours" }
  | {
      status: "stands" | "withdrawn" | "not-counted" | "gone";
      campaign: string;
      title: string;
      confirmedAt: string;
      commitment: string;
      /** The entry in the public log, or null before the day is over. */
      entry: { position: number; day: string } | null;
    };

/** Checks the text of a receipt. Returns only what the receipt contains itself, and the state of its signature and of its log entry. */
export async function checkReceipt(db: Database, text: string): Promise<ReceiptVerdict> {
  const receipt = parseReceipt(text);
  if (!receipt) return { status: "unreadable" };
  const { authenticity, ...statement } = receipt;
  const { keyId } = authenticity;
  const signature = Buffer.from(authenticity.signature, "base64");
  if (!isSignedByUs(canonicalJson(statement), { keyId, signature })) return { status: "not-ours" };
  const commitment = commitmentOf(Buffer.from(receipt.log.secret, "base64url"), receipt.text.sha256);
  return {
    ...(await findState(db, receipt, commitment)),
    campaign: receipt.campaign.slug,
    title: receipt.text.title,
    confirmedAt: receipt.confirmedAt,
    commitment: hex(commitment),
  };
}

function parseReceipt(text: string): CheckedReceipt | null {
  if (text.length > MAX_RECEIPT_LENGTH) return null;
  try {
    const value: unknown = JSON.parse(text.trim());
    return isShallow(value, MAX_DEPTH) ? (receiptSchema.safeParse(value).data ?? null) : null;
  } catch {
    // Not JSON.
    return null;
  }
}

/** Whether a value is not nested more deeply than a receipt is: `canonicalJson` calls itself for each level. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

async function findState(db: Database, receipt: CheckedReceipt, commitment: Uint8Array) {
  const { confirmedAt, withdrawnAt, quarantinedAt } = signatures;
  const [campaign] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(eq(campaigns.slug, receipt.campaign.slug));
  if (!campaign) return { status: "gone", entry: null } as const;
  const [row] = await db
    .select({ confirmedAt, withdrawnAt, quarantinedAt })
    .from(signatures)
    .where(and(eq(signatures.id, receipt.identifier), eq(signatures.campaignId, campaign.id)));
  const entry = await findEntry(db, { campaignId: campaign.id, commitment });
  return { status: stateOf(row, receipt.confirmedAt), entry };
}

type State = { confirmedAt: Date | null; withdrawnAt: Date | null; quarantinedAt: Date | null };

function stateOf(
  row: State | undefined,
  confirmedAt: string,
): "stands" | "withdrawn" | "not-counted" | "gone" {
  if (!row) return "gone";
  if (row.withdrawnAt || row.confirmedAt?.toISOString() !== confirmedAt) return "withdrawn";
  return counts(row) ? "stands" : "not-counted";
}
