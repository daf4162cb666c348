-- Projects with their maps, who shares them, and every change of them.

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE workspace_members (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL,                    -- owner, admin, member
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX workspace_members_user_id ON workspace_members (user_id, workspace_id);

CREATE TABLE projects (
  id TEXT PRIMARY KEY NOT NULL,
  workspace_id TEXT REFERENCES workspaces (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  header TEXT NOT NULL,                  -- the map without its nouns, as JSON
  revision BIGINT NOT NULL,              -- of the map: one more with every batch of edits
  is_template BIGINT NOT NULL DEFAULT 0,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT,
  deleted_at BIGINT
);
CREATE INDEX projects_workspace_id ON projects (workspace_id, updated_at);
CREATE INDEX projects_created_by ON projects (created_by);
CREATE INDEX projects_deleted_at ON projects (deleted_at);

CREATE TABLE project_members (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL,                    -- owner, editor, commenter, viewer
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_members_user_id ON project_members (user_id, project_id);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
  workspace_id TEXT REFERENCES workspaces (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  role TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  invited_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX invitations_project_id ON invitations (project_id, created_at);
CREATE INDEX invitations_workspace_id ON invitations (workspace_id, created_at);
CREATE INDEX invitations_email_key ON invitations (email_key);
CREATE INDEX invitations_invited_by ON invitations (invited_by);

CREATE TABLE share_links (
  id TEXT PRIMARY KEY NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX share_links_project_id ON share_links (project_id, created_at);
CREATE INDEX share_links_created_by ON share_links (created_by);

-- One row for each activity, task, story, release, persona and link of a map.
CREATE TABLE nouns (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,                      -- of a link: its kind and its ends
  parent_id TEXT NOT NULL,               -- empty for what stands at the top
  place TEXT NOT NULL,                   -- siblings stand in the order of these bytes
  value TEXT NOT NULL,                   -- the noun without its children, as JSON
  revision BIGINT NOT NULL,              -- of the map, when it last changed
  PRIMARY KEY (project_id, kind, id)
);

-- Every batch of edits, in order. It is written with the rows it changes: whoever reads it misses nothing.
CREATE TABLE changes (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  revision BIGINT NOT NULL,              -- that it led to
  batch_id TEXT NOT NULL,
  fingerprint BLOB NOT NULL,             -- of the request, to tell a repetition from another one
  client_id TEXT,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  kind TEXT NOT NULL,                    -- edit, undo, redo, import, restore
  target BIGINT,                         -- the revision that it undoes or does again
  undone_by BIGINT,                      -- the revision that undid it last, while it is undone
  edits TEXT NOT NULL,
  inverse TEXT NOT NULL,
  answer TEXT NOT NULL,                  -- to whoever sent it, for repetitions
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, revision),
  UNIQUE (project_id, batch_id)
);
CREATE INDEX changes_user_id ON changes (user_id, project_id, revision);

CREATE TABLE versions (
  id TEXT PRIMARY KEY NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  revision BIGINT NOT NULL,
  map TEXT NOT NULL,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX versions_project_id ON versions (project_id, created_at);
CREATE INDEX versions_created_by ON versions (created_by);

-- What a POST answered, for whoever sends it again.
CREATE TABLE idempotency_keys (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status BIGINT NOT NULL,
  answer TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_expires_at ON idempotency_keys (expires_at);
