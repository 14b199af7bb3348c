import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { listDrafts, lockCampaign, publishDrafts } from "./edit-campaign";
import { listMissingFields } from "./petition-text";
import {
  allowsOutcomeText,
  isSameStatus,
  isValidTransition,
  listPossibleActions,
  nextStatus,
  type StatusAction,
  type StatusTimestamps,
  statusTimestamps,
} from "./status-transitions";
import { withSuccessorChain } from "./successors";

type Change = { slug: string; by: string; now: Date };
/** The outcome text by language. A language that is left out keeps its text. */
type OutcomeTexts = { outcomeTexts?: Partial<Record<string, string>> };
type Successor = { successor?: string };

/** Publishes a campaign together with its drafted petition texts, and opens it unless an opening time is set. */
export async function publishCampaign(db: Database, change: Change) {
  return changeStatus(db, { ...change, action: "publish" });
}

/** Opens a scheduled campaign now. */
export async function openCampaign(db: Database, change: Change) {
  return changeStatus(db, { ...change, action: "open" });
}

/** Closes a campaign. It takes no signatures from now on. */
export async function closeCampaign(db: Database, change: Change & OutcomeTexts) {
  return changeStatus(db, { ...change, action: "close" });
}

/** Marks a campaign as won. */
export async function winCampaign(db: Database, change: Change & OutcomeTexts) {
  return changeStatus(db, { ...change, action: "win" });
}

/** Replaces a campaign with its successor, which must be public. Chains of successors never form a circle. */
export async function replaceCampaign(db: Database, change: Change & Successor) {
  return changeStatus(db, { ...change, action: "replace" });
}

/** Reopens a campaign that has ended. A deadline that has passed is removed. */
export async function reopenCampaign(db: Database, change: Change) {
  return changeStatus(db, { ...change, action: "reopen" });
}

/** Archives a campaign. It leaves the lists; its page stays. */
export async function archiveCampaign(db: Database, change: Change) {
  return changeStatus(db, { ...change, action: "archive" });
}

/** Lists an archived campaign again. */
export async function unarchiveCampaign(db: Database, change: Change) {
  return changeStatus(db, { ...change, action: "unarchive" });
}

const AUDIT_ACTIONS = {
  publish: "campaign.published",
  open: "campaign.opened",
  close: "campaign.closed",
  win: "campaign.won",
  replace: "campaign.replaced",
  reopen: "campaign.reopened",
  archive: "campaign.archived",
  unarchive: "campaign.unarchived",
} as const satisfies Record<StatusAction, string>;

type StatusChange = Change & OutcomeTexts & Successor & { action: StatusAction };

/** Applies an action if the status of the campaign allows it. Returns the timestamps before and after, for undo. */
async function changeStatus(db: Database, { slug, action, successor, outcomeTexts, by, now }: StatusChange) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const before = statusTimestamps(campaign);
    if (!listPossibleActions(before, now).includes(action)) return { outcome: "not-possible" } as const;
    if (action === "publish") {
      const refusal = await publishFirstTexts(tx, { campaign, by });
      if (refusal) return refusal;
    }
    const following =
      action === "replace"
        ? await findSuccessor(tx, { campaign, is: eq(campaigns.slug, successor ?? "") })
        : null;
    if (following?.outcome === "refused") return { outcome: following.reason } as const;
    const after = nextStatus(before, { action, successorId: following?.id, now });
    const newOutcomeTexts = allowsOutcomeText(action)
      ? { ...campaign.outcome, ...outcomeTexts }
      : campaign.outcome;
    await tx
      .update(campaigns)
      .set({ ...after, outcome: newOutcomeTexts })
      .where(eq(campaigns.id, campaign.id));
    const details = successor && following ? { details: { successor } } : {};
    await recordAudit(tx, {
      actorId: by,
      action: AUDIT_ACTIONS[action],
      subject: `campaign:${slug}`,
      ...details,
    });
    return { outcome: "done", before, after } as const;
  });
}

type ToUndo = Change & { before: StatusTimestamps; after: StatusTimestamps };

/**
 * Undoes an action if the status has not changed since. Refuses a `before` that no action could have turned into `after`.
 * A campaign with signatures stays public. Petition texts that were published with the campaign stay published.
 */
export async function undoStatusChange(db: Database, { slug, before, after, by, now }: ToUndo) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    if (!isSameStatus(campaign, after)) return { outcome: "changed-meanwhile" } as const;
    if (!isValidTransition(before, { after, now })) return { outcome: "not-possible" } as const;
    if (before.successorId && before.successorId !== campaign.successorId) {
      const successor = await findSuccessor(tx, { campaign, is: eq(campaigns.id, before.successorId) });
      if (successor.outcome === "refused") return { outcome: successor.reason } as const;
    }
    if (!before.publishedAt && campaign.publishedAt && (await isSigned(tx, campaign.id)))
      return { outcome: "signed-already" } as const;
    await tx.update(campaigns).set(statusTimestamps(before)).where(eq(campaigns.id, campaign.id));
    await recordAudit(tx, { actorId: by, action: "campaign.undone", subject: `campaign:${slug}` });
    return { outcome: "undone" } as const;
  });
}

/** Publishes the drafts. Refuses if a draft is incomplete, or if no text exists in the campaign's main language. */
async function publishFirstTexts(
  tx: Transaction,
  { campaign, by }: { campaign: { id: string; slug: string; locale: string }; by: string },
) {
  const drafts = await listDrafts(tx, campaign.id);
  const unfinished = drafts
    .filter((draft) => listMissingFields(draft).length > 0)
    .map(({ locale }) => locale);
  if (unfinished.length > 0) return { outcome: "texts-missing", locales: unfinished } as const;
  const written = await tx
    .select({ locale: petitionTexts.locale })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaign.id));
  if (!written.some(({ locale }) => locale === campaign.locale))
    return { outcome: "texts-missing", locales: [campaign.locale] } as const;
  await publishDrafts(tx, { campaign, by });
  return null;
}

/** Advisory lock for setting successors. Two concurrent transactions could otherwise form a circle that neither of them detects. */
const SUCCESSOR_LOCK = 20_261_125;

async function findSuccessor(tx: Transaction, { campaign, is }: { campaign: { id: string }; is: SQL }) {
  await tx.execute(sql`select pg_advisory_xact_lock(${SUCCESSOR_LOCK})`);
  const chain = await tx.execute<{ id: string; is_public: boolean }>(sql`
    ${withSuccessorChain<SQL>(sql, is)} select id, is_public from successors order by step`);
  const [first] = chain;
  if (!first?.is_public) return { outcome: "refused", reason: "no-successor" } as const;
  if (chain.some(({ id }) => id === campaign.id)) return { outcome: "refused", reason: "circle" } as const;
  return { outcome: "found", id: first.id } as const;
}

async function isSigned(tx: Transaction, campaignId: string): Promise<boolean> {
  const [one] = await tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(eq(signatures.campaignId, campaignId))
    .limit(1);
  return one !== undefined;
}
