import createNextIntlPlugin from "next-intl/plugin";

/**
 * The strictest policy that a page without a nonce can carry: Next writes its page data as inline scripts,
 * and a nonce would make every public page dynamic. Staff pages get a nonce instead, in `proxy.ts`.
 */
const publicPolicy = [
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
  "frame-ancestors 'none'",
].join("; ");

const everyPage = [
  { key: "Content-Security-Policy", value: publicPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Strict-Transport-Security", value: "max-age=63072000" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Hashing a page for each answer cost a third of its throughput; pages that change with every signature are rarely the same.
  generateEtags: false,
  reactStrictMode: true,
  // `npm run types` checks everything, tests included; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // How long a cache may serve a page while it asks for a new one: a closed campaign is known as closed within minutes.
  expireTime: 360,
  experimental: {
    // Articles are imported from files of up to 1 MB, several at a time; `lib/articles/importing/input.ts` bounds each.
    serverActions: { bodySizeLimit: "6mb" },
    globalNotFound: true,
    // Pages are kept in memory only: on disk they would outlive the count that they show, and a restart, or a second
    // server of the same build, would hand them out.
    isrFlushToDisk: false,
  },
  // Also pages that are made for each reader have their tags in the head: messengers look nowhere else, and no list names
  // all of them. (Next's has neither Bluesky nor Mastodon.)
  htmlLimitedBots: /./,
  serverExternalPackages: ["pino", "postgres", "graphile-worker", "wawoff2"],
  headers: async () => [
    { source: "/:path*", headers: everyPage },
    // Shown inside the writing room; `proxy.ts` says the same with a policy.
    {
      source: "/:locale/staff/articles/:article/preview",
      headers: [{ key: "X-Frame-Options", value: "SAMEORIGIN" }],
    },
    // What stands in these addresses is nobody else's business.
    { source: "/:locale/confirm/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/:locale/ripple/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/:locale/mail/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/api/v1/unsubscribe/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/api/v1/confirmations", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    {
      source: "/:locale/campaigns/:slug/thanks",
      headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
    },
    { source: "/:locale/pass-on/:code", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
