import { and, eq, max } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { LEGAL_PAGES, legalTexts } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { LOCALES } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { pagesChanged } from "@/lib/page-changes";

/** A whole privacy notice has about 15,000 characters. */
const MAX_LEGAL_TEXT_LENGTH = 60_000;

/** Which legal page, in which language. Anything else is the privacy notice in English. */
export const legalTextAsked = z.object({
  page: z.enum(LEGAL_PAGES).catch("privacy"),
  language: z.enum(LOCALES).catch("en"),
});

/** The form of a legal text. `base` is the version that it was edited from. */
export const legalTextForm = z.object({
  page: z.enum(LEGAL_PAGES),
  language: z.enum(LOCALES),
  base: z.coerce.number().int().min(0),
  body: z
    .string()
    .trim()
    .min(1)
    .max(MAX_LEGAL_TEXT_LENGTH)
    .transform((body) => body.replace(/\r\n/g, "\n")),
  confirmed: z
    .literal("on")
    .optional()
    .transform((ticked) => ticked === "on"),
});

type ToPublish = z.output<typeof legalTextForm> & { actorId: string; now: Date };

/** Publishes a new version of a legal text. Changes nothing if another version was published since `base`. */
export async function publishLegalText(db: Database, text: ToPublish) {
  const { page, language: locale, base, body, confirmed, actorId, now } = text;
  return db.transaction(async (tx) => {
    const [{ newest } = { newest: null }] = await tx
      .select({ newest: max(legalTexts.version) })
      .from(legalTexts)
      .where(and(eq(legalTexts.page, page), eq(legalTexts.locale, locale)));
    if ((newest ?? 0) !== base) return { outcome: "conflict" } as const;
    const version = base + 1;
    const [stored] = await tx
      .insert(legalTexts)
      .values({
        ...{ id: newId(), page, locale, version, body },
        ...{ isConfirmed: confirmed, publishedAt: now, publishedById: actorId },
      })
      .onConflictDoNothing()
      .returning({ id: legalTexts.id });
    if (!stored) return { outcome: "conflict" } as const;
    await pagesChanged(tx);
    await recordAudit(tx, {
      actorId,
      action: "legal.published",
      subject: `legal:${page}.${locale}`,
      details: { version: String(version), confirmed: confirmed ? "yes" : "no" },
    });
    return { outcome: "published", version } as const;
  });
}
