import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { env } from '../config/env.ts';

export type Blobs = {
  put(key: string, contents: Readable | Uint8Array | string): Promise<void>;
  /** Throws when there is none. */
  read(key: string): Promise<Readable>;
  bytes(key: string): Promise<Uint8Array>;
  exists(key: string): Promise<boolean>;
  delete(key: string): Promise<void>;
  deleteAll(prefix: string): Promise<void>;
};

let disk: { folder: string; disk: Disk } | undefined;

function open(): Disk {
  const folder = join(env().dataFolder, 'blobs');
  if (disk?.folder !== folder)
    disk = { folder, disk: new Disk(new FSDriver({ location: folder, visibility: 'private' })) };
  return disk.disk;
}

/**
 * Files that don't belong in the database, by key (`WORKSPACE/what/id`). Local folders now; another driver of flydrive
 * (S3 …) is one constructor.
 */
export function blobs(): Blobs {
  const target = open();
  return {
    async put(key, contents) {
      if (typeof contents === 'string' || contents instanceof Uint8Array) await target.put(key, contents);
      else await target.putStream(key, contents);
    },
    read: (key) => target.getStream(key),
    async bytes(key) {
      return await target.getBytes(key);
    },
    exists: (key) => target.exists(key),
    delete: (key) => target.delete(key),
    deleteAll: (prefix) => target.deleteAll(prefix),
  };
}
