import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isShareCode, isSlug } from "@/lib/ids";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const slug = z.preprocess(emptyIsAbsent, z.string().refine(isSlug).optional());
/** Where somebody came from never stands in their way: what makes no sense is dropped. */
const via = z.preprocess(
  emptyIsAbsent,
  z.string().toLowerCase().refine(isShareCode).optional().catch(undefined),
);
/** Short ones would be somebody else's, too. */
const key = z.preprocess(emptyIsAbsent, z.string().min(8).max(128).optional());

/** What a reader sends to get a link: an article or a campaign, at least one of them. */
export const readerLinkInput = z
  .object({
    article: slug,
    campaign: slug,
    locale: z.enum(LOCALES).catch(DEFAULT_LOCALE),
    via,
    key,
  })
  .refine(({ article, campaign }) => article !== undefined || campaign !== undefined, {
    message: "nothingToPassOn",
    path: ["article"],
  });
