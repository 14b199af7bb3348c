import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { listDrafts, lockCampaign, publishDrafts } from "./edit-campaign";
import { unwritten } from "./petition-text";
import {
  asksForOutcome,
  couldHaveLed,
  type Deed,
  type Life,
  lifeAfter,
  lifeOf,
  possibleDeeds,
  sameLife,
} from "./status-transitions";

type ToDo = {
  slug: string;
  deed: Deed;
  successor?: string;
  /** What came of it, by language; a language that is left out keeps what it says. */
  told?: Partial<Record<string, string>>;
  by: string;
  now: Date;
};

const ACTIONS = {
  publish: "campaign.published",
  open: "campaign.opened",
  close: "campaign.closed",
  win: "campaign.won",
  replace: "campaign.replaced",
  reopen: "campaign.reopened",
  archive: "campaign.archived",
  unarchive: "campaign.unarchived",
} as const satisfies Record<Deed, string>;

/**
 * Publishes, opens, closes, wins, replaces, reopens or archives a campaign, if that is possible as it stands, and hands
 * back its life before and after, so that it can be undone. Publishing publishes its drafted words with it.
 */
export async function changeLife(db: Database, { slug, deed, successor, told, by, now }: ToDo) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const before = lifeOf(campaign);
    if (!possibleDeeds(before, now).includes(deed)) return { outcome: "not-possible" } as const;
    if (deed === "publish") {
      const refusal = await publishFirstWords(tx, { campaign, by });
      if (refusal) return refusal;
    }
    const following =
      deed === "replace" ? await findSuccessor(tx, { campaign, is: sql`slug = ${successor ?? ""}` }) : null;
    if (following?.outcome === "refused") return { outcome: following.reason } as const;
    const after = lifeAfter(before, { deed, successorId: following?.id, now });
    const outcome = asksForOutcome(deed) ? { ...campaign.outcome, ...told } : campaign.outcome;
    await tx
      .update(campaigns)
      .set({ ...after, outcome })
      .where(eq(campaigns.id, campaign.id));
    const details = successor && following ? { details: { successor } } : {};
    await recordAudit(tx, { actorId: by, action: ACTIONS[deed], subject: `campaign:${slug}`, ...details });
    return { outcome: "done", before, after } as const;
  });
}

type ToUndo = { slug: string; before: Life; after: Life; by: string; now: Date };

/**
 * Takes a deed back, as long as nothing was done to the campaign's life since; a life that no deed of ours made that of is
 * refused. A campaign that somebody has signed stays public. Words that were published with it stay as they are: nothing
 * takes those back.
 */
export async function undoLife(db: Database, { slug, before, after, by, now }: ToUndo) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    if (!sameLife(campaign, after)) return { outcome: "changed-meanwhile" } as const;
    if (!couldHaveLed(before, { after, now })) return { outcome: "not-possible" } as const;
    if (before.successorId && before.successorId !== campaign.successorId) {
      const successor = await findSuccessor(tx, { campaign, is: sql`id = ${before.successorId}` });
      if (successor.outcome === "refused") return { outcome: successor.reason } as const;
    }
    if (!before.publishedAt && campaign.publishedAt && (await isSigned(tx, campaign.id)))
      return { outcome: "signed-already" } as const;
    await tx.update(campaigns).set(lifeOf(before)).where(eq(campaigns.id, campaign.id));
    await recordAudit(tx, { actorId: by, action: "campaign.undone", subject: `campaign:${slug}` });
    return { outcome: "undone" } as const;
  });
}

/** Publishes what is drafted; refuses where words are missing, and where nothing is written in the campaign's own language. */
async function publishFirstWords(
  tx: Transaction,
  { campaign, by }: { campaign: { id: string; slug: string; locale: string }; by: string },
) {
  const drafts = await listDrafts(tx, campaign.id);
  const unfinished = drafts.filter((draft) => unwritten(draft).length > 0).map(({ locale }) => locale);
  if (unfinished.length > 0) return { outcome: "words-missing", locales: unfinished } as const;
  const written = await tx
    .select({ locale: petitionTexts.locale })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaign.id));
  if (!written.some(({ locale }) => locale === campaign.locale))
    return { outcome: "words-missing", locales: [campaign.locale] } as const;
  await publishDrafts(tx, { campaign, by });
  return null;
}

/** Two people who name successors at the same moment might close a circle that neither sees: they take turns. */
const SUCCESSION_TURN = 20_261_125;

async function findSuccessor(tx: Transaction, { campaign, is }: { campaign: { id: string }; is: SQL }) {
  await tx.execute(sql`select pg_advisory_xact_lock(${SUCCESSION_TURN})`);
  const chain = await tx.execute<{ id: string; is_public: boolean }>(sql`
    with recursive chain as (
      select id, successor_id, published_at from campaigns where ${is}
      union select following.id, following.successor_id, following.published_at
        from campaigns following join chain on following.id = chain.successor_id
    ) select id, published_at <= now() is true as is_public from chain`);
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
