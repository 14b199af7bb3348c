import { shareLinkPath } from "@/lib/paths";

/**
 * The channels for sharing a link. The letter is appended to the code in the address (`/s/{code}w`): messengers strip query
 * parameters, but not this. Letters are from the alphabet of share codes.
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

/** Whether a text is the name of a channel. */
export function isChannel(text: string): text is Channel {
  return Object.hasOwn(CHANNELS, text);
}

/** Returns the URL of a share link for a channel. `origin` is the site's, without a trailing slash. */
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

/** Appends the letter of a channel to a share link (`https://…/s/{code}`). */
export function withChannelMark(link: string, channel: Channel): string {
  return `${link}${CHANNELS[channel]}`;
}
