"use client";

import { type ChangeEvent, useState } from "react";

type Texts = Record<
  "choose" | "hint" | "remove" | "sending" | "failed" | "tooLarge" | "unreadable" | "kept",
  string
>;

/** Sends a picture as soon as it is chosen; the form keeps its id, and saving puts it on the page. */
export function CoverField({ id, texts }: { id: string; texts: Texts }) {
  const [cover, setCover] = useState(id);
  const [note, setNote] = useState<string | null>(null);

  async function send({ target }: ChangeEvent<HTMLInputElement>) {
    const [picture] = target.files ?? [];
    if (!picture) return;
    setNote(texts.sending);
    const kept = await keep(picture);
    setNote(texts[kept.outcome]);
    if (kept.outcome === "kept") setCover(kept.id);
  }

  return (
    <div className="field">
      <input type="hidden" name="coverId" value={cover} />
      {cover && (
        // biome-ignore lint/performance/noImgElement: pictures are made small when they are uploaded; the optimizer is off.
        <img
          src={`/media/${cover}.webp`}
          alt=""
          className="aspect-video w-full max-w-md border border-rule object-cover"
        />
      )}
      <label htmlFor="cover-file">{texts.choose}</label>
      <input
        id="cover-file"
        type="file"
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        className="input py-2"
        onChange={send}
        aria-describedby="cover-note"
      />
      <p id="cover-note" role="status" className="field-hint">
        {note ?? texts.hint}
      </p>
      {cover && (
        <button type="button" className="link-button justify-self-start" onClick={() => setCover("")}>
          {texts.remove}
        </button>
      )}
    </div>
  );
}

type Kept = { outcome: "kept"; id: string } | { outcome: "failed" | "tooLarge" | "unreadable" };

async function keep(picture: File): Promise<Kept> {
  const body = new FormData();
  body.set("image", picture);
  try {
    const answer = await fetch("/api/staff/images", { method: "POST", body });
    if (answer.status === 413) return { outcome: "tooLarge" };
    if (answer.status === 415) return { outcome: "unreadable" };
    if (!answer.ok) return { outcome: "failed" };
    const { id } = await answer.json();
    return { outcome: "kept", id: String(id) };
  } catch {
    return { outcome: "failed" }; // Offline: the picture is still on their disk, and they are told to try again.
  }
}
