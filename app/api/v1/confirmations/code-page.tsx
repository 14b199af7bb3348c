import { getTranslations } from "next-intl/server";
import { plainPage } from "@/app/_http/plain-page";
import type { Post } from "@/app/_http/read-post";
import { CodeForm } from "@/app/_signing/code-form";
import { isSlug } from "@/lib/ids";

const STATUS = { code: 422, codeMissing: 422, expired: 410 } as const;
const MESSAGE = {
  code: "inbox.wrong",
  codeMissing: "problem.codeMissing",
  expired: "inbox.expired",
} as const;

/** Returns a page that asks for the code again and says what was wrong, for browsers without JavaScript. */
export async function askForCode({ fields, locale }: Post, reason: keyof typeof STATUS): Promise<Response> {
  const t = await getTranslations({ locale });
  const campaign =
    typeof fields.campaign === "string" && isSlug(fields.campaign) ? fields.campaign : undefined;
  return plainPage({
    locale,
    status: STATUS[reason],
    title: t("inbox.title"),
    children: (
      <>
        <p>{t("inbox.codeHere")}</p>
        {
          await CodeForm({
            locale,
            campaign,
            error: t(MESSAGE[reason]),
          })
        }
      </>
    ),
  });
}
