/** The logo: three waves. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 32 24"
      className="h-[1em] w-[1.34em]"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <path d="M1 20c5 0 6-4 10-4s5 4 10 4 6-4 10-4" />
      <path d="M1 13c5 0 6-5 10-5s5 5 10 5 6-5 10-5" />
      <path d="M1 6c5 0 6-4.500 10-4.500S16 6 21 6s6-4.500 10-4.500" />
    </svg>
  );
}
