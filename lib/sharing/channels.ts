import { shareLinkPath } from "@/lib/paths";

/**
 * How a link can be passed on, each with the letter that stands behind the code in its address (`/s/{code}w`): there, no
 * messenger strips it as it strips queries. Letters are those of a code.
 */
export const CHANNELS = {
  native: "n",
  copied: "c",
  whatsapp: "w",
  telegram: "t",
  email: "m",
  sms: "s",
  bluesky: "b",
  mastodon: "d",
  x: "x",
  facebook: "f",
  qr: "q",
} as const;

export type Channel = keyof typeof CHANNELS;

/** Whether a text names one of our channels. */
export function isChannel(text: string): text is Channel {
  return Object.hasOwn(CHANNELS, text);
}

/** The address of a link as it is passed on through a channel. `origin` is the site's, without a slash at its end. */
export function shareUrl({
  origin,
  code,
  channel,
}: {
  origin: string;
  code: string;
  channel?: Channel;
}): string {
  const link = `${origin}${shareLinkPath(code)}`;
  return channel ? withChannelMark(link, channel) : link;
}

/** A link (`https://…/s/{code}`) with the mark of the channel that it goes through. */
export function withChannelMark(link: string, channel: Channel): string {
  return `${link}${CHANNELS[channel]}`;
}
