import type { Database } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { saveSetting } from "./save-setting";

/** The settings that stop a part of the site at once, without a deploy. Each has `on`. */
export const EMERGENCY_SWITCHES = ["pause-signing", "pause-mail", "hide-breakdowns", "read-only"] as const;

export type EmergencySwitch = (typeof EMERGENCY_SWITCHES)[number];

type Turned = {
  key: EmergencySwitch;
  on: boolean;
  /** What is shown where the form for signing stood. */
  text: Partial<Record<Locale, string>>;
  actorId: string;
  now: Date;
};

/** Turns an emergency switch on or off. It takes effect on all processes within two seconds. */
export function turnSwitch(db: Database, { key, on, text, ...by }: Turned) {
  if (key === "pause-signing") return saveSetting(db, { key, value: { on, text: on ? text : {} }, ...by });
  return saveSetting(db, { key, value: { on }, ...by });
}
