import { env } from "@/lib/env";

/** Returns the page of our site in `Referer`, or null. */
export function getReferringPage(request: Request): URL | null {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const page = new URL(referer);
  const isOurs = page.origin === new URL(env().APP_URL).origin || page.host === request.headers.get("host");
  return isOurs ? page : null;
}
