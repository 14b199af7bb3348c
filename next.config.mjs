import createNextIntlPlugin from "next-intl/plugin";
import { FRAME_HEADERS, PUBLIC_HEADERS } from "./public-headers.mjs";

const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** For public pages, which are the same for everybody. A closed campaign shows as closed within minutes behind any CDN. */
const SHARED = [
  { key: "Cache-Control", value: "s-maxage=60, stale-while-revalidate=300, stale-if-error=86400" },
];

/** For pages of one person. */
const PRIVATE = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cache-Control", value: "private, no-store" },
  { key: "X-Robots-Tag", value: "noindex" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Hashing each response cost a third of the throughput, and pages that change with every signature rarely match.
  generateEtags: false,
  reactStrictMode: true,
  // `npm run types` checks everything, including tests, so the build does not.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Pages are kept by the HTTP server only (`server/page-cache/`).
  cacheMaxMemorySize: 0,
  experimental: {
    // Article import: several files of up to 1 MB, which `lib/articles/import/import-input.ts` limits.
    serverActions: { bodySizeLimit: "6mb" },
    globalNotFound: true,
  },
  // Every client gets the metadata of dynamic pages in the head: messengers read nothing else, and Next's list of bots lacks
  // Bluesky and Mastodon.
  htmlLimitedBots: /./,
  serverExternalPackages: ["pino", "postgres", "graphile-worker", "wawoff2"],
  // The address of the export page until November 2026.
  redirects: async () => [
    {
      source: "/:locale/staff/campaigns/:slug/take-out",
      destination: "/:locale/staff/campaigns/:slug/exports",
      permanent: true,
    },
  ],
  headers: async () => [
    { source: "/:path*", headers: listed(PUBLIC_HEADERS) },
    { source: "/((?![a-z]{2}/embed/).*)", headers: listed(FRAME_HEADERS) },
    { source: "/:locale([a-z]{2})", headers: SHARED },
    { source: "/:locale([a-z]{2})/:kind(articles|campaigns|topics)/:slug", headers: SHARED },
    // An embed in WordPress's sandbox has an opaque origin, so its fonts need CORS.
    { source: "/_next/static/media/:path*", headers: [{ key: "Access-Control-Allow-Origin", value: "*" }] },
    // Loaded by every visit of a partner page. A fix reaches all of them within an hour.
    {
      source: "/embed.js",
      headers: [
        { key: "Cache-Control", value: "public, max-age=3600" },
        { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
      ],
    },
    // The editor frames it. `proxy.ts` sets the same by `frame-ancestors`.
    {
      source: "/:locale/staff/articles/:article/preview",
      headers: [{ key: "X-Frame-Options", value: "SAMEORIGIN" }],
    },
    // These addresses contain secrets or personal links.
    { source: "/:locale/confirm/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/:locale/me", headers: PRIVATE },
    { source: "/:locale/me/:token*", headers: PRIVATE },
    { source: "/:locale/ripple/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/:locale/mail/:token*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    {
      source: "/:locale/campaigns/:slug/thanks",
      headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
    },
    { source: "/:locale/pass-on/:code", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
