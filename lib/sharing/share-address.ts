import { isShareCode } from "@/lib/ids";
import { CHANNELS, type Channel, isChannel } from "./channels";

// `channels.ts` is separate because browsers load it; `lib/ids` is server code.
export { CHANNELS, type Channel, isChannel, shareUrl as sharedUrl } from "./channels";

/** A parsed share address: the link's code, and the channel if the address has one. */
export type ShareAddress = { code: string; channel: Channel | null };

/** A code and its channel letter. Messengers append punctuation to an address, and some change it to upper case. */
const ADDRESS = /^([a-z0-9]{9})([a-z])?(?![a-z0-9])/;

/** Parses the last part of `/s/{code}{letter}`. Ignores appended characters and unknown letters. Null if it has no valid code. */
export function parseShareAddress(text: string): ShareAddress | null {
  const [, code = "", letter] = text.toLowerCase().match(ADDRESS) ?? [];
  if (!isShareCode(code)) return null;
  return { code, channel: channelOf(letter) };
}

function channelOf(letter: string | undefined): Channel | null {
  for (const [channel, channelLetter] of Object.entries(CHANNELS)) {
    if (channelLetter === letter && isChannel(channel)) return channel;
  }
  return null;
}
