"use client";

import { useEffect } from "react";

/** Brings the part of a page that speaks the language of its address to the top, where a page is the same for every address. */
export function OwnLanguageFirst() {
  useEffect(() => {
    const [, language] = location.pathname.split("/");
    const own = document.querySelector<HTMLElement>(`main > [lang="${CSS.escape(language ?? "")}"]`);
    if (!own) return;
    document.documentElement.lang = own.lang;
    own.parentElement?.prepend(own);
  }, []);
  return null;
}
