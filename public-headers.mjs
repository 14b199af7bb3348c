import { publicPolicy } from "./public-policy.mjs";

/** The headers of every response, by Next or by the HTTP server in `server/`. A response may set another value. */
export const PUBLIC_HEADERS = {
  "Content-Security-Policy": publicPolicy(),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=63072000",
};

/** Not on embeds: this header cannot list sites. `proxy.ts` sets `frame-ancestors` for them. */
export const FRAME_HEADERS = { "X-Frame-Options": "DENY" };
