import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { visibleLine } from "@/lib/visible-text";
import { isWebAddress } from "@/lib/web-addresses";
import { MAX_GOAL } from "./goal";
import { isReservedSlug } from "./petition-text";

const MAX_LINE_LENGTH = 200;
const MAX_SUMMARY_LENGTH = 600;
const MAX_ASK_LENGTH = 10_000;
const MAX_NOTE_LENGTH = 2_000;

/** Text as it is stored: NFC, with `\n` line ends. Browsers send `\r\n`. */
const text = (longest: number) =>
  z
    .string("missing")
    .transform((typed) => typed.normalize("NFC").replace(/\r\n?/g, "\n").replaceAll("\0", ""))
    .pipe(z.string().max(longest, "tooLong"));
/** One line of text, as `visibleLine` returns it. */
export const line = text(MAX_LINE_LENGTH).transform(visibleLine);
/** Text of several lines, up to `longest` characters. */
export const paragraphs = (longest: number) => text(longest).transform((typed) => typed.trim());

/** A title is not an address; it may name a site ("Booking.com must pay"). */
const title = line.refine((typed) => !isWebAddress(typed), "isAddress");

/** A petition text as a draft: any field may be empty. Messages are keys of `campaignEditor.errors`. */
export const petitionTextInput = z.object({
  title,
  target: line,
  summary: paragraphs(MAX_SUMMARY_LENGTH),
  ask: paragraphs(MAX_ASK_LENGTH),
});

const slug = z
  .string("missing")
  .trim()
  .toLowerCase()
  .refine((typed) => isSlug(typed), "slugInvalid")
  .refine((typed) => !isReservedSlug(typed), "slugTaken");

export const newCampaignInput = z.object({
  title: title.pipe(z.string().min(1, "missing")),
  target: line.pipe(z.string().min(1, "missing")),
  language: z.enum(LOCALES),
  slug,
});

export type NewCampaign = z.output<typeof newCampaignInput>;

/** A time as `MomentField` sends it, stored to the minute. Without JavaScript it has no zone and is read as UTC. */
const moment = z
  .string()
  .transform((typed) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? `${typed}:00Z` : typed))
  .refine((typed) => typed === "" || !Number.isNaN(Date.parse(typed)), "timeInvalid")
  .transform((typed) => (typed === "" ? "" : `${new Date(typed).toISOString().slice(0, 16)}:00.000Z`));

const note = paragraphs(MAX_NOTE_LENGTH);
const byLanguage = <T extends z.ZodType>(name: string, field: T) =>
  Object.fromEntries(LOCALES.map((locale) => [`${name}.${locale}`, field.optional()]));

/** The settings of a campaign as flat text, keyed by form field. All are optional. */
export const settingsInput = z.object({
  goal: z
    .string()
    .transform((typed) => typed.replace(/[\s.,_]/g, ""))
    .refine(
      (typed) => /^\d{1,10}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MAX_GOAL,
      "goalInvalid",
    )
    .transform((typed) => String(Number(typed)))
    .optional(),
  raisesGoal: z.enum(["yes", "no"]).optional(),
  reviewsNames: z.enum(["yes", "no"]).optional(),
  thanksMail: z.enum(["yes", "no"]).optional(),
  opensAt: moment.optional(),
  closesAt: moment.optional(),
  coverId: z
    .string()
    .refine((id) => id === "" || isId(id), "missing")
    .optional(),
  ...byLanguage("nextSteps", note),
  ...byLanguage("outcome", note),
  ...byLanguage("coverAlt", line),
});

/** The field values that a form started from. Invalid input counts as empty. */
export const baseInput = z.record(z.string().max(40), z.string().max(20_000)).catch({});

/** The drafts that the review page showed: language and hash of each. */
export const reviewedDraftsInput = z
  .array(z.object({ locale: z.enum(LOCALES), sha256: z.string().max(64) }))
  .min(1)
  .max(LOCALES.length);
