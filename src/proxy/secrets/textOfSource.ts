import { readFileSync } from 'node:fs';
import type { DataSource } from '../settings/readDataSource.js';

/** What a data source holds now; undefined: its file or variable is not there. */
export function textOfSource(source: DataSource | undefined): string | undefined {
  switch (source?.kind) {
    case undefined:
      return undefined;
    case 'text':
      return source.text;
    case 'environment':
      return process.env[source.name];
    case 'file':
      try {
        return readFileSync(source.path, 'utf8');
      } catch {
        return undefined;
      }
  }
}
