import type { ReactNode } from "react";

/** A page with one message and one thing to do, such as the sign-in pages. */
export function Notice({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="mx-auto mt-6 max-w-md sm:mt-14">
      <h1 className="text-4xl leading-tight font-medium tracking-tight" dir="auto">
        {title}
      </h1>
      <p className="mt-3 mb-7 text-lg text-soft">{lead}</p>
      {children}
    </div>
  );
}
