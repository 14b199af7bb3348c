import type { ReactNode } from "react";

type MessagePageProps = { kicker?: string; title: string; children: ReactNode };

/** A narrow page with a title, for a single message or action. */
export function MessagePage({ kicker, title, children }: MessagePageProps) {
  return (
    <main
      id="main"
      className="mx-auto grid w-full max-w-measure grid-cols-1 content-start gap-5 px-4 py-10 sm:py-16"
    >
      {kicker && <p className="kicker">{kicker}</p>}
      <h1 className="text-[min(2.25rem,11vw)] font-semibold leading-tight sm:text-5xl" dir="auto">
        {title}
      </h1>
      {children}
    </main>
  );
}
