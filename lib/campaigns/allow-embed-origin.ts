import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { lockCampaign } from "./edit-campaign";
import { MOST_ORIGINS } from "./embed-snippet";

type Change = { slug: string; origin: string; by: string };

/** Lets the pages of an origin frame a campaign. Let already, nothing changes. */
export async function allowOrigin(db: Database, { slug, origin, by }: Change) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const origins = campaign.embedOrigins;
    if (origins.includes(origin)) return { outcome: "there-already" } as const;
    if (origins.length >= MOST_ORIGINS) return { outcome: "too-many" } as const;
    return keep(tx, {
      slug,
      by,
      before: origins,
      after: [...origins, origin],
      details: { change: "added", origin },
    });
  });
}

/** Takes that back: the pages of an origin may not frame a campaign any more. */
export async function disallowOrigin(db: Database, { slug, origin, by }: Change) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const origins = campaign.embedOrigins;
    if (!origins.includes(origin)) return { outcome: "gone-already" } as const;
    const after = origins.filter((other) => other !== origin);
    return keep(tx, { slug, by, before: origins, after, details: { change: "removed", origin } });
  });
}

type ToUndo = { slug: string; before: string[]; after: string[]; by: string };

/** Puts the list back to what it was before a change, as long as it is still what that change left. */
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
    return keep(tx, { slug, by, before: after, after: before, details });
  });
}

const without = (origins: string[], others: string[]) => origins.filter((origin) => !others.includes(origin));

type Kept = { slug: string; by: string; before: string[]; after: string[]; details: Record<string, string> };

async function keep(tx: Transaction, { slug, by, before, after, details }: Kept) {
  await tx.update(campaigns).set({ embedOrigins: after }).where(eq(campaigns.slug, slug));
  await recordAudit(tx, {
    actorId: by,
    action: "campaign.embed-origins-changed",
    subject: `campaign:${slug}`,
    details,
  });
  return { outcome: "changed", before, after } as const;
}
