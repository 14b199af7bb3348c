/** Returns 200 while the process runs. */
export function checkLiveness(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
