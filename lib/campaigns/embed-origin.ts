/** Each origin is sent in a header of every response. */
export const MAX_EMBED_ORIGINS = 50;

const MAX_HOST_LENGTH = 253;

export type OriginFault = "none" | "wildcard" | "notAnAddress" | "notHttps" | "notAHost" | "withPassword";

/** A host name in ASCII as browsers send it: at least two labels, or localhost. */
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

const THIS_MACHINE = /^(localhost|([a-z0-9-]+\.)+localhost|127\.0\.0\.1)$/;

/**
 * Parses the origin of a site from a host name or a page address, with or without `https://`. Internationalised names become
 * Punycode, as browsers send them. HTTP is refused because an attacker on the network could modify the page. Wildcards are
 * refused because staff review each site.
 */
export function parseOrigin(
  text: string,
): { ok: true; origin: string; host: string } | { ok: false; fault: OriginFault } {
  const typed = text.trim();
  if (!typed) return { ok: false, fault: "none" };
  if (typed.includes("*")) return { ok: false, fault: "wildcard" };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed.length > 2000 || /\s/.test(typed) || !URL.canParse(address))
    return { ok: false, fault: "notAnAddress" };
  const { protocol, origin, hostname, username, password } = new URL(address);
  if (username || password) return { ok: false, fault: "withPassword" };
  const isLocal = THIS_MACHINE.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return { ok: false, fault: "notHttps" };
  if (!isLocal && !isHost(hostname)) return { ok: false, fault: "notAHost" };
  return { ok: true, origin, host: hostname };
}

/** Whether a text is a host name as browsers send it. */
export function isHost(text: string): boolean {
  return text.length <= MAX_HOST_LENGTH && (HOST.test(text) || THIS_MACHINE.test(text));
}

/** Returns the `frame-ancestors` directive: the listed origins, or 'none'. */
export function frameAncestors(origins: readonly string[]): string {
  return origins.length > 0 ? origins.join(" ") : "'none'";
}
