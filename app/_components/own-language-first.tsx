"use client";

import { useEffect } from "react";

/** Moves the section in the language of the address to the top of the 404 page, which is the same for every address. */
export function OwnLanguageFirst() {
  useEffect(() => {
    const [, language] = location.pathname.split("/");
    const section = document.querySelector<HTMLElement>(`main > [lang="${CSS.escape(language ?? "")}"]`);
    if (!section) return;
    document.documentElement.lang = section.lang;
    document.documentElement.dir = section.dir;
    section.parentElement?.prepend(section);
  }, []);
  return null;
}
