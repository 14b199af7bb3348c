import { preferredLocale } from "./_http/preferred-locale";

/** Redirects `/` to the front page in the browser's language. */
export function GET(request: Request) {
  const headers = {
    location: `/${preferredLocale(request)}`,
    vary: "accept-language",
    "cache-control": "no-cache",
  };
  return new Response(null, { status: 307, headers });
}
