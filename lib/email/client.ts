import { Resend } from "resend";
import { z } from "zod";
import { env } from "@/lib/env";

/** Shorter than the lease of a batch, so that no two workers send it at once. */
const CALL_TIMEOUT_MS = 10_000;

/** An error name of Resend. It is shown to staff, so only a pattern that cannot contain an address is accepted. */
const errorName = z.string().regex(/^[\w .:-]{1,80}$/);

/** The error that the package returns: any JSON, of the provider or of a gateway before it. */
const refusal = z
  .object({ statusCode: z.number().nullable().catch(null), name: errorName.catch("unnamed") })
  .catch({ statusCode: null, name: "unnamed" });

let client: Resend | undefined;

type Result<Data> = { data: Data | null; error: unknown; headers: Record<string, string> | null };

export type Refused = {
  data: null;
  status: number | null;
  reason: string;
  headers: Record<string, string>;
};
type Reply<Data> = { data: Data; headers: Record<string, string> } | Refused;

/**
 * Makes one call to Resend, or to a server with its API at `RESEND_BASE_URL`, for at most 10 s. Failures of the
 * provider or the network are replies; it never throws for them. A `status` of null means that the outcome of the call
 * is unknown.
 */
export async function callProvider<Data>(
  call: (client: Resend, signal: AbortSignal) => Promise<Result<Data>>,
  interrupted: AbortSignal,
): Promise<Reply<Data>> {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL.replace(/\/+$/, "") });
  const timeout = startTimeout(interrupted);
  const { data, error, headers } = await call(client, timeout.signal).finally(timeout.end);
  if (!error && data) return { data, headers: headers ?? {} };
  const { statusCode, name } = refusal.parse(error);
  return { data: null, status: statusCode, reason: name, headers: headers ?? {} };
}

/**
 * Not `AbortSignal.any` with `AbortSignal.timeout`: in Node 20 the timeout may be garbage-collected, and the call would
 * hang.
 */
function startTimeout(interrupted: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, CALL_TIMEOUT_MS);
  interrupted.addEventListener("abort", abort);
  if (interrupted.aborted) abort();
  const end = () => {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", abort);
  };
  return { signal: controller.signal, end };
}
