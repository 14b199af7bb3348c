import { readPendingAttempts } from "@/app/_http/pending-cookie";
import { plainPage } from "@/app/_http/plain-page";
import { AttemptWords } from "@/app/_signing/attempt-words";
import { CodeForm } from "@/app/_signing/code-form";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { isSlug } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";
import { getAttempt } from "@/lib/signatures/attempts";
import { pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import type { CodeRefusal } from "./code-message";

const STATUS = { code: 422, codeMissing: 422, codeLocked: 422, tooManyCodes: 429, expired: 410 } as const;

const MINUTE_MS = 60_000;

type Asked = { locale: Locale; fields: Record<string, unknown> };

/**
 * Returns the page that asks for the code, for browsers without JavaScript, and says why one was refused. It shows the words
 * of this browser's attempt: what the code confirms. `from` in the fields is the article that the signer was reading.
 */
export async function askForCode(
  request: Request,
  { locale, fields }: Asked,
  refusal?: CodeRefusal,
): Promise<Response> {
  const t = getTranslator(locale, "inbox");
  const named = slugIn(fields.campaign);
  const pending = pendingAttemptOf(readPendingAttempts(request), named);
  const read = await withDatabaseLimits(async () => ({
    attempt: pending && (await getAttempt(db(), pending)),
  }));
  const attempt = read?.attempt;
  const minutes = pending ? Math.ceil((pending.askedAt.getTime() - Date.now()) / MINUTE_MS) : 0;
  const isLocked = attempt?.triesLeft === 0;
  const error = refusal?.message ?? (isLocked ? getTranslator(locale, "problem")("codeLocked") : undefined);
  const campaign = named ?? attempt?.campaign;
  const article = slugIn(fields.from);
  const back = article ? articlePath(locale, article) : campaign && campaignPath(locale, campaign);
  return plainPage({
    locale,
    status: refusal ? STATUS[refusal.reason] : 200,
    title: t("title"),
    children: (
      <>
        <p>{refusal ? t("codeHere") : t("lead")}</p>
        {minutes > 0 && <p>{`${t("newMailIn", { count: minutes })} ${t("earlierCode")}`}</p>}
        <CodeForm locale={locale} campaign={campaign} error={error} isLocked={isLocked} />
        {attempt && (
          <section aria-labelledby="words">
            <h2 id="words">{t("words")}</h2>
            <AttemptWords attempt={attempt} locale={locale} />
          </section>
        )}
        {back && (
          <p>
            <a href={back}>{t("back")}</a>
          </p>
        )}
      </>
    ),
  });
}

function slugIn(field: unknown): string | undefined {
  return typeof field === "string" && isSlug(field) ? field : undefined;
}
