import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { parseShareAddress } from "./share-address";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const slug = z.preprocess(emptyIsAbsent, z.string().refine(isSlug).optional());
/**
 * The share link through which somebody came, read from a page's address as `/s/{code}` is: with whatever a messenger hung on to
 * it. Where they came from never stands in their way: what makes no sense is dropped.
 */
export const viaInput = z.preprocess(
  (via) => (typeof via === "string" ? parseShareAddress(via)?.code : undefined),
  z.string().optional(),
);
/** Short ones would be somebody else's, too. */
const key = z.preprocess(emptyIsAbsent, z.string().min(8).max(128).optional());

/** What a reader sends to get a link: an article or a campaign, at least one of them. */
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
