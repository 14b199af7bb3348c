import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

const MAX_TEXT_LENGTH = 500;

/** A text in some of the languages. */
const textByLanguage = z.partialRecord(z.enum(LOCALES), z.string().trim().min(1).max(MAX_TEXT_LENGTH));

const MAX_LINE_LENGTH = 200;
const MAX_RECIPIENTS_LENGTH = 2_000;

const line = z.string().trim().max(MAX_LINE_LENGTH);
const address = z.union([z.literal(""), z.email().max(MAX_LINE_LENGTH)]);
/** Whole days; null is for ever. */
const days = (least: number) => z.number().int().min(least).max(3_650).nullable();

/** A setting with its schema and default. A stored value of another version, which does not match the schema, counts as the default. */
function setting<T extends z.ZodType>(schema: T, byDefault: z.util.NoUndefined<z.output<T>>) {
  return schema.default(byDefault).catch(({ issues }) => {
    const paths = issues.map(({ path }) => path?.join("."));
    log().warn({ paths }, "a stored setting does not match its schema, and its default is used");
    return byDefault;
  });
}

/**
 * Every setting of the site, by its key in `site_settings`. A new key needs an entry here and a text `settings.keys.<key>` for the
 * audit log. A schema may only be widened: while versions are replaced, two of them read the same rows.
 */
export const settingSchemas = z.object({
  /** Emergency switch: nobody can sign. `text` is shown where the form stood. */
  "pause-signing": setting(z.object({ on: z.boolean(), text: textByLanguage }), { on: false, text: {} }),
  /** Emergency switch: the worker seals and sends no mail. */
  "pause-mail": setting(z.object({ on: z.boolean() }), { on: false }),
  /** Emergency switch: of the figures and signers of a campaign, the public sees only the count. */
  "hide-breakdowns": setting(z.object({ on: z.boolean() }), { on: false }),
  /** Emergency switch: nobody changes anything. */
  "read-only": setting(z.object({ on: z.boolean() }), { on: false }),
  /** Whom the legal pages name, beside the organisation and its postal address, which are in the environment. Empty: not stated. */
  contact: setting(
    z.object({
      representative: line,
      registration: line,
      email: address,
      phone: line,
      privacyEmail: address,
      securityEmail: address,
      /** Who receives personal data besides the target, by language, in Markdown. */
      recipients: z.partialRecord(z.enum(LOCALES), z.string().trim().min(1).max(MAX_RECIPIENTS_LENGTH)),
    }),
    {
      ...{ representative: "", registration: "", email: "", phone: "", privacyEmail: "", securityEmail: "" },
      recipients: {},
    },
  ),
  /** How long personal data are kept, in days. */
  retention: setting(
    z.object({
      /** Unconfirmed signatures, after their last mail. Null: as the variable FORGET_UNCONFIRMED_AFTER_DAYS says. */
      unconfirmedDays: days(8),
      /** Names and addresses of confirmed signatures, after the campaign has ended and its signatures were delivered. */
      confirmedDays: days(0),
      /** Comments, counted like names. */
      commentDays: days(0),
      /** Records of mails: when each was sent, and whether it arrived. The delivery figures need the last weeks. */
      mailDays: days(60),
      /** Records of exports: who exported what, and why. Their files are deleted much earlier. */
      exportDays: days(30),
    }),
    { unconfirmedDays: null, confirmedDays: null, commentDays: null, mailDays: null, exportDays: null },
  ),
});

export type Settings = z.output<typeof settingSchemas>;
export type SettingKey = keyof Settings;

/** The keys of all settings. */
export const SETTING_KEYS = settingSchemas.keyof().options;

/** Returns the schema of a setting, without its default. */
export function settingSchema<K extends SettingKey>(key: K) {
  return settingSchemas.shape[key].unwrap().unwrap();
}
