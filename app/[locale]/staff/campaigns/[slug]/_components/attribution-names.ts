import { getTranslations } from "next-intl/server";
import { EMBED_CHANNEL, hostInChannel } from "@/lib/campaigns/embed-snippet";
import type { Locale } from "@/lib/i18n/locales";
import type { Channel } from "@/lib/sharing/channels";

/** The channels with a translated name. */
const NAMED = [
  "whatsapp",
  "email",
  "copied",
  "native",
  "telegram",
  "bluesky",
  "mastodon",
  "x",
  "facebook",
  "sms",
  "qr",
  EMBED_CHANNEL,
] as const satisfies readonly (Channel | typeof EMBED_CHANNEL)[];

/** Returns the names of channels and call-outs. A channel without a translation keeps its own name. */
export async function attributionNames(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  return {
    channel(channel: string): string {
      const host = hostInChannel(channel);
      if (host !== null) return t("embedded", { host });
      const named = NAMED.find((name) => name === channel);
      return named ? t(`channels.${named}`) : channel;
    },
    /** The channels with a translated name, each with it. */
    channels: NAMED.map((channel): [string, string] => [channel, t(`channels.${channel}`)]),
    callout(callout: string | null): string {
      if (callout === null) return t("noCallout");
      if (callout === "end" || callout === "bar" || callout === "page") return t(callout);
      return t("numbered", { number: callout });
    },
  };
}
