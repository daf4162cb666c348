// What index.d.ts promises is there, and what is there is promised.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import ts from 'typescript';
import * as storymap from 'storymap';

const isClass = (value) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

function namesOf(type) {
  const names = Object.getOwnPropertyNames(type.prototype).filter((name) => !['constructor', 'name'].includes(name));
  const statics = Object.getOwnPropertyNames(type).filter((name) => typeof type[name] === 'function');
  return [...names, ...statics.filter((name) => name !== 'prototype')].sort();
}

function declaredNames(declaration) {
  const named = declaration.members.filter((member) => member.name && ts.isIdentifier(member.name));
  return [...new Set(named.map((member) => member.name.text))].sort();
}

test('index.d.ts declares what there is', () => {
  const file = fileURLToPath(new URL('../index.d.ts', import.meta.url));
  const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true);
  const exported = source.statements.filter((statement) =>
    statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword),
  );
  const values = new Set();
  for (const statement of exported) {
    if (ts.isVariableStatement(statement)) values.add(statement.declarationList.declarations[0].name.text);
    else if (ts.isFunctionDeclaration(statement)) values.add(statement.name.text);
    else if (ts.isClassDeclaration(statement)) {
      const name = statement.name.text;
      values.add(name);
      if (name !== 'StorymapError') assert.deepEqual(namesOf(storymap[name]), declaredNames(statement), name);
      assert.ok(isClass(storymap[name]), name);
    }
  }
  assert.deepEqual([...values].sort(), Object.keys(storymap).sort());
});
