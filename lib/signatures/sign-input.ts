import countries from "i18n-iso-countries";
import { z } from "zod";
import { isHost } from "@/lib/campaigns/embed-origin";
import { EMBED_CHANNEL, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { viaInput } from "@/lib/sharing/reader-link-input";
import { parseEmailAddress } from "@/lib/supporters/address";
import { MAX_TYPED_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { cleanLine, cleanName, cleanText, isEmptyOrVisible } from "@/lib/visible-text";
import { hasPhoneNumber, hasWebAddress } from "@/lib/web-addresses";
import { readConfirmationCode } from "./confirmation-code";
import type { ConsentWording } from "./consent-wording";
import { firstNameOf } from "./first-name";
import { findNameProblem } from "./name-rule";
import { MAX_COMMENT_LENGTH, MAX_POSTCODE_LENGTH } from "./sign-limits";

/** ISO 3166-1 alpha-2 codes of the countries that a signer can choose. */
export const COUNTRY_CODES = Object.keys(countries.getAlpha2Codes());

const MAX_CHANNEL_LENGTH = 80;
const MAX_TYPED_CODE_LENGTH = 60;
const WORD = /^[a-z][a-z-]{0,31}$/;

/** Whether a text is a channel name: `whatsapp`, `copied` …, or `embed:partner.example` for an embed on that host. */
export function isChannelName(text: string): boolean {
  const host = hostInChannel(text);
  return host === null ? WORD.test(text) : text.length <= MAX_CHANNEL_LENGTH && isHost(host);
}

/** An embed with an invalid host counts as an embed without one. */
const toChannelName = (text: string) =>
  hostInChannel(text) !== null && !isChannelName(text) ? EMBED_CHANNEL : text;

const emptyIsAbsent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optional = <T extends z.ZodType>(field: T) => z.preprocess(emptyIsAbsent, field.optional());
/** Invalid attribution is dropped: it must never prevent a signature. */
const attribution = <T extends z.ZodType>(field: T) =>
  z.preprocess(emptyIsAbsent, field.optional().catch(undefined));

/** An e-mail address, parsed. `missing` is the error message for an empty one. */
export const mailboxInput = (missing: string) =>
  z
    .string(missing)
    .max(MAX_TYPED_ADDRESS_LENGTH, "emailInvalid")
    .refine((typed) => typed.trim() !== "", { message: missing, abort: true })
    .transform((typed, context) => {
      const mailbox = parseEmailAddress(typed);
      if (!mailbox) context.addIssue("emailInvalid");
      return mailbox ?? z.NEVER;
    });

/** A checkbox, as sent by forms ("on") or as JSON (true). */
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

const nameInput = z.string("nameMissing").transform(cleanName);

const commentInput = z
  .string("commentTooLong")
  .transform((comment) => cleanText(comment).trim())
  .pipe(
    z
      .string()
      // The rules below are not tried on longer texts.
      .max(MAX_COMMENT_LENGTH, { error: "commentTooLong", abort: true })
      .refine((comment) => !hasWebAddress(comment) && !hasPhoneNumber(comment), "commentWithAddress")
      .refine(isEmptyOrVisible, "commentInvisible"),
  );

const countryInput = z
  .string("countryUnknown")
  .toUpperCase()
  .refine((code) => countries.isValid(code) && code.length === 2, "countryUnknown");

const DISPLAYS = ["anonymous", "first", "full"] as const;

const signFields = z.object({
  name: nameInput.superRefine((name, context) => {
    const problem = findNameProblem(name);
    if (problem) context.addIssue(problem);
  }),
  email: mailboxInput("emailMissing"),
  country: optional(countryInput),
  postcode: optional(
    z
      .string("postcodeTooLong")
      .transform(cleanLine)
      .pipe(z.string().max(MAX_POSTCODE_LENGTH, "postcodeTooLong")),
  ),
  comment: optional(commentInput),
  display: z.preprocess(emptyIsAbsent, z.enum(DISPLAYS, "displayUnknown").default("anonymous")),
  /** The short form of the name for the display `first`. Empty where a form was sent without one. */
  shownName: z.string("nameNotAName").transform(cleanName).optional(),
  /** What the target receives: the form says so, and offers to be counted without a name. */
  deliver: z.preprocess(emptyIsAbsent, z.enum(["name", "count"], "deliverUnknown").default("name")),
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
  /** The wording that the form showed: an id, or the version of the program's own. */
  wording: attribution(z.string().max(40)),
  addressChecked: ticked,
});

/**
 * The input of signing, from a form or as JSON. Each error message is a key under `sign.errors` of the translations. `text` is
 * the petition text that the page showed; `addressChecked` confirms the spelling of the address. With `display: "first"`, a form
 * must send a `shownName` if the first name is ambiguous. A JSON client may omit it: then no name is shown.
 */
export const signInput = signFields
  .superRefine(({ name, display, shownName }, context) => {
    if (display !== "first" || shownName === undefined) return;
    const problem = findNameProblem(shownName || (firstNameOf(name) ?? ""));
    if (problem) {
      const message = problem === "nameMissing" ? "shownNameMissing" : problem;
      context.addIssue({ code: "custom", path: ["shownName"], message });
    }
  })
  .transform(({ shownName, ...fields }) => {
    const short = fields.display === "first" ? shownName || firstNameOf(fields.name) : null;
    return { ...fields, ...(short && { shownName: short }) };
  });

const emptyIsNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);

/** Corrections of a signature, by the rules of signing. What is absent stays; an empty country or comment is removed. */
export const correctionInput = z.object({
  name: signFields.shape.name.optional(),
  display: z.enum(DISPLAYS, "displayUnknown").optional(),
  shownName: signFields.shape.shownName,
  country: z.preprocess(emptyIsNull, countryInput.nullable().optional()),
  comment: z.preprocess(emptyIsNull, commentInput.nullable().optional()),
});

export type Corrections = z.output<typeof correctionInput>;

/** The part of the attribution that page URLs carry. */
export const attributionInput = signFields.pick({ via: true, channel: true });

export type SignInput = z.output<typeof signInput>;

/** The validated input of a signer, with the campaign. */
export type NewSignature = Omit<SignInput, "addressChecked" | "wording"> & {
  campaign: string;
  /** What the form showed beside its fields, if staff wrote it. */
  wording?: ConsentWording;
};

/** The six digits of a code, in any script. */
export const codeInput = z
  .string()
  .max(MAX_TYPED_CODE_LENGTH)
  .transform((typed, context) => {
    const code = readConfirmationCode(typed);
    if (!code) context.addIssue("codeMissing");
    return code ?? z.NEVER;
  });

/** The input of confirming: the token of the mailed link, or the code of the same mail with, if known, its campaign. */
export const confirmInput = z.union([
  z.object({ token: z.string().min(1).max(200) }),
  z.object({ code: codeInput, campaign: attribution(z.string().refine(isSlug)) }),
]);

export type ConfirmInput = z.output<typeof confirmInput>;
