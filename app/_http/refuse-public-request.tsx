import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { plainPage } from "./plain-page";
import type { BodyKind } from "./read-body";
import { type Retry, RetryForm } from "./retry-form";
import { jsonResponse } from "./text-response";

/** The reasons for refusing a public request, with their HTTP status. */
const STATUS = {
  malformed: 400,
  noToken: 401,
  crossSite: 403,
  showsOnly: 403,
  notFound: 404,
  noDestination: 404,
  noFeed: 404,
  noResource: 404,
  noSignature: 404,
  onlyPost: 405,
  slow: 408,
  closed: 409,
  alreadyWithdrawn: 409,
  notConfirmed: 409,
  undoTooLate: 409,
  expired: 410,
  meErased: 410,
  meMoved: 410,
  tooLarge: 413,
  unsupported: 415,
  invalid: 422,
  code: 422,
  codeMissing: 422,
  codeLocked: 422,
  invalidLink: 422,
  tooMany: 429,
  tooManyCodes: 429,
  tooManyLinks: 429,
  tooManySignIns: 429,
  unknownFormat: 501,
  busy: 503,
  paused: 503,
  readOnly: 503,
} as const;

export type Reason = keyof typeof STATUS;

const HEADERS: Partial<Record<Reason, Record<string, string>>> = {
  paused: { "retry-after": "300" },
  readOnly: { "retry-after": "60" },
  tooMany: { "retry-after": "60" },
  tooManySignIns: { "retry-after": "60" },
  tooManyCodes: { "retry-after": "3600" },
  tooManyLinks: { "retry-after": "60" },
  noToken: { "www-authenticate": "Bearer" },
  onlyPost: { allow: "POST" },
};
const BODY_REASONS = { 400: "malformed", 408: "slow", 413: "tooLarge", 415: "unsupported" } as const;

const MIN_RETRY_SECONDS = 3;
const RETRY_SPREAD_SECONDS = 5;

/** Returns after how many seconds a request that was refused for now may be sent again: at random, so that not all come back at once. */
function retryAfterSeconds(): number {
  return MIN_RETRY_SECONDS + Math.floor(Math.random() * RETRY_SPREAD_SECONDS);
}

/** Returns the reason for the status of an unreadable body. */
export function bodyReason(status: keyof typeof BODY_REASONS): Reason {
  return BODY_REASONS[status];
}

type Refusal = {
  reason: Reason;
  kind: BodyKind;
  locale: Locale;
  errors?: Record<string, string[]>;
  /** Further members of the problem document. */
  more?: Record<string, unknown>;
  backTo?: string;
  /** The request, which the page for a form keeps and sends again (`busy`). */
  retry?: Retry;
};

/** Refuses a request: with a problem document (RFC 9457) for JSON, with a page for forms. `backTo` is the path of its link back. */
export async function refusePublicRequest({
  reason,
  kind,
  locale,
  errors,
  more,
  backTo,
  retry,
}: Refusal): Promise<Response> {
  const t = getTranslator(locale, "problem");
  const status = STATUS[reason];
  const seconds = retryAfterSeconds();
  const headers = reason === "busy" ? { "retry-after": String(seconds) } : (HEADERS[reason] ?? {});
  const title = reason === "code" || reason === "codeMissing" ? t("codeTitle") : t(`${reason}Title`);
  const detail = reason === "invalid" ? title : t(reason);
  if (kind === "form") {
    return plainPage({
      locale,
      status,
      title,
      headers,
      children: (
        <>
          <p>{retry ? t(retry.method === "post" ? "busyKept" : "busyPage") : detail}</p>
          {retry && <RetryForm {...retry} locale={locale} seconds={seconds} />}
          {backTo && (
            <p>
              <a className="button button-quiet" href={backTo}>
                {t("back")}
              </a>
            </p>
          )}
        </>
      ),
    });
  }
  return jsonResponse(
    { type: "about:blank", title, status, detail, ...(errors && { errors }), ...more },
    {
      status,
      headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
    },
  );
}
