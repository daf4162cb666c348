-- Who may do what: accounts, their sessions and keys, and what happened to them.
-- Times are milliseconds since 1970. Secrets are stored as SHA-256 only.

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  email TEXT NOT NULL,                   -- as it is shown
  email_key TEXT NOT NULL UNIQUE,        -- folded, as it is looked up
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  password_hash TEXT NOT NULL,           -- empty until one is set
  is_admin BIGINT NOT NULL DEFAULT 0,
  email_verified_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  disabled_at BIGINT,
  deletion_due_at BIGINT
);
CREATE INDEX users_deletion_due_at ON users (deletion_due_at);
CREATE INDEX users_created_at ON users (created_at, id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  counter BIGINT NOT NULL,               -- of rotations
  token_hash BLOB NOT NULL,              -- of the refresh token that is valid now
  parent_hash BLOB,                      -- of the one before it
  successor BLOB,                        -- the valid token, readable only with the one before it
  rotated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  idle_until BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL,
  authenticated_at BIGINT NOT NULL,      -- when the password was last given
  revoked_at BIGINT,
  revoked_for TEXT
);
CREATE INDEX sessions_user_id ON sessions (user_id, created_at);
CREATE INDEX sessions_not_after ON sessions (not_after);

-- What is sent by mail and comes back once.
CREATE TABLE user_tokens (
  token_hash BLOB PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                    -- email_verification, password_reset
  email_key TEXT NOT NULL,               -- the address it was sent to
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX user_tokens_user_id ON user_tokens (user_id, kind);
CREATE INDEX user_tokens_expires_at ON user_tokens (expires_at);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  key_hash BLOB NOT NULL UNIQUE,
  hint TEXT NOT NULL,                    -- its first characters, to tell keys apart
  scopes TEXT NOT NULL,                  -- separated by spaces
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX api_keys_user_id ON api_keys (user_id, created_at);

CREATE TABLE audit_log (
  id TEXT PRIMARY KEY NOT NULL,          -- ascends in time
  at BIGINT NOT NULL,
  actor_id TEXT,                         -- no reference: what happened stays when who did it goes
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT,
  address TEXT NOT NULL,
  request_id TEXT NOT NULL,
  details TEXT NOT NULL                  -- a JSON object
);
CREATE INDEX audit_log_actor_id ON audit_log (actor_id, id);
CREATE INDEX audit_log_subject ON audit_log (subject_kind, subject_id, id);
