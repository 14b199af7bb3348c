import { LocalTime } from "@/app/_components/local-time";
import type { ReviewStatus } from "@/lib/signatures/review-status";
import type { QueuedComment, QueueTexts } from "./queue-types";

type CardProps = {
  locale: string;
  slug: string;
  status: ReviewStatus;
  comment: QueuedComment;
  texts: QueueTexts;
  isCurrent: boolean;
  send: (form: FormData) => void;
};

/** One comment with its signer and the moderation buttons. */
export function CommentCard({ locale, slug, status, comment, texts, isCurrent, send }: CardProps) {
  const { id, text, language, name, shownAs, country, at, signaturePath } = comment;
  return (
    <li
      tabIndex={-1}
      aria-current={isCurrent || undefined}
      className="border-t border-rule border-l-[3px] border-l-transparent py-4 pl-4 aria-[current]:border-l-ink aria-[current]:bg-raised"
    >
      <blockquote lang={language} className="font-serif text-lg leading-snug whitespace-pre-line break-words">
        {text}
      </blockquote>
      <p className="mt-2 flex flex-wrap gap-x-3 text-sm text-soft">
        <a
          className="inline-flex min-h-6 items-center font-semibold text-ink"
          href={signaturePath}
          dir="auto"
        >
          {name}
        </a>
        <span>{shownAs}</span>
        {country && <span>{country}</span>}
        <LocalTime at={at} locale={locale} />
      </p>
      <form action={send} className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="comment" value={id} />
        {status !== "approved" && <Decide decision="approved">{texts.approve}</Decide>}
        {status !== "declined" && <Decide decision="declined">{texts.decline}</Decide>}
        {status !== "waiting" && <Decide decision="waiting">{texts.back}</Decide>}
      </form>
    </li>
  );
}

function Decide({ decision, children }: { decision: ReviewStatus; children: string }) {
  const look = decision === "approved" ? "button-act" : "button-quiet";
  return (
    <button type="submit" name="decision" value={decision} className={`button ${look}`}>
      {children}
    </button>
  );
}
