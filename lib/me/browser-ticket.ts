import { mac, open, sameBytes, seal } from "@/lib/crypto";
import { isId } from "@/lib/ids";

/**
 * What a browser holds that asked for a code: `asked` until the right one was typed there, then `proved`. `at` is when it asked, or
 * typed it, and `requestId` names its request, so that a code works in this browser only.
 */
export type BrowserTicket = { supporterId: string; requestId: string; state: "asked" | "proved"; at: Date };

const PURPOSE = "me/browser";

/** Returns the value of the cookie, encrypted: it does not reveal whose signatures these are. */
export function browserTicket({ supporterId, requestId, state, at }: BrowserTicket): string {
  return seal(PURPOSE, [supporterId, requestId, state, at.getTime()].join("/")).toString("base64url");
}

/** Returns what a cookie holds, or null for an invalid one. */
export function readBrowserTicket(value: string): BrowserTicket | null {
  const [supporterId = "", requestId = "", state, at] = (
    open(PURPOSE, Buffer.from(value, "base64url")) ?? ""
  ).split("/");
  if (!isId(supporterId) || !isId(requestId) || (state !== "asked" && state !== "proved")) return null;
  return { supporterId, requestId, state, at: new Date(Number(at)) };
}

type Request = Pick<BrowserTicket, "supporterId" | "requestId">;

/** Returns the six-digit code that is mailed for the request of a browser. */
export function meCode({ supporterId, requestId }: Request): string {
  const digest = mac("me/code", `${supporterId} ${requestId}`);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether a code, as `readConfirmationCode` returns it, is the mailed one. */
export function isMeCode(code: string, request: Request): boolean {
  return sameBytes(Buffer.from(code), Buffer.from(meCode(request)));
}
