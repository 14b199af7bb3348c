import createNextIntlPlugin from "next-intl/plugin";
import { publicPolicy } from "./public-policy.mjs";

const everyPage = [
  { key: "Content-Security-Policy", value: publicPolicy() },
  { key: "X-Content-Type-Options", value: "nosniff" },
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
    // Articles are imported from files of up to 1 MB, several at a time; `lib/articles/import/import-input.ts` bounds each.
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
    // A campaign's box is framed where its list says, which this old header cannot say: `proxy.ts` does, with a policy.
    { source: "/((?![a-z]{2}/embed/).*)", headers: [{ key: "X-Frame-Options", value: "DENY" }] },
    // A box in WordPress's sandbox has no origin, and fonts are handed out to nobody without one.
    { source: "/_next/static/media/:path*", headers: [{ key: "Access-Control-Allow-Origin", value: "*" }] },
    // Partners' pages ask for it at every visit; a mended one is everywhere within the hour.
    {
      source: "/embed.js",
      headers: [
        { key: "Cache-Control", value: "public, max-age=3600" },
        { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
      ],
    },
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
