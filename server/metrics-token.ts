import { sameBytes, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";

/** Whether a request has `METRICS_TOKEN` as its bearer token. Never, if the variable is not set. */
export function hasMetricsToken({ headers }: Request): boolean {
  const { METRICS_TOKEN } = env();
  const expected = METRICS_TOKEN && `Bearer ${METRICS_TOKEN}`;
  const given = headers.get("authorization") ?? "";
  // Hashes have one length, so the comparison does not reveal that of the token.
  return Boolean(expected) && sameBytes(Buffer.from(sha256(given)), Buffer.from(sha256(expected ?? "")));
}
