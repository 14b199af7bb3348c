import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { lockCampaign } from "./edit-campaign";
import { MAX_EMBED_ORIGINS } from "./embed-origin";

type Change = { slug: string; origin: string; by: string };

/** Allows pages of an origin to embed a campaign. Allowing an origin twice changes nothing. */
export async function allowOrigin(db: Database, { slug, origin, by }: Change) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const origins = campaign.embedOrigins;
    if (origins.includes(origin)) return { outcome: "there-already" } as const;
    if (origins.length >= MAX_EMBED_ORIGINS) return { outcome: "too-many" } as const;
    return storeOrigins(tx, {
      slug,
      by,
      before: origins,
      after: [...origins, origin],
      details: { change: "added", origin },
    });
  });
}

/** Removes an origin from the list of sites that may embed a campaign. */
export async function disallowOrigin(db: Database, { slug, origin, by }: Change) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const origins = campaign.embedOrigins;
    if (!origins.includes(origin)) return { outcome: "gone-already" } as const;
    const after = origins.filter((other) => other !== origin);
    return storeOrigins(tx, { slug, by, before: origins, after, details: { change: "removed", origin } });
  });
}

type ToUndo = { slug: string; before: string[]; after: string[]; by: string };

/** Undoes a change of the list, unless the list has changed since. */
export async function restoreOrigins(db: Database, { slug, before, after, by }: ToUndo) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    if (JSON.stringify(campaign.embedOrigins) !== JSON.stringify(after))
      return { outcome: "changed-meanwhile" } as const;
    const sites = [
      ...without(before, after).map((origin) => `+ ${origin}`),
      ...without(after, before).map((origin) => `− ${origin}`),
    ];
    const details = { change: "restored", sites: sites.join(", ") };
    return storeOrigins(tx, { slug, by, before: after, after: before, details });
  });
}

const without = (origins: string[], others: string[]) => origins.filter((origin) => !others.includes(origin));

type ToStore = {
  slug: string;
  by: string;
  before: string[];
  after: string[];
  details: Record<string, string>;
};

async function storeOrigins(tx: Transaction, { slug, by, before, after, details }: ToStore) {
  await tx.update(campaigns).set({ embedOrigins: after }).where(eq(campaigns.slug, slug));
  await recordAudit(tx, {
    actorId: by,
    action: "campaign.embed-origins-changed",
    subject: `campaign:${slug}`,
    details,
  });
  return { outcome: "changed", before, after } as const;
}
