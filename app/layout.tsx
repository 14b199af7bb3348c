import "./globals.css";

/** Each language's layout brings its own `<html lang>`; nothing is shared above it but the style sheet. */
export default function RootLayout({ children }: LayoutProps<"/">) {
  return children;
}
