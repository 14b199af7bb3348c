import type { Answer } from "@/lib/mail";

/** What the provider says when all is well. */
export const accepted = (headers: Record<string, string> = {}): Answer => ({
  accepted: true,
  ids: [],
  refused: [],
  headers,
});

/** What it says when not; a status of null is no answer at all. */
export const refused = (status: number | null, headers: Record<string, string> = {}): Answer => ({
  accepted: false,
  status,
  reason: "refused",
  headers,
});
