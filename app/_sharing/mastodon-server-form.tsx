"use client";

import { type FormEvent, useEffect, useId, useRef } from "react";
import { useAnnouncedError } from "@/app/_components/use-announced-error";
import { parseMastodonServer } from "@/lib/sharing/share-intents";
import type { SharingTexts } from "./share-panel-texts";

const STORAGE_KEY = "mastodon-server";

type MastodonServerFormProps = {
  texts: SharingTexts["mastodon"] & Pick<SharingTexts, "newTab">;
  onServer: (server: string) => void;
};

/** Asks for the reader's Mastodon server, and stores it for this tab only. */
export function MastodonServerForm({ texts, onServer }: MastodonServerFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const { error, announce, announced } = useAnnouncedError();
  const id = useId();
  useEffect(() => {
    if (field.current) field.current.value = readServer();
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const server = parseMastodonServer(field.current?.value ?? "");
    announce(server ? "" : texts.invalid);
    if (!server) return field.current?.focus();
    storeServer(server);
    onServer(server);
  }

  return (
    <form className="share-opened needs-script" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={id}>{texts.server}</label>
        <span className="field-hint" id={`${id}-hint`}>
          {texts.hint}
        </span>
        <input
          ref={field}
          id={id}
          className="input"
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={announced.isDescribed ? `${id}-hint ${id}-error` : `${id}-hint`}
          onBlur={announced.onBlur}
        />
        <span className="field-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      </div>
      <button type="submit" className="button button-quiet justify-self-start">
        {texts.go}
        <span className="sr-only"> {texts.newTab}</span>
      </button>
    </form>
  );
}

/** Storage throws in browsers that disable it. */
function readServer(): string {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? "";
  } catch {
    return "";
  }
}

function storeServer(server: string) {
  try {
    sessionStorage.setItem(STORAGE_KEY, server);
  } catch {
    // The reader types it again next time.
  }
}
