import { jsonResponse } from "@/app/_http/text-response";
/** Returns 200 while the process runs. */
export function checkLiveness(): Response {
  return jsonResponse({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
