const NEVER_KEPT = { "cache-control": "no-store" };

/** Every way in which a webhook can be refused: a problem (RFC 9457) that an operator reads in the provider's log. */
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

/** Says no, and why. */
export function refuse(reason: keyof typeof PROBLEMS): Response {
  const { status, title } = PROBLEMS[reason];
  return Response.json(
    { type: "about:blank", title, status },
    { status, headers: { ...NEVER_KEPT, ...HEADERS[reason], "content-type": "application/problem+json" } },
  );
}

/** recorded: it is in the database, now or since an earlier time. ignored: there is nothing to record. */
export function accept(status: "recorded" | "ignored"): Response {
  return Response.json({ status }, { headers: NEVER_KEPT });
}
