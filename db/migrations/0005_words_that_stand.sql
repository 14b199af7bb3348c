-- Words that people may have signed never change: not by us, not by whoever has the password of the database's owner.
CREATE FUNCTION "refuse_change_of_published_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published petition text never changes: an edit is a new version'
    USING ERRCODE = 'restrict_violation', TABLE = 'petition_texts';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "petition_texts_stand" BEFORE UPDATE OR DELETE ON "petition_texts"
  FOR EACH ROW WHEN (OLD."published_at" IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_published_words"();
--> statement-breakpoint
CREATE TRIGGER "petition_texts_stay" BEFORE TRUNCATE ON "petition_texts"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_published_words"();
--> statement-breakpoint
-- Even where triggers are switched off for a session (session_replication_role), these two fire.
ALTER TABLE "petition_texts" ENABLE ALWAYS TRIGGER "petition_texts_stand";
--> statement-breakpoint
ALTER TABLE "petition_texts" ENABLE ALWAYS TRIGGER "petition_texts_stay";
