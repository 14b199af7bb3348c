import countries from "i18n-iso-countries";
import { z } from "zod";
import { EMBED_CHANNEL, hostInChannel, isHost } from "@/lib/campaigns/embed-snippet";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { viaInput } from "@/lib/sharing/reader-link-input";
import { canonicalAddress } from "@/lib/supporters/address";

export const MAX_NAME_LENGTH = 100;
export const MAX_COMMENT_LENGTH = 1000;
const LONGEST_POSTCODE = 16;
const LONGEST_RAW_ADDRESS = 320;

/** ISO 3166-1 alpha-2 codes of the countries that a signer can choose. */
export const COUNTRY_CODES = Object.keys(countries.getAlpha2Codes());

const LONGEST_CHANNEL = 80;
const WORD = /^[a-z][a-z-]{0,31}$/;

/** How a channel is named: `whatsapp`, `copied` …, and `embed:partner.example` for a frame on that host's pages. */
export function isChannelName(text: string): boolean {
  const host = hostInChannel(text);
  return host === null ? WORD.test(text) : text.length <= LONGEST_CHANNEL && isHost(host);
}

/** A host that is too long, or none, is still a frame somewhere. */
const toChannelName = (text: string) =>
  hostInChannel(text) !== null && !isChannelName(text) ? EMBED_CHANNEL : text;

const LINK = /https?:|www\.|\/\//i;
const CONTROL = /\p{Cc}/u;
/** PostgreSQL keeps no NUL, and a reader sees none of the others; a line may break. */
const CONTROL_BUT_LINE_BREAK = /(?!\n)\p{Cc}/gu;
/** They turn text around in the list of names. */
const BIDI_CONTROL = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** A field that was left empty is a field that was not sent. */
const emptyIsAbsent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optional = <T extends z.ZodType>(field: T) => z.preprocess(emptyIsAbsent, field.optional());
/** Where a signature came from never stands in its way: what makes no sense is dropped. */
const attribution = <T extends z.ZodType>(field: T) =>
  z.preprocess(emptyIsAbsent, field.optional().catch(undefined));

/** A ticked box, as forms ("on") and programs (true) say it. */
const ticked = z.preprocess(
  emptyIsAbsent,
  z
    .union([
      z.boolean(),
      z
        .enum(["on", "true", "1", "yes", "false", "0", "no", "off"])
        .transform((word) => ["on", "true", "1", "yes"].includes(word)),
    ])
    .default(false),
);

/**
 * What a signer sends, from a form or as JSON. Each message is a key under `sign.errors` of our texts.
 * `text` is the petition text that was on the page, `addressChecked` says that the spelling is meant.
 */
export const signInput = z.object({
  name: z
    .string("nameMissing")
    .transform((name) => name.normalize("NFC").replace(BIDI_CONTROL, "").replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, "nameMissing")
        .max(MAX_NAME_LENGTH, "nameTooLong")
        .refine((name) => !LINK.test(name) && !CONTROL.test(name), "nameNotAName"),
    ),
  email: z
    .string("emailMissing")
    .max(LONGEST_RAW_ADDRESS, "emailInvalid")
    .refine((raw) => raw.trim() !== "", { message: "emailMissing", abort: true })
    .refine((raw) => canonicalAddress(raw) !== null, "emailInvalid"),
  country: optional(
    z
      .string("countryUnknown")
      .toUpperCase()
      .refine((code) => countries.isValid(code) && code.length === 2, "countryUnknown"),
  ),
  postcode: optional(
    z
      .string("postcodeTooLong")
      .transform((postcode) => postcode.replace(CONTROL_BUT_LINE_BREAK, "").trim())
      .pipe(z.string().max(LONGEST_POSTCODE, "postcodeTooLong")),
  ),
  comment: optional(
    z
      .string("commentTooLong")
      .transform((comment) =>
        comment.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL_BUT_LINE_BREAK, "").trim(),
      )
      .pipe(z.string().max(MAX_COMMENT_LENGTH, "commentTooLong")),
  ),
  display: z.preprocess(
    emptyIsAbsent,
    z.enum(["anonymous", "first", "full"], "displayUnknown").default("anonymous"),
  ),
  updates: ticked,
  locale: z.preprocess(emptyIsAbsent, z.enum(LOCALES).catch(DEFAULT_LOCALE)),
  article: attribution(z.string().refine(isSlug)),
  callout: z.preprocess(
    (number) => (typeof number === "number" ? String(number) : number),
    attribution(z.string().regex(/^([1-9]\d{0,2}|end|bar|page)$/)),
  ),
  via: viaInput,
  channel: attribution(z.string().toLowerCase().transform(toChannelName).refine(isChannelName)),
  text: attribution(z.string().refine(isId)),
  addressChecked: ticked,
});

/** What of it the address of a page tells wherever it leads. */
export const originInput = signInput.pick({ via: true, channel: true });

export type SignInput = z.output<typeof signInput>;

/** What comes back to confirm: the token of the mailed link, or the code of the same mail and, if the form knows it, for which campaign. */
export const confirmInput = z.union([
  z.object({ token: z.string().min(1).max(200) }),
  z.object({ code: z.string().trim().min(1).max(20), campaign: attribution(z.string().refine(isSlug)) }),
]);

export type ConfirmInput = z.output<typeof confirmInput>;
