import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

const MAX_TEXT_LENGTH = 500;

/** A text in some of the languages. */
const textByLanguage = z.partialRecord(z.enum(LOCALES), z.string().trim().min(1).max(MAX_TEXT_LENGTH));

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
});

export type Settings = z.output<typeof settingSchemas>;
export type SettingKey = keyof Settings;

/** The keys of all settings. */
export const SETTING_KEYS = settingSchemas.keyof().options;

/** Returns the schema of a setting, without its default. */
export function settingSchema<K extends SettingKey>(key: K) {
  return settingSchemas.shape[key].unwrap().unwrap();
}
