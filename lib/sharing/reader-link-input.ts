import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { parseShareAddress } from "./share-address";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const slug = z.preprocess(emptyIsAbsent, z.string().refine(isSlug).optional());
/**
 * The code of the share link in a page's address. Characters that a messenger appended are ignored, as in `/s/{code}`.
 * An invalid value becomes undefined: it must not stop the reader.
 */
export const viaInput = z.preprocess(
  (via) => (typeof via === "string" ? parseShareAddress(via)?.code : undefined),
  z.string().optional(),
);
/** An idempotency key that the browser chooses. Short keys could collide between readers. */
const key = z.preprocess(emptyIsAbsent, z.string().min(8).max(128).optional());

/** The input for a reader's link. Requires an article, a campaign or both. */
export const readerLinkInput = z
  .object({
    article: slug,
    campaign: slug,
    locale: z.enum(LOCALES).catch(DEFAULT_LOCALE),
    via: viaInput,
    key,
  })
  .refine(({ article, campaign }) => article !== undefined || campaign !== undefined, {
    message: "nothingToPassOn",
    path: ["article"],
  });
