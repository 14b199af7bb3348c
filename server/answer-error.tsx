import { plainPage } from "@/app/_http/plain-page";
import { localeOfVisitor } from "@/app/_http/post-only";
import { prefersHtml } from "@/app/_http/read-body";
import { jsonResponse } from "@/app/_http/text-response";
import { traceOf } from "@/lib/failures";
import { ERROR_PAGE_TEXTS } from "@/lib/i18n/error-page-texts";
import { log, requestId } from "@/lib/log";

/** Logs an error that no handler expected, and answers 500. The response names the request, so that its log entry can be found. */
export async function answerError(request: Request, error: unknown): Promise<Response> {
  log().error({ cause: traceOf(error) }, "a request failed");
  const locale = localeOfVisitor(request);
  const { title, lead, front } = ERROR_PAGE_TEXTS[locale];
  const id = requestId();
  if (!prefersHtml(request))
    return jsonResponse(
      { type: "about:blank", title, status: 500, detail: lead, ...(id && { request: id }) },
      { status: 500, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } },
    );
  return plainPage({
    locale,
    status: 500,
    title,
    children: (
      <>
        <p>{lead}</p>
        <p>
          <a className="button button-quiet" href={`/${locale}`}>
            {front}
          </a>
        </p>
        {id && (
          <p>
            <small>{id}</small>
          </p>
        )}
      </>
    ),
  });
}
