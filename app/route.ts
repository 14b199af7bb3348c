import { preferredLocale } from "./_http/preferred-locale";

/** Redirects `/` to the front page in the browser's language, with its query. */
export function GET(request: Request) {
  const headers = {
    location: `/${preferredLocale(request)}${new URL(request.url).search}`,
    vary: "accept-language",
    "cache-control": "no-cache",
  };
  return new Response(null, { status: 307, headers });
}
