import { and, desc, eq, isNull, max } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { campaigns, consentWordings } from "@/db/schema";
import { perProcess } from "@/db/singleton";
import { recordAudit } from "@/lib/audit/record";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { isId, newId } from "@/lib/ids";
import { pagesChanged } from "@/lib/page-changes";
import { CONSENT_VERSION, type ConsentWording, PURPOSES } from "./consent-wording";

const MAX_WORDING_LENGTH = 600;
const wordingInput = z.string().trim().min(10).max(MAX_WORDING_LENGTH);

/** The form of a consent wording. `base` is the version that it was edited from. The delivery must say who receives the name. */
export const wordingForm = z.object({
  language: z.enum(LOCALES),
  base: z.coerce.number().int().min(0),
  signature: wordingInput,
  delivery: wordingInput.refine((wording) => wording.includes("{target}")),
  display: wordingInput,
  updates: wordingInput,
});

type Scope = { campaignId: string | null; locale: Locale };

function inScope({ campaignId, locale }: Scope) {
  const ofCampaign = campaignId
    ? eq(consentWordings.campaignId, campaignId)
    : isNull(consentWordings.campaignId);
  return and(ofCampaign, eq(consentWordings.locale, locale));
}

/** Returns the newest wording of the site, or of a campaign, in a language; null if it has none of its own. */
export async function getWording(db: Database, scope: Scope) {
  const { version, texts, publishedAt } = consentWordings;
  const [newest] = await db
    .select({ version, texts, publishedAt })
    .from(consentWordings)
    .where(inScope(scope))
    .orderBy(desc(version))
    .limit(1);
  return newest ?? null;
}

type ToPublish = z.output<typeof wordingForm> & {
  /** Null: the whole site. */
  campaign: { id: string; slug: string } | null;
  actorId: string;
  now: Date;
};

/**
 * Publishes a new version of what the sign form says beside its fields. Consents that were given keep their wording. Changes
 * nothing if another version was published since `base`.
 */
export async function publishWording(
  db: Database,
  { campaign, language, base, actorId, now, ...texts }: ToPublish,
) {
  return db.transaction(async (tx) => {
    const campaignId = campaign?.id ?? null;
    const [{ newest } = { newest: null }] = await tx
      .select({ newest: max(consentWordings.version) })
      .from(consentWordings)
      .where(inScope({ campaignId, locale: language }));
    if ((newest ?? 0) !== base) return { outcome: "conflict" } as const;
    const version = base + 1;
    const [stored] = await tx
      .insert(consentWordings)
      .values({
        id: newId(),
        campaignId,
        locale: language,
        version,
        texts,
        publishedAt: now,
        publishedById: actorId,
      })
      .onConflictDoNothing()
      .returning({ id: consentWordings.id });
    if (!stored) return { outcome: "conflict" } as const;
    await pagesChanged(tx, campaign ? { campaign: campaign.slug } : {});
    current().clear();
    const subject = `wording:${campaign?.slug ?? "site"}.${language}`;
    await recordAudit(tx, {
      actorId,
      action: "wording.published",
      subject,
      details: { version: String(version) },
    });
    return { outcome: "published", version } as const;
  });
}

/** Wordings never change, so they are kept by id. */
const MAX_KEPT = 200;
const known = perProcess(
  "consent-wordings",
  () => new Map<string, ConsentWording & { campaign: string | null; locale: string }>(),
);

/**
 * Returns the wording that a form showed: `shown` is its id, or the version of the program's own. A wording of another campaign or
 * language, and one that nobody knows, count as not sent: then it is the current one. Null is the program's own.
 */
export async function findShownWording(
  db: Database,
  { shown, campaign, locale }: { shown: string | undefined; campaign: string; locale: Locale },
): Promise<ConsentWording | null> {
  if (shown === CONSENT_VERSION) return null;
  const byId = shown && isId(shown) ? (known().get(shown) ?? (await readWording(db, shown))) : null;
  const isIts = byId && byId.locale === locale && (byId.campaign === null || byId.campaign === campaign);
  return isIts ? { texts: byId.texts, version: byId.version } : currentWording(db, { campaign, locale });
}

async function readWording(db: Database, id: string) {
  const [row] = await selectWordings(db).where(eq(consentWordings.id, id));
  if (!row) return null;
  const wording = { ...asWording(row), campaign: row.campaign, locale: row.locale };
  if (known().size >= MAX_KEPT) known().clear();
  known().set(id, wording);
  return wording;
}

/** How long API clients, which send no wording, may be recorded with one that was replaced in another process. */
const CURRENT_FOR_MS = 2_000;
const current = perProcess(
  "current-consent-wordings",
  () => new Map<string, { readAt: number; wording: ConsentWording | null }>(),
);

async function currentWording(db: Database, asked: { campaign: string; locale: Locale }) {
  const key = `${asked.locale}/${asked.campaign}`;
  const kept = current().get(key);
  const now = performance.now();
  if (kept && now - kept.readAt < CURRENT_FOR_MS) return kept.wording;
  const wording = await readCurrent(db, asked);
  if (current().size >= MAX_KEPT) current().clear();
  current().set(key, { readAt: now, wording });
  return wording;
}

async function readCurrent(db: Database, { campaign, locale }: { campaign: string; locale: Locale }) {
  const ofCampaign = await selectWordings(db)
    .where(and(eq(campaigns.slug, campaign), eq(consentWordings.locale, locale)))
    .orderBy(desc(consentWordings.version))
    .limit(1);
  const [row] =
    ofCampaign.length > 0
      ? ofCampaign
      : await selectWordings(db)
          .where(inScope({ campaignId: null, locale }))
          .orderBy(desc(consentWordings.version))
          .limit(1);
  return row ? asWording(row) : null;
}

function selectWordings(db: Database) {
  const { version, texts, locale } = consentWordings;
  return db
    .select({ version, texts, locale, campaign: campaigns.slug })
    .from(consentWordings)
    .leftJoin(campaigns, eq(campaigns.id, consentWordings.campaignId))
    .$dynamic();
}

type Row = { version: number; texts: ConsentWording["texts"]; campaign: string | null };

function asWording({ version, texts, campaign }: Row): ConsentWording {
  const own = Object.fromEntries(
    PURPOSES.flatMap((purpose) => (texts[purpose] ? [[purpose, texts[purpose]]] : [])),
  );
  return { texts: own, version: `${campaign ?? "site"}/${version}` };
}
