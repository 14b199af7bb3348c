import type { Lane } from "@/lib/lane";

const STAFF = /^\/(?:[a-z]{2}\/staff|api\/staff|api\/auth)(?:\/|$)/;
const INTERNAL = /^\/(?:api\/health\/|metrics$)/;

/** Returns the lane of a request by its path. */
export function laneOf(path: string): Lane {
  if (STAFF.test(path)) return "staff";
  return INTERNAL.test(path) ? "internal" : "public";
}
