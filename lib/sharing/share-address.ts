import { isShareCode } from "@/lib/ids";
import { CHANNELS, type Channel, isChannel } from "./channels";

// What a browser needs of it stands apart: `lib/ids` is for servers.
export { CHANNELS, type Channel, isChannel, shareUrl as sharedUrl } from "./channels";

/** A link as somebody opened it: whose, and how it came to them if the address says so. */
export type ShareAddress = { code: string; channel: Channel | null };

/** A code and its mark: messengers leave punctuation at the end of an address, and some make it upper case. */
const ADDRESS = /^([a-z0-9]{9})([a-z])?(?![a-z0-9])/;

/** Reads the last part of `/s/{code}{mark}`, with whatever hangs on to it. A mark that we do not know is no channel. Null when there is no code in it. */
export function parseShareAddress(text: string): ShareAddress | null {
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
