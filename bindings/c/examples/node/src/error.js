// What goes wrong.

/** A failure of the library. `code` is its word for it, as in JSON; `path` says where. */
export class StorymapError extends Error {
  constructor(code, message, path = '') {
    super(path ? `${path}: ${message}` : message);
    this.code = code;
    this.path = path;
  }

  static {
    this.prototype.name = 'StorymapError';
  }
}
