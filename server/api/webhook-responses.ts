import { jsonResponse } from "@/app/_http/text-response";

const NO_STORE = { "cache-control": "no-store" };

/** The reasons for refusing a webhook, as problem documents (RFC 9457). Operators read them in the provider's log. */
const PROBLEMS = {
  malformed: { status: 400, title: "The body is not a JSON object" },
  unsigned: { status: 401, title: "The signature is missing, wrong or older than five minutes" },
  slow: { status: 408, title: "The body took longer than ten seconds" },
  tooLarge: { status: 413, title: "The body is larger than 64 KB" },
  incomplete: { status: 422, title: "The event lacks what its type asks for" },
  unconfigured: { status: 503, title: "RESEND_WEBHOOK_SECRET is not set here" },
  busy: { status: 503, title: "Not now. Nothing was recorded: send it again" },
} as const;

const HEADERS: Partial<Record<keyof typeof PROBLEMS, Record<string, string>>> = {
  unsigned: { "www-authenticate": "StandardWebhooks" },
  busy: { "retry-after": "5" },
};

/** Refuses a webhook. */
export function refuseWebhook(reason: keyof typeof PROBLEMS): Response {
  const { status, title } = PROBLEMS[reason];
  return jsonResponse(
    { type: "about:blank", title, status },
    { status, headers: { ...NO_STORE, ...HEADERS[reason], "content-type": "application/problem+json" } },
  );
}

/** `recorded`: the event is in the database, possibly since an earlier delivery. `ignored`: there is nothing to record. */
export function acceptWebhook(status: "recorded" | "ignored"): Response {
  return jsonResponse({ status }, { headers: NO_STORE });
}
