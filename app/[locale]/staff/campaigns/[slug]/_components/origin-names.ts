import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

/** The channels that we have a word for. */
export const NAMED_CHANNELS = [
  "whatsapp",
  "email",
  "copied",
  "copy",
  "native",
  "telegram",
  "bluesky",
  "mastodon",
  "x",
  "facebook",
  "sms",
  "qr",
] as const;

/** What staff call a channel and a call-out. One that we have no word for keeps the name under which it came. */
export async function originNames(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  return {
    channel(channel: string): string {
      const found = NAMED_CHANNELS.find((name) => name === channel);
      return found ? t(`channels.${found}`) : channel;
    },
    callout(callout: string | null): string {
      if (callout === null) return t("noCallout");
      if (callout === "end" || callout === "bar" || callout === "page") return t(callout);
      return t("numbered", { number: callout });
    },
  };
}
