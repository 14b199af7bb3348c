/**
 * Returns the Content-Security-Policy of public pages. It allows inline scripts, because Next inlines page data, and a
 * nonce would make every page dynamic. Staff pages get a nonce in `proxy.ts`.
 *
 * @param {string} ancestors the sites that may frame the page: `'none'`, or a list of origins
 */
export function publicPolicy(ancestors = "'none'") {
  return [
    "default-src 'none'",
    // React needs eval() in development.
    `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}
