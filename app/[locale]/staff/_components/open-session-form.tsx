type OpenSessionFormProps = { locale: string; token: string; label: string };

/** The button that redeems a sign-in link. A form, because mail scanners open links and would use this one up. */
export function OpenSessionForm({ locale, token, label }: OpenSessionFormProps) {
  return (
    <form action="/api/staff/sessions" method="post">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      <button className="button button-act" type="submit">
        {label}
      </button>
    </form>
  );
}
