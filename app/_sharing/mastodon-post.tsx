"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { withChannelMark } from "@/lib/sharing/channels";
import { mastodonIntent, parseMastodonServer } from "@/lib/sharing/share-intents";
import { navigate, type ShareProps, type ShareState } from "./use-share";

/** For browsers without JavaScript, which cannot ask for a server. */
const DEFAULT_SERVER = "mastodon.social";
const STORAGE_KEY = "mastodon-server";

/** Asks for the reader's Mastodon server, and stores it for this tab only. */
export function MastodonPost({
  sharing,
  texts,
  target,
  message,
  link,
}: ShareProps & { sharing: ShareState }) {
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState("");
  const id = useId();
  useEffect(() => {
    if (field.current) field.current.value = readServer();
  }, []);

  async function openPost(event: FormEvent) {
    event.preventDefault();
    const server = parseMastodonServer(field.current?.value ?? "");
    setError(server ? "" : texts.mastodon.invalid);
    if (!server) return field.current?.focus();
    storeServer(server);
    const tab = window.open("", "_blank");
    const own = await sharing.getLink();
    navigate(
      mastodonIntent(server, { link: own ? withChannelMark(own, "mastodon") : target.page, words: message }),
      tab,
    );
  }

  return (
    <li className="share-more">
      <details>
        <summary className="share-channel">{texts.channel.mastodon}</summary>
        <form className="share-opened needs-script" onSubmit={openPost} noValidate>
          <div className="field">
            <label htmlFor={id}>{texts.mastodon.server}</label>
            <span className="field-hint" id={`${id}-hint`}>
              {texts.mastodon.hint}
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
              aria-describedby={`${id}-hint ${id}-error`}
            />
            <span className="field-error" id={`${id}-error`} role="alert">
              {error}
            </span>
          </div>
          <button type="submit" className="button button-quiet justify-self-start">
            {texts.mastodon.go}
          </button>
        </form>
        {link && (
          <noscript>
            <a
              href={mastodonIntent(DEFAULT_SERVER, {
                link: withChannelMark(link, "mastodon"),
                words: message,
              })}
              rel="noopener noreferrer nofollow"
            >
              {texts.mastodon.plain.replace("{server}", DEFAULT_SERVER)}
            </a>
          </noscript>
        )}
      </details>
    </li>
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
