import localFont from "next/font/local";

const newsreader = localFont({
  variable: "--font-newsreader",
  display: "swap",
  adjustFontFallback: "Times New Roman",
  src: [
    {
      path: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2",
      weight: "200 800",
      style: "normal",
    },
  ],
});

const newsreaderItalic = localFont({
  variable: "--font-newsreader-italic",
  display: "swap",
  preload: false,
  src: [
    {
      path: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2",
      weight: "200 800",
      style: "italic",
    },
  ],
});

const schibsted = localFont({
  variable: "--font-schibsted",
  display: "swap",
  adjustFontFallback: "Arial",
  src: [
    {
      path: "../node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2",
      weight: "400 900",
      style: "normal",
    },
  ],
});

/** The class names that define the fonts of a page: a serif for reading, a grotesque for the interface. */
export const fontVariables = `${newsreader.variable} ${newsreaderItalic.variable} ${schibsted.variable}`;
