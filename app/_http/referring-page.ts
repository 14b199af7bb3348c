import { env } from "@/lib/env";

/** The page of ours that a request comes from, as a browser tells by `Referer`. */
export function getReferringPage(request: Request): URL | null {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const page = new URL(referer);
  const ours = page.origin === new URL(env().APP_URL).origin || page.host === request.headers.get("host");
  return ours ? page : null;
}
