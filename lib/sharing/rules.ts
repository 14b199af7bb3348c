import { isShareCode } from "@/lib/ids";

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

/** A link as somebody opened it: whose, and how it came to them if the address says so. */
export type SharedAddress = { code: string; channel: Channel | null };

/** A code and its mark: messengers leave punctuation at the end of an address, and some make it upper case. */
const ADDRESS = /^([a-z0-9]{9})([a-z])?(?![a-z0-9])/;

/** Reads the last part of `/s/{code}{mark}`, with whatever hangs on to it. A mark that we do not know is no channel. Null when there is no code in it. */
export function readSharedAddress(text: string): SharedAddress | null {
  const [, code = "", mark] = text.toLowerCase().match(ADDRESS) ?? [];
  if (!isShareCode(code)) return null;
  return { code, channel: channelOf(mark) };
}

function channelOf(mark: string | undefined): Channel | null {
  for (const [channel, letter] of Object.entries(CHANNELS)) {
    if (letter === mark && isChannel(channel)) return channel;
  }
  return null;
}

/** Whether a text names one of our channels. */
export function isChannel(text: string): text is Channel {
  return text in CHANNELS;
}

/** The address of a link as it is passed on through a channel. `origin` is the site's, without a slash at its end. */
export function sharedUrl({
  origin,
  code,
  channel,
}: {
  origin: string;
  code: string;
  channel?: Channel;
}): string {
  return `${origin}/s/${code}${channel ? CHANNELS[channel] : ""}`;
}
