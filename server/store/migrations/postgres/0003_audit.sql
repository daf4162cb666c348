-- What is written about what happened stays as it was written. Only addresses go, with the account they were about.

CREATE FUNCTION audit_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'check_violation';
END;
$$;

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
FOR EACH ROW
WHEN (NEW.address <> '' OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor_id IS DISTINCT FROM OLD.actor_id
  OR NEW.action <> OLD.action OR NEW.subject_kind <> OLD.subject_kind
  OR NEW.subject_id IS DISTINCT FROM OLD.subject_id OR NEW.request_id <> OLD.request_id
  OR NEW.details <> OLD.details)
EXECUTE FUNCTION audit_log_stays();

CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log
FOR EACH ROW EXECUTE FUNCTION audit_log_stays();

CREATE INDEX users_admins ON users (email_key) WHERE is_admin = 1;
