"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type EditorTexts, fill } from "./texts";

type Choice = { slug: string; title: string; state: keyof EditorTexts["pick"]["states"] };
type ChoicePickerProps = {
  of: "campaigns" | "articles";
  locale: string;
  search?: string;
  texts: EditorTexts["pick"];
  onChoose: (choice: Choice) => void;
};

const SEARCH_AFTER_MS = 200;
type Found = { state: "searching" | "failed" } | { state: "found"; choices: Choice[] };

/** Searches campaigns or articles by title. Arrow keys move through the results, Enter chooses one. */
export function ChoicePicker({ of, locale, search: initialSearch = "", texts, onChoose }: ChoicePickerProps) {
  const [search, setSearch] = useState(initialSearch);
  const [found, setFound] = useState<Found>({ state: "searching" });
  const list = useRef<HTMLUListElement>(null);
  const field = useId();
  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ of, locale, q: search });
      const response = await fetch(`/api/staff/choices?${query}`, { signal: aborter.signal }).catch(
        () => null,
      );
      if (aborter.signal.aborted) return;
      setFound(response?.ok ? { state: "found", ...(await response.json()) } : { state: "failed" });
    }, SEARCH_AFTER_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [of, locale, search]);
  const choices = found.state === "found" ? found.choices : [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between the buttons inside
    <div onKeyDown={(event) => moveFocus(event, list.current)}>
      <div className="field">
        <label htmlFor={field}>{texts.search}</label>
        <input
          id={field}
          className="input"
          type="search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (choices[0]) onChoose(choices[0]);
          }}
        />
      </div>
      <p role="status" className="field-hint mt-2">
        {statusText(found, texts)}
      </p>
      <ul ref={list} className="mt-2 border-t border-rule">
        {choices.map((choice) => (
          <li key={choice.slug}>
            <button type="button" className="choice" onClick={() => onChoose(choice)}>
              <span className="font-serif text-lg leading-tight" dir="auto">
                {choice.title}
              </span>
              <span className="kicker">{texts.states[choice.state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function statusText(found: Found, texts: EditorTexts["pick"]): string {
  if (found.state !== "found") return texts[found.state];
  return found.choices.length > 0 ? fill(texts.found, { count: found.choices.length }) : texts.nothing;
}

function moveFocus(event: KeyboardEvent, list: HTMLUListElement | null) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !list) return;
  event.preventDefault();
  const buttons = [...list.querySelectorAll("button")];
  const here = buttons.findIndex((button) => button.matches(":focus"));
  buttons[Math.min(Math.max(0, here + step), buttons.length - 1)]?.focus();
}
