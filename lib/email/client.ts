import { Resend } from "resend";
import { z } from "zod";
import { env } from "@/lib/env";

/** After this long a call counts as unanswered. Shorter than the lease on a batch, so that no two workers wait at once. */
const ANSWER_WITHIN_MS = 10_000;

/** A name, as Resend's are: it is shown to staff and told by the readiness check, so it can hold no address. */
const errorName = z.string().regex(/^[\w .:-]{1,80}$/);

/** What the package hands on of an error: whatever JSON came, be it the provider's or that of a gateway in between. */
const refusal = z
  .object({ statusCode: z.number().nullable().catch(null), name: errorName.catch("unnamed") })
  .catch({ statusCode: null, name: "unnamed" });

let client: Resend | undefined;

type Heard<Data> = { data: Data | null; error: unknown; headers: Record<string, string> | null };

export type Refused = {
  data: null;
  status: number | null;
  reason: string;
  headers: Record<string, string>;
};
export type Reply<Data> = { data: Data; headers: Record<string, string> } | Refused;

/**
 * Makes one call to Resend or whatever speaks its API at `RESEND_BASE_URL`, for at most 10 s. Whatever the provider or
 * the network does is a reply, never a throw; a `status` of null means that nobody knows what became of the call.
 */
export async function callProvider<Data>(
  call: (client: Resend, signal: AbortSignal) => Promise<Heard<Data>>,
  interrupted: AbortSignal,
): Promise<Reply<Data>> {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL.replace(/\/+$/, "") });
  const patience = limitPatience(interrupted);
  const { data, error, headers } = await call(client, patience.signal).finally(patience.end);
  if (!error && data) return { data, headers: headers ?? {} };
  const { statusCode, name } = refusal.parse(error);
  return { data: null, status: statusCode, reason: name, headers: headers ?? {} };
}

/** Not `AbortSignal.any` with `AbortSignal.timeout`: in Node 20 garbage collection may take the timeout away, and the call hangs. */
function limitPatience(interrupted: AbortSignal) {
  const patience = new AbortController();
  const lose = () => patience.abort();
  const timer = setTimeout(lose, ANSWER_WITHIN_MS);
  interrupted.addEventListener("abort", lose);
  if (interrupted.aborted) lose();
  const end = () => {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", lose);
  };
  return { signal: patience.signal, end };
}
