"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { withChannelMark } from "@/lib/sharing/channels";
import { mastodonIntent, parseMastodonServer } from "@/lib/sharing/share-intents";
import { navigate, type ShareProps, type ShareState } from "./use-share";

/** Where whoever cannot type a server is led: the one that the project itself runs. */
const LARGEST_SERVER = "mastodon.social";
const REMEMBERED_AS = "mastodon-server";

/** Mastodon lives on many servers: asks for theirs, and remembers it in this tab only. */
export function MastodonPost({ passing, texts, target, words, link }: ShareProps & { passing: ShareState }) {
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState("");
  const id = useId();
  useEffect(() => {
    if (field.current) field.current.value = remembered();
  }, []);

  async function write(event: FormEvent) {
    event.preventDefault();
    const server = parseMastodonServer(field.current?.value ?? "");
    setFault(server ? "" : texts.mastodon.invalid);
    if (!server) return field.current?.focus();
    remember(server);
    const tab = window.open("", "_blank");
    const own = await passing.obtain();
    navigate(
      mastodonIntent(server, { link: own ? withChannelMark(own, "mastodon") : target.page, words }),
      tab,
    );
  }

  return (
    <li className="share-more">
      <details>
        <summary className="share-channel">{texts.channel.mastodon}</summary>
        <form className="share-opened needs-script" onSubmit={write} noValidate>
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
              aria-invalid={fault ? true : undefined}
              aria-describedby={`${id}-hint ${id}-fault`}
            />
            <span className="field-error" id={`${id}-fault`} role="alert">
              {fault}
            </span>
          </div>
          <button type="submit" className="button button-quiet justify-self-start">
            {texts.mastodon.go}
          </button>
        </form>
        {link && (
          <noscript>
            <a
              href={mastodonIntent(LARGEST_SERVER, { link: withChannelMark(link, "mastodon"), words })}
              rel="noopener noreferrer nofollow"
            >
              {texts.mastodon.plain.replace("{server}", LARGEST_SERVER)}
            </a>
          </noscript>
        )}
      </details>
    </li>
  );
}

/** Some browsers refuse to keep anything, by throwing. */
function remembered(): string {
  try {
    return sessionStorage.getItem(REMEMBERED_AS) ?? "";
  } catch {
    return "";
  }
}

function remember(server: string) {
  try {
    sessionStorage.setItem(REMEMBERED_AS, server);
  } catch {
    // Then they type it again.
  }
}
