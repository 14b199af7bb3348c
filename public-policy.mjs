/**
 * The strictest policy that a page without a nonce can carry: Next writes its page data as inline scripts,
 * and a nonce would make every public page dynamic. Staff pages get a nonce instead, in `proxy.ts`.
 *
 * @param {string} framedBy who may frame the page: `'none'`, or the origins of a campaign's list
 */
export function publicPolicy(framedBy = "'none'") {
  return [
    "default-src 'none'",
    // React needs eval() in development, and only there.
    `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}
