import type { ShareTarget } from "./reader-link";

type PlainFormProps = { target: ShareTarget; label: string; className: string };

/** Sharing without JavaScript: creates the link, and redirects to a page with every channel as a plain link. */
export function PlainForm({ target, label, className }: PlainFormProps) {
  return (
    <noscript>
      <form method="post" action="/api/v1/links">
        <input type="hidden" name="locale" value={target.locale} />
        {target.campaign && <input type="hidden" name="campaign" value={target.campaign} />}
        {target.article && <input type="hidden" name="article" value={target.article} />}
        <button type="submit" className={className}>
          {label}
        </button>
      </form>
    </noscript>
  );
}
