-- What is written about what happened stays as it was written. Only addresses go, with the account they were about.

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
WHEN NEW.address <> '' OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor_id IS NOT OLD.actor_id
  OR NEW.action <> OLD.action OR NEW.subject_kind <> OLD.subject_kind OR NEW.subject_id IS NOT OLD.subject_id
  OR NEW.request_id <> OLD.request_id OR NEW.details <> OLD.details
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE INDEX users_admins ON users (email_key) WHERE is_admin = 1;
